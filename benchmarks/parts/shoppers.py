"""What people of a running shop ask for, written down as requests."""

from __future__ import annotations

import json
import uuid

from benchmarks.openloop import Writer, request
from tests.harness import SHIPPING, Mesh, Shopper, new_product

STOCK = 1_000_000
PASSWORD = "quiet-harbour-lantern"  # noqa: S105 - of a shopper who lives as long as the run


class People:
    """A buyer, somebody who only looks at orders, somebody who only logs in, and a product that never runs out.

    A user has a hundred sessions at most: whoever logs in all the time ends the one that somebody else works with.
    """

    def __init__(self, mesh: Mesh) -> None:
        admin = Shopper.signed_in(mesh, "admin")
        self.product = new_product(admin, stock=STOCK)
        self.buyer = Shopper.registered(mesh)
        self.reader = Shopper.registered(mesh)
        self.guest = Shopper.registered(mesh)
        self.reader.bought((self.product, 1))
        admin.close()

    def close(self) -> None:
        self.buyer.close()
        self.reader.close()
        self.guest.close()

    def order_list(self) -> Writer:
        return _reading("/api/orders/", self.reader)

    def product_list(self) -> Writer:
        return _reading("/api/products/", self.reader)

    def categories(self) -> Writer:
        return _reading("/api/categories/", self.reader)

    def login(self) -> Writer:
        body = json.dumps({"username": self.guest.username, "password": PASSWORD}).encode()
        message = request("POST", "/api/token/", headers={"Content-Type": "application/json"}, body=body)
        return lambda: message

    def health(self) -> Writer:
        message = request("GET", "/health", headers={})
        return lambda: message

    def checkout(self) -> Writer:
        body = json.dumps(
            {
                "items": [{"product_id": self.product, "quantity": 1}],
                "payment": {"method": "card", "token": "tok_success"},
                "shipping": SHIPPING,
            }
        ).encode()
        headers = {"Content-Type": "application/json", **_signed(self.buyer)}

        def write() -> bytes:
            own = headers | {"Idempotency-Key": str(uuid.uuid4())}
            return request("POST", "/api/orders/", headers=own, body=body)

        return write


def _reading(path: str, someone: Shopper) -> Writer:
    message = request("GET", path, headers=_signed(someone))
    return lambda: message


def _signed(someone: Shopper) -> dict[str, str]:
    return {"Authorization": f"Bearer {someone.tokens['access']}"}
