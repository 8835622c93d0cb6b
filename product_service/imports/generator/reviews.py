"""Reviews of made-up products: as many rows as the stars say, in the transaction that makes the products."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from product_service.catalog.seed.load import seed_id
from product_service.imports.generator.facts import Facts
from product_service.reviews.domain.moderation import State
from product_service.reviews.domain.tally import STARS, hundredths
from product_service.reviews.models import Review, ReviewSummary
from servicekit import clock
from servicekit.db import bulk

# Of one product. The best sellers would have tens of thousands, and half of all rows would be about a few of them.
MOST = 200
FIRST = ("Ana", "Ben", "Chloe", "Dev", "Ella", "Finn", "Grace", "Hugo", "Ines", "Jonas", "Kofi", "Lena", "Mara", "Noor")
LETTERS = "ABCDEFGHIJKLMNOPRSTVWZ"
SAID = {
    5: (
        ("Better than I had hoped", "In use every day since it came, and nothing to complain about."),
        ("Just right", "Does what it should, and looks good while it does."),
    ),
    4: (
        ("Good", "Well made. A little more choice of colours would be nice."),
        ("Would buy it again", "Not perfect, and well worth the money all the same."),
    ),
    3: (("It is all right", "Neither more nor less than one expects at that price."),),
    2: (("Not quite", "It works, but I had thought it would be sturdier."),),
    1: (("Sent back", "It was not what the description had made me expect."),),
}
COLUMNS = (
    "product_id",
    "author_id",
    "author_name",
    "rating",
    "title",
    "text",
    "state",
    "created_at",
    "updated_at",
)


@dataclass(frozen=True)
class Rated:
    """What lists show of a product's reviews."""

    count: int = 0
    total: int = 0

    @property
    def hundredths(self) -> int:
        return hundredths(self.count, self.total)


def rated(one: Facts) -> Rated:
    """As the facts would have it, of as many reviews as are written."""
    count = min(MOST, one.rating_count)
    total = round(one.rating_sum * count / one.rating_count) if count else 0
    return Rated(count, min(5 * count, max(count, total)))


def write(facts: Sequence[Facts], ids: Sequence[int]) -> None:
    """Joins the caller's transaction."""
    told = [(product_id, one, stars_of(one)) for product_id, one in zip(ids, facts, strict=True)]
    bulk.insert(Review, COLUMNS, (row for of_one in told for row in _rows(*of_one)))
    summaries = (_summary(product_id, stars) for product_id, _, stars in told if stars)
    bulk.insert(ReviewSummary, ("product_id", *(f"count{stars}" for stars in STARS), "total"), summaries)


def stars_of(one: Facts) -> list[int]:
    """So many as `rated` says, adding up to its total; the same for the same product in every run."""
    shown = rated(one)
    count, total = shown.count, shown.total
    if not count:
        return []
    chance = random.Random(one.sku)  # noqa: S311 - demo data must be repeatable, not unpredictable
    base, more = divmod(total, count)
    stars = [base + 1] * more + [base] * (count - more)
    # One gives more and another less, as people do; the sum stays.
    for _ in range(count // 2):
        up, down = chance.randrange(count), chance.randrange(count)
        if up != down and stars[up] < STARS[-1] and stars[down] > STARS[0]:
            stars[up] += 1
            stars[down] -= 1
    chance.shuffle(stars)
    return stars


def _rows(product_id: int, one: Facts, stars: Sequence[int]) -> Iterator[tuple[object, ...]]:
    """The oldest first: the newest is the one with the highest number."""
    now = clock.now()
    for number, rating in enumerate(stars):
        at = now - one.age * ((len(stars) - number) / (len(stars) + 1))
        title, text = SAID[rating][number % len(SAID[rating])]
        yield (product_id, *_reviewer(number), rating, title, text, State.PUBLISHED.value, at, at)


def _summary(product_id: int, stars: Iterable[int]) -> tuple[int, ...]:
    counts = Counter(stars)
    return (product_id, *(counts[one] for one in STARS), sum(one * count for one, count in counts.items()))


@cache
def _reviewer(number: int) -> tuple[UUID, str]:
    """Somebody who can sign in nowhere; of one product each has written at most once."""
    name = f"{FIRST[number % len(FIRST)]} {LETTERS[number % len(LETTERS)]}."
    return seed_id(f"generated-reviewer-{number}"), name
