"""Checkout is answered within its time whatever hangs, and what it leaves behind can be finished."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from rest_framework.test import APIClient

from order_service import wiring
from order_service.orders import checkout, recovery
from order_service.orders.adapters.catalog import GrpcCatalog
from order_service.orders.adapters.payments import GrpcPayments
from order_service.orders.adapters.users import GrpcUsers
from order_service.orders.checkout import OWN_WRITES
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.ports import Partners
from order_service.tests.world import World
from protos.gen.shop.payments.v1 import payments_service_pb2_grpc as payments
from protos.gen.shop.product.v1 import product_service_pb2_grpc as product
from protos.gen.shop.user.v1 import user_service_pb2_grpc as user
from servicekit import context
from servicekit.grpc import channel
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.testing.waiting import undisturbed

pytestmark = pytest.mark.django_db(transaction=True)

ADAPTERS: dict[str, Callable[[str], Any]] = {"catalog": GrpcCatalog, "payments": GrpcPayments, "users": GrpcUsers}
SERVICERS: dict[str, tuple[type, Callable[..., None]]] = {
    "catalog": (product.ProductServiceServicer, product.add_ProductServiceServicer_to_server),
    "payments": (payments.PaymentsServiceServicer, payments.add_PaymentsServiceServicer_to_server),
    "users": (user.UserServiceServicer, user.add_UserServiceServicer_to_server),
}
SERVICES = {"catalog": "product", "payments": "payments", "users": "user"}
ANSWERED = 3.3  # seconds


@dataclass
class Shop:
    """Partners of which one may be a real gRPC channel to something that never answers."""

    world: World
    partners: Partners

    def begin_anew(self, name: str, address: str) -> None:
        """With this partner at that address, and nothing sold: no breaker remembers how it hung before."""
        channel._GUARDS.clear()
        Order.objects.all().delete()
        IdempotencyRecord.objects.all().delete()
        self.world.begin_anew()
        self.partners = replace(self.world.partners, **{name: ADAPTERS[name](address)})


@pytest.fixture
def shop(world: World, grpc_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Shop:
    """`grpc_server` also gives this service its certificate."""
    made = Shop(world, world.partners)
    monkeypatch.setattr(wiring, "partners", lambda: made.partners)
    monkeypatch.setattr(channel, "_GUARDS", {})  # a breaker that one test opened must not answer the next
    return made


@pytest.fixture
def stopped() -> Iterator[str]:
    """The address of a process that was stopped (SIGSTOP): its kernel takes connections, and nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def stuck(serve_grpc: Callable[..., Any]) -> Iterator[Callable[[str], str]]:
    """Starts a server of the service whose handlers never return."""
    end = threading.Event()
    yield lambda name: serve_grpc(hanging(name, end), service=f"{SERVICES[name]}_service", connections=False).address
    end.set()


def hanging(name: str, end: threading.Event) -> Callable[[grpc.Server], None]:
    servicer, add = SERVICERS[name]

    def never(_self: object, _request: object, _context: object) -> None:
        end.wait(20)

    methods = {method: never for method in vars(servicer) if not method.startswith("_")}
    return lambda server: add(type("Hanging", (servicer,), methods)(), server)


def buy(client: APIClient, body: dict[str, Any], key: str, *, waited: float = 0.0) -> tuple[Any, float]:
    """As the gateway passes it on: with 3 s from now, or from a while ago. The answer, and when it came."""
    began = time.time() - waited
    told = {"X-Request-Start": f"{began:.3f}", "X-Request-Budget": "3", "X-Request-Priority": "critical"}
    answer = client.post("/api/orders/", body, format="json", headers={"Idempotency-Key": key, **told})
    return answer, time.time() - began


@pytest.mark.parametrize("name", ADAPTERS)
@pytest.mark.parametrize("how", ["stuck", "stopped"])
def test_checkout_is_answered_in_time_whichever_partner_hangs(
    shop: Shop, as_role: Any, body: dict[str, Any], name: str, how: str, stopped: str, stuck: Callable[[str], str]
) -> None:
    address = stopped if how == "stopped" else stuck(name)

    def bought() -> tuple[Any, float]:
        shop.begin_anew(name, address)
        return buy(as_role("customer"), body, "k-1")

    answer, seconds = undisturbed(bought)
    assert seconds < ANSWERED
    # Only of a payment that was asked for is the outcome unknown; a stopped process was never reached.
    assert answer.status_code in ({202} if (name, how) == ("payments", "stuck") else {503, 504}), answer.content
    assert is_settled_or_due()


