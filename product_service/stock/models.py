"""How much there is of each product, who holds it, and how it came and went."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, Q, Value, When

from product_service.catalog.models import Product
from product_service.stock.domain.adjustment import Movement, Reason
from product_service.stock.domain.level import FEW
from product_service.stock.domain.reservation import State
from product_service.stock.domain.shelf import Shelf
from servicekit import clock
from servicekit.encryption.index import BlindIndexField
from servicekit.money import Money

OPEN = Q(state=State.HELD)

# domain.level.level, said to the database.
LEVEL = Case(
    When(on_hand__lte=F("reserved"), then=Value("out")),
    When(on_hand__lte=F("reserved") + F("low_at"), then=Value("low")),
    default=Value("in_stock"),
)


def choices(values: type[Movement | Reason]) -> list[tuple[str, str]]:
    return [(value.value, value.value.capitalize()) for value in values]


class Stock(models.Model):
    """Units in the warehouse; `reserved` of them are promised to somebody who has not paid yet."""

    product = models.OneToOneField(Product, on_delete=models.PROTECT, primary_key=True, related_name="stock")
    on_hand = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)
    # With so many available, or fewer, who manages the product is told.
    low_at = models.PositiveIntegerField(default=FEW, db_default=FEW)
    # The database computes it with every change, so no statement can forget to; PostgreSQL's index entry is written
    # anew only when the word changes.
    level = models.GeneratedField(
        expression=LEVEL,
        output_field=models.CharField(max_length=8),
        db_persist=True,
    )

    class Meta:
        constraints = [
            # The last line against overselling, whatever a statement above it gets wrong.
            models.CheckConstraint(condition=Q(reserved__lte=F("on_hand")), name="stock_covers_reservations"),
        ]
        # selectors.stock_managed
        indexes = [models.Index(fields=["level", "product"], name="stock_by_level")]

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.on_hand, self.reserved, self.low_at)


class Reservation(models.Model):
    """Units held for one order. Its id is the caller's, and the key under which the call may be repeated."""

    id = models.UUIDField(primary_key=True)
    state = models.CharField(max_length=9, choices=[(state.value, state.value) for state in State])
    # Of the lines asked for; empty for an id that was released before it was ever reserved.
    fingerprint = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    # When its time was prolonged; it is once.
    extended_at = models.DateTimeField(null=True)
    # Whose units these are, as a keyed hash, and how many: for the limit on what one customer holds, and no longer than
    # they are held.
    holder = BlindIndexField(of=None, purpose="stock.holder", null=True)
    units = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="reservation_state"),
            models.CheckConstraint(
                condition=Q(state=State.HELD, finished_at=None) | ~Q(state=State.HELD) & Q(finished_at__isnull=False),
                name="reservation_finished_once",
            ),
            models.CheckConstraint(condition=OPEN | Q(holder=None), name="reservation_over_names_nobody"),
        ]
        indexes = [
            # selectors.reservations_overdue
            models.Index(fields=["expires_at"], condition=OPEN, name="held_until"),
            # selectors.held_by
            models.Index(fields=["holder"], condition=OPEN & Q(holder__isnull=False), name="held_by"),
        ]


class ReservationLine(models.Model):
    """A product as it was sold: its name, price, picture and seller at the moment of reservation."""

    reservation = models.ForeignKey(Reservation, on_delete=models.PROTECT, related_name="lines", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.PositiveIntegerField()
    sku = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    price_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    image_url = models.CharField(max_length=200)
    # Who sold it: a copy like the rest, so that a share of the money stays whose it was when a product changes hands.
    organisation_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            # Its index serves selectors.reservation_with_lines.
            models.UniqueConstraint(fields=["reservation", "product"], name="one_line_per_product"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="line_quantity_positive"),
        ]

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)


class StockMovement(models.Model):
    """One change of `on_hand`, never updated: for each product, the sum of `quantity` is what is on hand."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="movements", db_index=False)
    kind = models.CharField(max_length=8, choices=choices(Movement))
    quantity = models.IntegerField(help_text="Signed: what came is positive, what went is negative.")
    reservation = models.ForeignKey(
        Reservation, null=True, on_delete=models.PROTECT, related_name="movements", db_index=False
    )
    at = models.DateTimeField(default=clock.now)
    # Null on those from before it was kept.
    on_hand_after = models.PositiveIntegerField(null=True)
    # Of what somebody decided: why, in a word and in their own words, and who.
    reason = models.CharField(max_length=8, blank=True, default="", db_default="", choices=choices(Reason))
    note = models.CharField(max_length=200, blank=True, default="", db_default="")
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reservation", "product"], name="sold_once_per_reservation"),
            models.CheckConstraint(
                condition=Q(kind__in=[Movement.RECEIVED, Movement.RETURNED], quantity__gt=0)
                | Q(kind=Movement.SOLD, quantity__lt=0, reservation__isnull=False)
                | Q(kind=Movement.ADJUSTED) & ~Q(quantity=0),
                name="movement_direction",
            ),
        ]
        indexes = [
            # selectors.books, and selectors.movements of one kind
            models.Index(fields=["product", "kind", "id"], name="movements_by_kind"),
            # selectors.movements
            models.Index(fields=["product", "id"], name="movements_in_turn"),
        ]

    @property
    def called(self) -> str:
        """Of a correction its reason, where one is known."""
        return self.reason or self.kind
