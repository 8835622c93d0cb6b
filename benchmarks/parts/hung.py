"""product_service hangs: its three processes get SIGSTOP. What others notice, and how soon it is over afterwards.

The same requests at the same rate before, during and after; before and after together are the baseline.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from benchmarks.figures import Figure, quantile
from benchmarks.openloop import Offer, Sent, sent
from benchmarks.parts.shoppers import People
from tests.frozen import frozen
from tests.harness import Mesh, Shopper, eventually

HUNG = ("product-web", "product-grpc", "product-worker")
SECONDS = 14.0  # each of the three times
SETTLING = 1.0  # seconds until what was in flight is answered
ANSWERED = {201, 202, 503, 504}
RECOVERY = 30  # seconds to wait for a purchase at most


def run(mesh: Mesh) -> list[Figure]:
    people = People(mesh)
    load = partial(sent, mesh.url, offers(people), seconds=SECONDS)
    sent(mesh.url, offers(people), seconds=SETTLING)  # connections, caches and threads are there
    before = load()
    with frozen(mesh, *HUNG):
        during = load()
    recovery = seconds_until_bought(people.buyer, people.product)
    time.sleep(SETTLING)  # sagas left behind are taken up again
    return described([*before, *load()], during, recovery)


def offers(people: People) -> list[Offer]:
    return [
        Offer("login", 8, people.login()),
        Offer("order_list", 25, people.order_list()),
        Offer("checkout", 2, people.checkout()),
        Offer("product_list", 2, people.product_list()),
    ]


def seconds_until_bought(buyer: Shopper, product: int) -> float:
    began = time.monotonic()
    eventually(lambda: buyer.buy((product, 1)).status_code == 201, within=RECOVERY, every=0.2)
    return time.monotonic() - began


def described(baseline: Sequence[Sent], during: Sequence[Sent], recovery: float) -> list[Figure]:
    checkouts = [one for one in during if one.kind == "checkout"]
    slowest = max(one.seconds for one in checkouts)
    odd = sum(one.status not in ANSWERED for one in checkouts)
    failed = sum(not one.good for one in during if one.kind in {"login", "order_list"})
    return [
        beside("login", baseline, during),
        beside("order_list", baseline, during),
        Figure("hung_others_failed", failed, "logins and order lists that failed meanwhile", at_most=0),
        Figure("hung_checkout_slowest_s", round(slowest, 2), "a checkout's slowest answer meanwhile, s", at_most=3.3),
        Figure("hung_checkout_odd", odd, "checkouts answered by anything but 201, 202, 503, 504", at_most=0),
        Figure("hung_recovery_s", round(recovery, 2), "from SIGCONT to the next purchase, s", at_most=10),
    ]


def beside(kind: str, baseline: Sequence[Sent], during: Sequence[Sent]) -> Figure:
    hung, usual = (quantile([one.seconds for one in sent if one.kind == kind], 0.99) for sent in (during, baseline))
    what = f"{kind} with product_service hung to its baseline ({usual * 1000:.0f} ms), p99"
    return Figure(f"hung_{kind}_p99_ratio", round(hung / usual, 2), what, at_most=1.2)
