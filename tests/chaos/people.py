"""Staff, a vendor and a customer where anybody may be killed at any moment: they ask until they are answered."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.chaos.shoppers import TIMEOUT, pause
from tests.harness import DEMO_PASSWORDS, NO_TLS, SHIPPING, Mesh, with_second_factor

UNAUTHORIZED = 401
WITHIN = 40.0  # seconds for one answer
PROVIDER_KEY = "sandbox-development-key"


@dataclass
class Person:
    """A demo login. Admin and staff have shown a second factor, so that nothing stands behind a step-up."""

    mesh: Mesh
    name: str
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.mesh.port}", timeout=TIMEOUT, verify=NO_TLS)

    def sign_in(self) -> None:
        body = {"username": self.name, "password": DEMO_PASSWORDS[self.name]}
        access = self.http.post("/api/token/", json=body).raise_for_status().json()["access"]
        raised = with_second_factor(self.mesh, access) if self.name != "user" else access
        self.http.headers["Authorization"] = f"Bearer {raised}"

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """The first answer that is neither "later" nor "who are you". TimeoutError when there is none."""
        end = time.monotonic() + WITHIN
        while time.monotonic() < end:
            try:
                answer = self.http.request(method, path, json=body, headers=headers)
                if answer.status_code == UNAUTHORIZED:
                    self.sign_in()
                elif answer.status_code < 500 and "retry-after" not in answer.headers:
                    return answer
                else:
                    time.sleep(pause(answer))
            except httpx.HTTPError:
                time.sleep(0.3)
        raise TimeoutError(f"{method} {path}")

    def post(self, path: str, body: Any = None) -> httpx.Response:
        return self.ask("POST", path, body, **{"Idempotency-Key": str(uuid.uuid4())})


@dataclass
class People:
    mesh: Mesh
    product: int
    provider: str  # its address
    admin: Person = field(init=False)
    vendor: Person = field(init=False)
    customer: Person = field(init=False)
    # What they bought: the auditor has no client's word on it.
    orders: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.admin, self.vendor, self.customer = (Person(self.mesh, name) for name in ("admin", "vendor", "user"))

    def buy(self, token: str = "tok_success") -> dict[str, Any]:
        """The order as far as it came."""
        body = {
            "items": [{"product_id": self.product, "quantity": 1}],
            "payment": {"method": "card", "token": token},
            "shipping": SHIPPING,
        }
        order: dict[str, Any] = self.customer.post("/api/orders/", body).json()
        self.orders.add(order.get("id") or order.get("order_id") or "")
        return order

    def bought(self) -> dict[str, Any]:
        """A confirmed order."""
        order = self.buy()
        end = time.monotonic() + WITHIN
        while order["status"] != "confirmed" and time.monotonic() < end:
            time.sleep(0.5)
            order = self.customer.ask("GET", f"/api/orders/{order['id']}/").json()
        return order

    def asked(self, **more: Any) -> dict[str, Any]:
        """A request for money that the vendor makes to the customer."""
        body = {"type": "initiate", "customer_email": "user@example.com", "amount": "12.00", "currency": "EUR"}
        request: dict[str, Any] = self.vendor.post(
            "/api/payments/", {**body, "description": "Engraving", **more}
        ).json()
        return request

    def paid(self, **more: Any) -> dict[str, Any]:
        request = self.asked(**more)
        body = {"type": "payment", "payment_id": request["id"], "method": "card", "token": "tok_success"}
        self.customer.post("/api/payments/", body)
        return request

    def at_provider(self, path: str, body: Any, key: str = "") -> httpx.Response:
        """Past the shop, as somebody with the provider's own dashboard would."""
        headers = {"Authorization": f"Bearer {PROVIDER_KEY}", "Idempotency-Key": key or str(uuid.uuid4())}
        return httpx.post(f"{self.provider}{path}", json=body, headers=headers, timeout=TIMEOUT, verify=NO_TLS)
