"""What is on sale. How much of it there is lives in the app `stock`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from product_service.catalog.domain import tree
from product_service.catalog.domain.ownership import Owner
from product_service.catalog.domain.pictures import PARCEL, picture_url
from product_service.catalog.domain.tree import DEEPEST
from servicekit import clock
from servicekit.money import DIGITS, Money

if TYPE_CHECKING:
    from product_service.stock.models import Stock

ON_SALE = Q(active=True)
SHOWN = Q(removed_at=None)


class Category(models.Model):
    slug = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=80, unique=True)
    # Background of the category's pictures, as #RRGGBB.
    tint = models.CharField(max_length=7)
    # Among its siblings.
    position = models.PositiveSmallIntegerField(default=0)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    # The slugs from the top down to this one, each with a slash after it: what is below has this for a beginning.
    path = models.CharField(max_length=310, unique=True)
    # How many categories stand above it.
    depth = models.PositiveSmallIntegerField(default=0)
    # Products on sale in the category itself, as of the last fold; see CategoryMove.
    counted = models.BigIntegerField(default=0)
    # Its name is among the words of its products: after a change of name, the products above this id still have the old
    # one. Null: none has.
    reword_above = models.BigIntegerField(null=True)
    # Counts changes by people.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(depth__lte=DEEPEST), name="category_depth"),
            models.CheckConstraint(condition=~Q(parent=F("slug")), name="category_not_its_own_parent"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new category stands where its parent puts it; only services.category_change moves one."""
        if not self.path:
            self.path, self.depth = tree.place(self.slug, below=self.parent)
        super().save(*args, **kwargs)


class CategoryMove(models.Model):
    """Products that came into a category, or left it, and are not in `Category.counted` yet.

    Everybody who lists a product would otherwise wait for the one row that counts them all. The worker folds them in.
    """

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="moves")
    products = models.IntegerField(help_text="Signed.")


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
    # Whether anything of it can be bought now: kept by the stock's use cases, in the transaction that crosses zero.
    in_stock = models.BooleanField(default=False)
    # Of its published reviews; `rating` is their average in hundredths of a star, 0 without any.
    rating_count = models.PositiveIntegerField(default=0)
    rating_sum = models.PositiveIntegerField(default=0)
    rating = models.PositiveSmallIntegerField(default=0)
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
            models.CheckConstraint(condition=Q(rating__lte=500), name="product_rating_five_stars"),
        ]
        # Each of the first eleven serves selectors.listing (see selectors.paths): it is a list's order, in the whole
        # shop, in a category or of a seller, and id makes every order total. The columns behind id are for the other
        # filters, so that a product they leave out need not be looked up, and for sorting what was gathered.
        indexes = [
            models.Index(
                fields=["-units_sold", "id", "in_stock", "rating", "currency", "price_minor"],
                condition=ON_SALE,
                name="on_sale_popular",
            ),
            models.Index(
                fields=["currency", "price_minor", "id", "in_stock", "rating", "rating_count", "units_sold"],
                condition=ON_SALE,
                name="on_sale_price",
            ),
            models.Index(
                fields=["name_words", "id", "category", "in_stock", "rating", "currency", "price_minor"],
                condition=ON_SALE,
                name="on_sale_name",
            ),
            models.Index(
                fields=["-id", "in_stock", "rating", "currency", "price_minor"],
                condition=ON_SALE,
                name="on_sale_newest",
            ),
            models.Index(
                fields=["-rating", "-rating_count", "id", "in_stock", "currency", "price_minor", "units_sold"],
                condition=ON_SALE,
                name="on_sale_rating",
            ),
            models.Index(
                fields=["category", "-units_sold", "id", "in_stock", "rating", "currency", "price_minor"],
                condition=ON_SALE,
                name="on_sale_category",
            ),
            models.Index(
                fields=[
                    "category",
                    "currency",
                    "price_minor",
                    "id",
                    "in_stock",
                    "rating",
                    "rating_count",
                    "units_sold",
                ],
                condition=ON_SALE,
                name="on_sale_category_price",
            ),
            models.Index(
                fields=["category", "-id", "in_stock", "rating", "currency", "price_minor"],
                condition=ON_SALE,
                name="on_sale_category_newest",
            ),
            models.Index(
                fields=[
                    *("category", "-rating", "-rating_count", "id"),
                    *("in_stock", "currency", "price_minor", "units_sold"),
                ],
                condition=ON_SALE,
                name="on_sale_category_rating",
            ),
            models.Index(
                fields=[
                    *("organisation_id", "-units_sold", "id"),
                    *("in_stock", "rating", "rating_count", "currency", "price_minor", "category"),
                ],
                condition=ON_SALE & Q(organisation_id__isnull=False),
                name="on_sale_organisation",
            ),
            models.Index(
                fields=[
                    *("vendor_id", "-units_sold", "id"),
                    *("organisation_id", "in_stock", "rating", "rating_count", "currency", "price_minor", "category"),
                ],
                condition=ON_SALE & Q(vendor_id__isnull=False),
                name="on_sale_vendor",
            ),
            # Few, so they cost an import nothing: what is sold out, and what was taken off sale.
            models.Index(
                fields=["-units_sold", "id", "rating", "rating_count", "currency", "price_minor", "category"],
                condition=ON_SALE & Q(in_stock=False),
                name="sold_out",
            ),
            models.Index(
                fields=["category", "-units_sold", "id", "rating", "rating_count", "currency", "price_minor"],
                condition=ON_SALE & Q(in_stock=False),
                name="sold_out_category",
            ),
            models.Index(fields=["-id"], condition=Q(active=False), name="off_sale"),
            # categories.category_delete, and the database's own look for products of a category that goes
            models.Index(fields=["category"], name="product_category"),
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


class ProductImage(models.Model):
    """One uploaded picture in a product's gallery. Product.picture is the first one of them."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="gallery", db_index=False)
    position = models.PositiveSmallIntegerField()
    # "u-" and 32 digits of the content's hash: who has the name, has the picture.
    name = models.CharField(max_length=60)
    alt = models.CharField(max_length=200, blank=True)
    # Of the largest copy that is served.
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=clock.now)
    # Out of the gallery since; the files stay while orders may show them.
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "name"], condition=SHOWN, name="picture_once_in_gallery"),
        ]
        indexes = [
            # selectors.gallery
            models.Index(fields=["product", "position", "id"], condition=SHOWN, name="gallery_of_product"),
            # selectors.pictures_known
            models.Index(fields=["name"], name="picture_by_name"),
            # selectors.pictures_removed
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="picture_removed"),
        ]
