from __future__ import annotations

from django.db import models
from django.db.models import Q

from servicekit.clock import now
from servicekit.encryption.fields import EncryptedUUIDField
from servicekit.encryption.index import BlindIndexField
from servicekit.money import Money

LARGEST_QUANTITY = 1000
MOST_LINES = 100


class CartLine(models.Model):
    """A product somebody means to buy. Name, price and picture are what the catalogue last said, never a promise."""

    customer_id = EncryptedUUIDField()
    customer_index = BlindIndexField(of="customer_id", purpose="cart.customer")
    product_id = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField()
    quantity = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    unit_price_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    image_url = models.CharField(max_length=255, blank=True)
    # Units free when the catalogue was last asked; 0 with `on_sale` false means it is gone from the shop.
    available = models.PositiveIntegerField()
    on_sale = models.BooleanField(default=True)
    seen_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            # A product is in a cart once; also the index of selectors.lines_of.
            models.UniqueConstraint(fields=["customer_index", "product_id"], name="cart_product_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=LARGEST_QUANTITY), name="cart_quantity_1_to_1000"
            ),
            models.CheckConstraint(condition=Q(unit_price_minor__gte=0), name="cart_price_not_negative"),
        ]

    @property
    def unit_price(self) -> Money:
        return Money(self.unit_price_minor, self.currency)

    @property
    def line_total(self) -> Money:
        return self.unit_price * self.quantity