@pytest.mark.parametrize("name", ["payments", "catalog"])
def test_what_hung_is_finished_once_it_answers_again(
    shop: Shop, world: World, as_role: Any, body: dict[str, Any], name: str, stuck: Callable[[str], str]
) -> None:
    address, client = stuck(name), as_role("customer")

    def bought() -> Any:
        shop.begin_anew(name, address)
        return buy(client, body, "k-1")[0]

    answer = undisturbed(bought)
    shop.partners = world.partners
    finish()
    [order] = Order.objects.all()
    if answer.status_code == 202:
        assert (order.status, world.payment_of(order.pk).captures) == ("confirmed", 1)  # type: ignore[union-attr]  # there is one
        assert buy(client, body, "k-1")[0].json()["id"] == str(order.pk)
    else:
        assert (order.status, world.untouched()) == ("cancelled", True)
        assert buy(client, body, "k-1")[0].status_code == 201
    assert Saga.objects.exclude(state__in=[SagaState.DONE, SagaState.CANCELLED]).count() == 0


def test_the_time_spent_waiting_before_the_service_is_part_of_the_three_seconds(
    shop: Shop, as_role: Any, body: dict[str, Any], stuck: Callable[[str], str]
) -> None:
    address = stuck("payments")

    def bought() -> tuple[Any, float]:
        shop.begin_anew("payments", address)
        return buy(as_role("customer"), body, "k-1", waited=1.5)

    answer, seconds = undisturbed(bought)
    assert (answer.status_code, seconds < ANSWERED) == (202, True)


def test_without_time_for_a_step_the_order_is_handed_over_before_anything_is_asked(
    shop: Shop, world: World, as_role: Any, body: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout, "SHORTEST_STEP", 1.5)  # and so a slow machine has a second to get as far as that
    answer, seconds = buy(as_role("customer"), body, "k-1", waited=1.5)
    assert answer.status_code == 409, "it is being worked on, by the worker: ask again"
    assert seconds < ANSWERED
    assert world.faults.calls["reserve"] == 0
    finish()
    assert Order.objects.get().status == "confirmed"


def test_a_request_that_comes_too_late_leaves_nothing(shop: Shop, as_role: Any, body: dict[str, Any]) -> None:
    answer, _ = buy(as_role("customer"), body, "k-1", waited=3.2)
    assert answer.status_code == 504
    assert not Order.objects.exists()
    assert not IdempotencyRecord.objects.exists()


def test_calls_leave_time_for_our_own_writes(
    shop: Shop, world: World, as_role: Any, body: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[float] = []

    def validate(_user: UUID) -> bool:
        left.append(context.remaining() or 0)
        return True

    def bought() -> float:
        world.begin_anew()
        shop.partners = world.partners
        monkeypatch.setattr(world.users, "validate", validate)
        answer, _ = buy(as_role("customer"), body, str(uuid4()))
        assert answer.status_code == 201
        return left[-1]

    assert 2.3 < undisturbed(bought) <= 2.7


def test_a_request_cut_off_by_its_deadline_can_be_sent_again_a_second_later(
    shop: Shop, world: World, as_role: Any, body: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer could not be written down any more: the key is neither lost nor locked for long."""
    reserve = world.catalog.reserve

    def slowly(*given: Any) -> Any:
        time.sleep((context.remaining() or 0) + OWN_WRITES + 0.1)  # longer than all that is left
        return reserve(*given)

    monkeypatch.setattr(world.catalog, "reserve", slowly)
    client = as_role("customer")
    answer, _ = buy(client, body, "k-1", waited=1.5)
    assert answer.status_code == 504
    time.sleep(1.1)  # until its lease has ended
    monkeypatch.setattr(world.catalog, "reserve", reserve)
    answer, _ = buy(client, body, "k-1")
    assert answer.status_code == 201
    assert Order.objects.count() == 1


def finish() -> None:
    """What the worker does in the next seconds."""
    end = time.monotonic() + 5
    Saga.objects.filter(next_attempt_at__isnull=False).update(next_attempt_at="2020-01-01T00:00:00Z")
    while Saga.objects.filter(next_attempt_at__isnull=False).exists() and time.monotonic() < end:
        recovery.recover(wiring.partners())
        Saga.objects.filter(next_attempt_at__isnull=False).update(next_attempt_at="2020-01-01T00:00:00Z")
        time.sleep(0.05)  # a lease of a request ends by the clock


def is_settled_or_due() -> bool:
    """No saga is between: it is over, or free for the worker to go on with."""
    return not Saga.objects.filter(lease_until__isnull=False).exists()
