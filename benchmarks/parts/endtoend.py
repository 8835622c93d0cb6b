"""From REST to gRPC: how often product_service is asked, per request of a shopper, when every call to it fails."""

from __future__ import annotations

import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from benchmarks.figures import Figure
from benchmarks.parts import callers
from tests.harness import Mesh, Shopper, new_product

REQUESTS = 600
CALLERS = 4
METHOD = "BatchGetProducts"
STOPPED = "product-grpc"
ATTEMPTS = re.compile(rf"^mesh_client_attempts_total{{[^}}]*{METHOD}[^}}]*}} (\S+)$", re.MULTILINE)


def run(mesh: Mesh) -> list[Figure]:
    buyer = with_a_cart(mesh)
    before = attempts(mesh)
    mesh.stop(STOPPED)
    with ThreadPoolExecutor(CALLERS) as pool:
        answered = sum(pool.map(lambda _n: looked(buyer), range(REQUESTS)))
    mesh.heal()
    ratio = (attempts(mesh) - before) / REQUESTS
    return [
        Figure("amplification_end_to_end", round(ratio, 3), "gRPC attempts per REST request, all failing", at_most=1.1),
        Figure(
            "carts_answered", round(answered / REQUESTS, 3), "carts shown all the same, marked as stale", at_least=1
        ),
    ]


def with_a_cart(mesh: Mesh) -> Shopper:
    product = new_product(Shopper.signed_in(mesh, "admin"), stock=10)
    buyer = Shopper.registered(mesh)
    buyer.put("/api/cart/", {"items": [{"product_id": product, "quantity": 1}]}).raise_for_status()
    return buyer


def looked(buyer: Shopper) -> bool:
    return bool(buyer.get("/api/cart/").is_success)


def attempts(mesh: Mesh) -> float:
    """As order_service's web process has counted them."""
    with urllib.request.urlopen(f"{callers.web_address(mesh, 'order_service')}/metrics") as page:  # noqa: S310 - our own process
        return sum(map(float, ATTEMPTS.findall(page.read().decode())))
