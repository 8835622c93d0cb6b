"""Four times as many people look at their orders as the shop can answer: what is still done, and what the rest hears.

Two checkouts a second arrive throughout, at capacity and at four times that: one costs as much as ten lists, and a
change in the mix would pass for a change in goodput.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figures import Figure, quantile
from benchmarks.openloop import Loop, Offer, Sent, sent
from benchmarks.parts.shoppers import People
from tests.harness import Mesh

CALLERS = (4, 8)
PEAK_SECONDS = 5.0
SECONDS = 12.0
TIMES = 4
CHECKOUTS = 2.0  # a second
HEALTH = 10.0  # a second


def run(mesh: Mesh) -> list[Figure]:
    people = People(mesh)
    sent(mesh.url, at_capacity(people, 4), seconds=1.0)  # connections, caches and threads are there
    peak, usual = max(
        (peak_of(sent(mesh.url, at_capacity(people, callers), seconds=PEAK_SECONDS)) for callers in CALLERS),
        key=lambda found: found[0],
    )
    return described(peak, usual, sent(mesh.url, beyond(people, TIMES * peak), seconds=SECONDS))


def at_capacity(people: People, callers: int) -> list[Offer | Loop]:
    return [Offer("checkout", CHECKOUTS, people.checkout()), *[Loop("list", people.order_list())] * callers]


def beyond(people: People, rate: float) -> list[Offer | Loop]:
    return [
        Offer("list", rate, people.order_list()),
        Offer("checkout", CHECKOUTS, people.checkout()),
        Offer("health", HEALTH, people.health()),
    ]


def peak_of(answers: Sequence[Sent]) -> tuple[float, float]:
    """Good answers a second, and their p99 in seconds."""
    good = [one.seconds for one in answers if one.good]
    return len(good) / PEAK_SECONDS, quantile(good, 0.99)


def described(peak: float, usual: float, answers: Sequence[Sent]) -> list[Figure]:
    asked = [one for one in answers if one.kind != "health"]
    return [
        Figure(
            "peak_goodput_rps", round(peak, 1), f"good answers a second at capacity, {CHECKOUTS:g} of them checkouts"
        ),
        *what_is_done(peak, usual, [one for one in asked if one.good]),
        *who_is_shed(asked),
        Figure("overload_health_p99_ms", p99_ms(answers, "health"), "the gateway's health meanwhile, ms", at_most=100),
    ]


def what_is_done(peak: float, usual: float, good: Sequence[Sent]) -> list[Figure]:
    accepted = quantile([one.seconds for one in good], 0.99)
    ratio = round(len(good) / SECONDS / peak, 3)
    return [
        Figure("overload_goodput_ratio", ratio, f"goodput with lists at {TIMES}× capacity, to the peak", at_least=0.8),
        Figure("overload_accepted_p99_ms", round(accepted * 1000, 1), "p99 of the good answers then, ms"),
        Figure("overload_accepted_p99_ratio", round(accepted / usual, 2), "the same to the p99 at capacity"),
    ]


def who_is_shed(asked: Sequence[Sent]) -> list[Figure]:
    rest = [one for one in asked if not one.good]
    in_words = round(sum(one.refused_well for one in rest) / max(1, len(rest)), 4)
    lists, checkouts = success(asked, "list"), success(asked, "checkout")
    return [
        Figure("overload_refused_well", in_words, "share of the rest told 503/429 with Retry-After", at_least=1),
        Figure("overload_list_success", lists, "share of order lists answered"),
        Figure("overload_checkout_success", checkouts, "share of checkouts done, which are shed last", at_least=lists),
        Figure("overload_checkout_p99_ms", p99_ms(asked, "checkout"), "p99 of all checkouts, ms", at_most=3300),
    ]


def success(answers: Sequence[Sent], kind: str) -> float:
    chosen = [one.good for one in answers if one.kind == kind]
    return round(sum(chosen) / len(chosen), 3)


def p99_ms(answers: Sequence[Sent], kind: str) -> float:
    return round(quantile([one.seconds for one in answers if one.kind == kind], 0.99) * 1000, 1)
