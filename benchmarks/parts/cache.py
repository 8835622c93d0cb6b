"""Redis gone and Redis hanging: what requests that use the cache pay for it, and whether any of them fails."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figures import Figure, quantile
from benchmarks.openloop import Offer, Sent, sent
from benchmarks.parts.shoppers import People
from tests.frozen import frozen
from tests.harness import Mesh

SECONDS = 7.0
REDIS = "redis"


def run(mesh: Mesh) -> list[Figure]:
    if REDIS not in mesh.dev("status").stdout:
        return []  # this machine has none: the cache is in the database, and there is nothing to take away
    people = People(mesh)
    there = load(mesh, people)
    with frozen(mesh, REDIS):
        hanging = load(mesh, people)
    mesh.stop(REDIS)
    stopped = load(mesh, people)
    mesh.start(REDIS)
    both = [*hanging, *stopped]
    return [
        Figure("cache_usual_p99_ms", round(p99_ms(there), 1), "categories with Redis, p99, ms"),
        Figure("cache_hung_added_ms", added(there, hanging), "added at p99 while Redis hangs, ms", at_most=100),
        Figure("cache_stopped_added_ms", added(there, stopped), "added at p99 while Redis is stopped, ms", at_most=100),
        Figure(
            "cache_5xx",
            sum(one.status >= 500 or not one.status for one in both),
            "categories and logins that failed then",
            at_most=0,
        ),
    ]


def load(mesh: Mesh, people: People) -> list[Sent]:
    offers = [Offer("categories", 30, people.categories()), Offer("login", 5, people.login())]
    return sent(mesh.url, offers, seconds=SECONDS)


def p99_ms(answers: Sequence[Sent]) -> float:
    """Of what is remembered; a login's password hash would hide it."""
    return quantile([one.seconds for one in answers if one.kind == "categories"], 0.99) * 1000


def added(usual: Sequence[Sent], now: Sequence[Sent]) -> float:
    return round(p99_ms(now) - p99_ms(usual), 1)
