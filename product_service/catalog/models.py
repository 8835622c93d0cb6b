"""What is on sale. How much of it there is lives in the app `stock`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from product_service.catalog.domain.ownership import Owner
from product_service.catalog.domain.pictures import PARCEL, picture_url
from servicekit import clock
from servicekit.money import DIGITS, Money

if TYPE_CHECKING:
    from product_service.stock.models import Stock

ON_SALE = Q(active=True)


class Category(models.Model):
    slug = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=80, unique=True)
    # Background of the category's pictures, as #RRGGBB.
    tint = models.CharField(max_length=7)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["position", "slug"]


class Product(models.Model):
    sku = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products", db_index=False)
    price_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # The user who listed it; null is the house itself.
    vendor_id = models.UUIDField(null=True)
    # For whom the vendor sells: any of the organisation's vendors manages it. Null: it is the vendor's own.
    organisation_id = models.UUIDField(null=True)
    # False is off sale: kept because orders refer to it.
    active = models.BooleanField(default=True)
    # Counts changes by people. Sales change the stock, not the product.
    version = models.PositiveIntegerField(default=1)
    picture = models.CharField(max_length=60, default=PARCEL)
    picture_alt = models.CharField(max_length=200, blank=True)
    units_sold = models.PositiveBigIntegerField(default=0)
    # Folded copies (domain.words): SQLite folds ASCII only and PostgreSQL sorts by locale, these are the same in both.
    name_words = models.TextField()
    search_words = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    stock: Stock

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price_minor__gt=0), name="product_price_positive"),
            models.CheckConstraint(condition=Q(currency__in=sorted(DIGITS)), name="product_currency_known"),
        ]
        # Each serves selectors.products_on_sale, in the order or filter it is named after; id makes every order total.
        indexes = [
            models.Index(fields=["-units_sold", "id"], condition=ON_SALE, name="on_sale_popular"),
            models.Index(fields=["currency", "price_minor", "id"], condition=ON_SALE, name="on_sale_price"),
            models.Index(fields=["name_words", "id"], condition=ON_SALE, name="on_sale_name"),
            models.Index(fields=["-created_at", "-id"], condition=ON_SALE, name="on_sale_newest"),
            # also selectors.categories_with_counts
            models.Index(fields=["category", "-units_sold", "id"], condition=ON_SALE, name="on_sale_category"),
            models.Index(
                fields=["organisation_id", "-units_sold", "id"],
                condition=ON_SALE & Q(organisation_id__isnull=False),
                name="on_sale_organisation",
            ),
            models.Index(
                fields=["vendor_id", "-units_sold", "id"],
                condition=ON_SALE & Q(vendor_id__isnull=False),
                name="on_sale_vendor",
            ),
        ]

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)

    @property
    def owner(self) -> Owner:
        return Owner(vendor_id=self.vendor_id, organisation_id=self.organisation_id)

    @property
    def image(self) -> dict[str, str]:
        return {"url": picture_url(self.picture), "alt": self.picture_alt or self.name}
