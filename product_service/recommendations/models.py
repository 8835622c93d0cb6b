"""What was bought and looked at together, and which products follow from that."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from product_service.catalog.models import Product
from product_service.recommendations.domain.kinds import Kind
from servicekit import clock


class BasketLine(models.Model):
    """A product in a confirmed order. Of the order there is nothing but its id: no customer, no amount."""

    basket = models.UUIDField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        # Its index also serves handlers.order_cancelled.
        constraints = [models.UniqueConstraint(fields=["basket", "product"], name="basket_line_once")]
        # services.forget_old
        indexes = [models.Index(fields=["at"], name="baskets_by_age")]


class CancelledBasket(models.Model):
    """An order that was cancelled, whether or not its confirmation has been heard of: events may come in any order."""

    basket = models.UUIDField(primary_key=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        # services.forget_old
        indexes = [models.Index(fields=["at"], name="cancelled_baskets_by_age")]


class View(models.Model):
    """Somebody looked at a product. A visitor is a random number of one browser tab, and nobody else."""

    visitor = models.UUIDField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        # Its index also serves services.view_record, which counts what a visitor has looked at.
        constraints = [models.UniqueConstraint(fields=["visitor", "product"], name="view_once")]
        # services.forget_old
        indexes = [models.Index(fields=["at"], name="views_by_age")]


class Computation(models.Model):
    """One run over everything: what went in and what came out. The newest finished one made what is shown."""

    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    running = models.BooleanField(default=True)
    baskets = models.PositiveIntegerField(default=0)
    visitors = models.PositiveIntegerField(default=0)
    products = models.PositiveIntegerField(default=0)
    neighbours = models.PositiveIntegerField(default=0)

    class Meta:
        # selectors.last_computation
        indexes = [models.Index(fields=["-finished_at"], name="computations_newest")]
        constraints = [
            # Two workers, or a command beside a worker: one of them computes.
            models.UniqueConstraint(fields=["running"], condition=Q(running=True), name="one_computation")
        ]


class Neighbour(models.Model):
    """`other` is recommended beside `product`, at `rank` from 1."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=15, choices=[(kind.value, kind.value) for kind in Kind])
    rank = models.PositiveSmallIntegerField()
    other = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Cosine of the two, 0 to 1: how often they come together, of how often they come at all.
    score = models.FloatField()
    computation = models.ForeignKey(Computation, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            # Its index serves selectors.neighbours.
            models.UniqueConstraint(fields=["product", "kind", "rank"], name="neighbour_rank"),
            models.CheckConstraint(condition=~Q(product=F("other")), name="neighbour_is_another"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="neighbour_kind"),
        ]
