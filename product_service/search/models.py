"""The embedded index, the words in it, and what has yet to get into an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr

from servicekit import clock

if TYPE_CHECKING:
    Column = models.Field[Any, Any]
    Number = models.BigIntegerField[int, int]
else:
    Column = models.Field  # neither can be subscribed when it runs
    Number = models.BigIntegerField


class Lexemes(Column):
    """PostgreSQL indexes them where they stand; beside SQLite's text stands an FTS5 table that triggers keep."""

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class RowId(Number):
    """SQLite's own key of a row. Declared "bigint", as Django does, it would be a second index beside that key."""

    def db_type(self, connection: Any) -> str:
        return "bigint" if connection.vendor == "postgresql" else "integer"


class Document(models.Model):
    """A product on sale, as it is searched."""

    # domain.popularity: ascending, the most popular first.
    position = RowId(primary_key=True)
    product_id = models.BigIntegerField(unique=True)
    tier = models.PositiveSmallIntegerField()
    price_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # The name's words, folded, in their order.
    name = models.TextField()
    lexemes = Lexemes()


class Word(models.Model):
    """A word of the products on sale; what people type is completed and corrected to one of these."""

    word = models.CharField(max_length=40, unique=True)
    # Products that have it, as of the last fold.
    products = models.IntegerField(default=0)

    class Meta:
        # vocabulary.completions: by beginning, the most frequent first.
        indexes = [
            models.Index(Substr("word", 1, length), F("products").desc(), name=f"word_by_{length}")
            for length in (1, 2, 3, 4)
        ]


class WordMove(models.Model):
    """Products that gained a word, or lost it, and are not in `Word.products` yet.

    Everybody who lists a product would otherwise wait for the few rows of the commonest words. The worker folds them.
    """

    word = models.CharField(max_length=40)
    products = models.IntegerField(help_text="Signed.")


class Target(models.TextChoices):
    EMBEDDED = "embedded"
    EXTERNAL = "external"


class Pending(models.Model):
    """A product whose change an index does not show yet. The newest of a product is its version in the external one."""

    target = models.CharField(max_length=8, choices=Target.choices)
    product_id = models.BigIntegerField()

    class Meta:
        # pending.claim
        indexes = [models.Index(fields=["target", "id"], name="pending_in_turn")]


class Run(models.Model):
    """A reindexing. One that was interrupted goes on behind its cursor."""

    target = models.CharField(max_length=8, choices=Target.choices)
    # The index that is filled; it takes the place of the old one at the end. Empty: rows are put right where they are,
    # or it has yet to be made.
    index = models.CharField(max_length=80, blank=True)
    # Product ids up to here are done.
    cursor = models.BigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField()
    started_at = models.DateTimeField(default=clock.now)
    # Of its last chunk: a run that somebody works on is left alone by others.
    seen_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target"], condition=Q(finished_at=None), name="one_run_at_a_time"),
        ]
