"""Made-up products. The same seed and number give the same product, on every machine and in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from product_service.catalog.seed.load import seed_id
from product_service.imports.generator.vocabulary import Thing, Vocabulary, Word, filled, vocabulary, word

# One generator of random numbers serves this many products: seeding one costs as much as making a product.
BLOCK = 1000
SKU = "GEN-{:09d}"
YEARS = 2 * 365 * 24 * 3600  # seconds between the oldest product and the newest
HOUSE = 0.4  # of all products belong to the house itself
SELLERS = 300
SOLD_OUT = 0.06
MOST_SOLD = 400_000
RATED = 0.12  # of those who bought
SPREAD = 0.45  # sigma of the prices' logarithm: two thirds of them lie between 0.64 and 1.57 times the median
ENDINGS = (1, 10, 50, 100)  # 12.99, 12.90, 12.50, 12.00
CHEAPEST = 199
MODELS = [word(str(number)) for number in range(1, 1000)]


class Seller(NamedTuple):
    vendor_id: UUID | None
    organisation_id: UUID | None


class Facts(NamedTuple):
    """`age` counts back from the moment the row is written."""

    sku: str
    name: Word
    description: Word
    thing: Thing
    price_minor: int
    seller: Seller
    units_sold: int
    on_hand: int
    rating_count: int
    rating_sum: int
    age: timedelta


def products(*, seed: int, first: int) -> Iterator[Facts]:
    """Without end, from the number `first` (the very first is 1)."""
    block, skipped = divmod(first - 1, BLOCK)
    while True:
        for place, facts in enumerate(_block(seed, block)):
            if place >= skipped:
                yield facts
        block, skipped = block + 1, 0


def _block(seed: int, block: int) -> Iterator[Facts]:
    chance = random.Random(f"{seed}-{block}")  # noqa: S311 - demo data must be repeatable, not unpredictable
    sellers, known = _sellers(), vocabulary()
    return (_product(chance, known, sellers, block * BLOCK + place) for place in range(1, BLOCK + 1))


def _product(chance: random.Random, known: Vocabulary, sellers: list[Seller], number: int) -> Facts:
    thing = chance.choice(known.things)
    places = {
        "noun": thing.noun,
        "adjective": chance.choice(known.adjectives),
        "material": chance.choice(known.materials),
        "series": chance.choice(known.series),
    }
    units_sold = _units_sold(chance)
    rating_count, rating_sum = _rating(chance, units_sold)
    return Facts(
        sku=SKU.format(number),
        name=_name(chance, known, places),
        description=_description(chance, known, places),
        thing=thing,
        price_minor=_price(chance, thing),
        seller=_seller(chance, sellers),
        units_sold=units_sold,
        on_hand=0 if chance.random() < SOLD_OUT else 1 + int(chance.expovariate(1 / 40)),
        rating_count=rating_count,
        rating_sum=rating_sum,
        age=timedelta(seconds=int(chance.random() * YEARS)),
    )


def _name(chance: random.Random, known: Vocabulary, places: Mapping[str, Word]) -> Word:
    series, adjective, material, noun = (places[name] for name in ("series", "adjective", "material", "noun"))
    form = int(chance.random() * 4)
    if form == 0:
        return _joined(series, adjective, noun)
    model = MODELS[int(chance.random() * len(MODELS))]
    if form == 1:
        return _joined(series, model, noun)
    if form == 2:  # noqa: PLR2004 - the forms of a name have none themselves
        return _joined(series, model, adjective, material, noun)
    return _joined(series, material, noun, chance.choice(known.uses))


def _joined(*parts: Word) -> Word:
    return Word(" ".join([part.text for part in parts]), "".join([part.hay for part in parts]))


def _description(chance: random.Random, known: Vocabulary, places: Mapping[str, Word]) -> Word:
    first = chance.randrange(len(known.sentences))
    # Neighbours in the list, so that no sentence comes twice.
    chosen = (known.sentences[(first + step) % len(known.sentences)] for step in range(1 + first % 3))
    return _joined(*(filled(sentence, places) for sentence in chosen))


def _price(chance: random.Random, thing: Thing) -> int:
    whole = round(thing.price * chance.lognormvariate(0, SPREAD))
    return max(CHEAPEST, whole * 100 - ENDINGS[int(chance.random() * len(ENDINGS))] % 100)


def _units_sold(chance: random.Random) -> int:
    """Zipf's law: of the n best selling, the k-th sells about 1/k of what the first does."""
    return min(MOST_SOLD, int(3 * chance.paretovariate(1.0)) - 3)


def _rating(chance: random.Random, units_sold: int) -> tuple[int, int]:
    count = int(units_sold * RATED)
    average = min(5.0, max(1.0, chance.gauss(4.1, 0.5)))
    return count, round(count * average)


def _seller(chance: random.Random, sellers: list[Seller]) -> Seller:
    if chance.random() < HOUSE:
        return sellers[0]
    # The square of a number below one is more often small: the first sellers have the most products.
    return sellers[1 + int(chance.random() ** 2 * SELLERS)]


def _sellers() -> list[Seller]:
    """The house, the demo's vendor, and sellers nobody signs in as: some alone, some three to an organisation."""
    made = [Seller(None, None), Seller(seed_id("vendor"), seed_id("nordlys"))]
    for number in range(1, SELLERS):
        organisation = None if number % 4 == 0 else seed_id(f"generated-organisation-{number // 4}")
        made.append(Seller(seed_id(f"generated-vendor-{number}"), organisation))
    return made
