"""Four times as many requests as the shop can take: what is still answered, what the rest hears, who is shed first."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figures import Figure, quantile
from benchmarks.openloop import Offer, Sent, Writer, in_turn, offered
from benchmarks.parts.shoppers import People
from tests.harness import Mesh

CONCURRENCIES = (4, 8)
PEAK_SECONDS = 4.0
SECONDS = 12.0
TIMES = 4
# Of a hundred requests. A checkout costs as much as ten lists: with more of them, fewer requests would be more work.
CHECKOUTS = 2
HEALTH_RATE = 10.0  # a second


def run(mesh: Mesh) -> list[Figure]:
    people = People(mesh)
    turns = mixed(people)
    in_turn(mesh.url, turns, concurrency=4, seconds=1.0)  # connections, caches and threads are there
    peak, accepted = max(
        (peak_of(in_turn(mesh.url, turns, concurrency=number, seconds=PEAK_SECONDS)) for number in CONCURRENCIES),
        key=lambda found: found[0],
    )
    return described(peak, accepted, offered(mesh.url, offers(people, TIMES * peak), seconds=SECONDS))


def mixed(people: People) -> list[tuple[str, Writer]]:
    turns = [("list", people.order_list())] * (100 // CHECKOUTS - 1)
    return [*turns, ("checkout", people.checkout())]


def peak_of(sent: Sequence[Sent]) -> tuple[float, float]:
    """Good answers a second, and their p99 in seconds."""
    good = [one.seconds for one in sent if one.good]
    return len(good) / PEAK_SECONDS, quantile(good, 0.99)


def offers(people: People, rate: float) -> list[Offer]:
    return [
        Offer("list", rate * (1 - CHECKOUTS / 100), people.order_list()),
        Offer("checkout", rate * CHECKOUTS / 100, people.checkout()),
        Offer("health", HEALTH_RATE, people.health()),
    ]


def described(peak: float, unloaded: float, answers: Sequence[Sent]) -> list[Figure]:
    sent = [one for one in answers if one.kind != "health"]
    good = [one for one in sent if one.good]
    rest = [one for one in sent if not one.good]
    refused = sum(one.refused_well for one in rest) / max(1, len(rest))
    goodput = len(good) / SECONDS
    accepted = quantile([one.seconds for one in good], 0.99)
    health = quantile([one.seconds for one in answers if one.kind == "health"], 0.99)
    return [
        Figure("peak_goodput_rps", round(peak, 1), f"good answers a second at capacity; {CHECKOUTS} % are checkouts"),
        Figure("overload_goodput_ratio", round(goodput / peak, 3), f"goodput at {TIMES}× that, to it", at_least=0.8),
        Figure("overload_refused_well", round(refused, 4), "share of the rest: 503/429 with Retry-After", at_least=1),
        Figure("overload_checkout_success", share(sent, "checkout"), "share of checkouts that went through"),
        Figure("overload_list_success", share(sent, "list"), "share of order lists that were answered"),
        Figure("overload_checkout_last", shed_last(sent), "checkout's share to the lists' share", at_least=1),
        Figure("overload_accepted_p99_ms", round(accepted * 1000, 1), "p99 of the good answers then, ms"),
        Figure("overload_accepted_p99_ratio", round(accepted / unloaded, 2), "the same to the p99 at capacity"),
        Figure(
            "overload_health_p99_ms", round(health * 1000, 1), "the gateway's own health then, p99, ms", at_most=100
        ),
    ]


def share(sent: Sequence[Sent], kind: str) -> float:
    chosen = [one.good for one in sent if one.kind == kind]
    return round(sum(chosen) / len(chosen), 3)


def shed_last(sent: Sequence[Sent]) -> float:
    return round(share(sent, "checkout") / max(0.001, share(sent, "list")), 2)
