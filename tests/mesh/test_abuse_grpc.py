"""GRP rows of the abuse list: a service that was taken over, a stranger in the network, messages that are none."""

from __future__ import annotations

import socket
import ssl
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from protos.gen.shop.order.v1 import order_service_pb2 as orders
from protos.gen.shop.order.v1 import order_service_pb2_grpc
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc
from protos.gen.shop.user.v1 import user_service_pb2 as users
from protos.gen.shop.user.v1 import user_service_pb2_grpc
from servicekit.grpc import access, mtls
from tests.abuse import Forge, channel, port_of
from tests.harness import Mesh, Shopper, new_product

ASK = 3.0  # seconds
SERVICES = ["user_service", "product_service", "order_service", "payments_service"]
RESERVE = "/shop.product.v1.ProductService/ReserveStock"
GRANTED = access.load()


@pytest.fixture(scope="module")
def line(mesh: Mesh) -> Iterator[grpc.Channel]:
    """From order_service to product_service."""
    with channel(mesh, "order_service", "product_service") as opened:
        yield opened


@pytest.fixture(scope="module")
def stock(line: grpc.Channel) -> Any:
    return product_service_pb2_grpc.ProductServiceStub(line)


@pytest.fixture(scope="module")
def lamp(admin: Shopper) -> int:
    return new_product(admin, stock=10)


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(grpc.RpcError) as failed:
        call()
    name: str = failed.value.code().name
    return name


def reservation(*lines: tuple[int, int], reservation_id: str = "") -> pb.ReserveStockRequest:
    held = [pb.ReservationLine(product_id=product, quantity=quantity) for product, quantity in lines]
    return pb.ReserveStockRequest(reservation_id=reservation_id or str(uuid.uuid4()), lines=held)


def info(line: grpc.Channel, product: int, **options: Any) -> Any:
    stub = product_service_pb2_grpc.ProductServiceStub(line)
    return stub.GetProductInfo(pb.GetProductInfoRequest(product_id=product), **{"timeout": ASK} | options)


@pytest.mark.parametrize("service", SERVICES)
def test_grp_02_without_a_certificate_there_is_no_conversation(mesh: Mesh, service: str) -> None:
    with channel(mesh, "order_service", service, certificate=False) as opened:
        health = health_pb2_grpc.HealthStub(opened)
        assert code_of(lambda: health.Check(health_pb2.HealthCheckRequest(), timeout=ASK)) == "UNAVAILABLE"


def test_grp_02_nor_in_plain_text(mesh: Mesh) -> None:
    with grpc.insecure_channel(f"127.0.0.1:{port_of(mesh, 'product-grpc')}") as opened:
        assert code_of(lambda: info(opened, 1)) == "UNAVAILABLE"


def test_grp_02_nor_below_tls_1_3(mesh: Mesh) -> None:
    settings = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    settings.check_hostname, settings.verify_mode = False, ssl.CERT_NONE
    settings.maximum_version = ssl.TLSVersion.TLSv1_2
    with (
        socket.create_connection(("127.0.0.1", port_of(mesh, "product-grpc")), timeout=ASK) as plain,
        pytest.raises((ssl.SSLError, ConnectionResetError)),
        settings.wrap_socket(plain),
    ):
        pass


@pytest.mark.parametrize("service", SERVICES)
def test_grp_04_a_certificate_of_another_authority_opens_nothing(mesh: Mesh, tmp_path: Path, service: str) -> None:
    mtls.ensure(tmp_path, ["order_service"])
    theirs = tmp_path / "order_service"
    (theirs / "ca.pem").write_bytes((mesh.state / "tls" / "order_service" / "ca.pem").read_bytes())
    with channel(mesh, "order_service", service, tls=theirs) as opened:
        health = health_pb2_grpc.HealthStub(opened)
        assert code_of(lambda: health.Check(health_pb2.HealthCheckRequest(), timeout=ASK)) == "UNAVAILABLE"


@pytest.mark.parametrize("caller", [*SERVICES, "api_gateway"])
def test_grp_06_a_service_may_call_only_what_is_granted(mesh: Mesh, caller: str) -> None:
    """Every certificate at every method of every running server, with an empty message."""
    refused = {method for method in GRANTED if knock(mesh, caller, method) == "PERMISSION_DENIED"}
    assert refused == {method for method, grant in GRANTED.items() if caller not in grant.callers}


def knock(mesh: Mesh, caller: str, method: str) -> str:
    """The status of a call with nothing in it; nothing can come of it."""
    target = f"{method.split('.')[1]}_service"
    with channel(mesh, caller, target) as opened:
        call: Any = opened.unary_unary(method, request_serializer=None, response_deserializer=None)
        answered = call.future(b"", timeout=ASK)
        name: str = answered.code().name  # waits for the answer
        return name


def test_grp_08_a_token_opens_nothing_of_another_user(mesh: Mesh, alice: Shopper) -> None:
    sent = (("authorization", f"Bearer {alice.tokens['access']}"),)
    herself, other = alice.get("/api/users/me/").json()["id"], str(uuid.uuid4())
    with channel(mesh, "order_service", "user_service") as opened:
        stub = user_service_pb2_grpc.UserServiceStub(opened)
        assert stub.GetUser(users.GetUserRequest(user_id=herself), metadata=sent, timeout=ASK).user.id == herself
        about = users.GetUserRequest(user_id=other)
        assert code_of(lambda: stub.GetUser(about, metadata=sent, timeout=ASK)) == "PERMISSION_DENIED"
        assert code_of(lambda: stub.GetUser(about, timeout=ASK)) == "UNAUTHENTICATED"


def test_grp_10_who_calls_is_told_by_the_certificate_and_nothing_else(mesh: Mesh, lamp: int) -> None:
    claims = (("x-user-id", "1"), ("x-role", "admin"), ("x-service", "order_service"), ("x-caller", "order_service"))
    with channel(mesh, "payments_service", "product_service") as opened:
        assert code_of(lambda: info(opened, lamp, metadata=claims)) == "PERMISSION_DENIED"


@pytest.mark.parametrize("broken", ["a.b.c", "", "Basic YTpi", "Bearer", "tampered", "expired", "foreign"])
def test_a_bad_forwarded_token_is_refused(
    mesh: Mesh, alice: Shopper, line: grpc.Channel, lamp: int, broken: str
) -> None:
    forge = Forge(mesh.state, alice.tokens["access"])
    made = {
        "tampered": f"Bearer {forge.genuine[:-4]}AAAA",
        "expired": f"Bearer {forge.aged(exp=-60)}",
        "foreign": f"Bearer {forge.token(aud='another')}",
    }
    header = made.get(broken, broken)
    assert code_of(lambda: info(line, lamp, metadata=(("authorization", header),))) == "UNAUTHENTICATED"


def test_the_token_of_somebody_who_logged_out_is_refused(
    mesh: Mesh, shopper: Callable[..., Shopper], line: grpc.Channel, lamp: int
) -> None:
    leaver = shopper()
    sent = (("authorization", f"Bearer {leaver.tokens['access']}"),)
    assert info(line, lamp, metadata=sent).product.id == lamp
    leaver.post("/api/auth/logout/", {"refresh": leaver.tokens["refresh"]})
    with channel(mesh, "order_service", "user_service") as opened:
        stub = user_service_pb2_grpc.UserServiceStub(opened)
        request = users.ValidateUserRequest(user_id=str(uuid.uuid4()))
        assert code_of(lambda: stub.ValidateUser(request, metadata=sent, timeout=ASK)) == "UNAUTHENTICATED"
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:  # until the event has arrived
        try:
            info(line, lamp, metadata=sent)
        except grpc.RpcError as refused:
            assert refused.code() == grpc.StatusCode.UNAUTHENTICATED  # noqa: PT017 - only the last try is refused
            return
        time.sleep(0.1)
    pytest.fail("the token was good for ten seconds after logout")


MESSAGES = {
    "GRP-14": b"\x0a\xff\xff\xff\xff\x0f",
    "GRP-14-cut": b"\x0a\x24abc",
    "GRP-14-wire-type": b"\x0f\x01",
    "GRP-14-text": b"not a protobuf",
    "GRP-22": b"\x0a\x04\xff\xfe\xfd\xfc",
}


@pytest.mark.parametrize("name", MESSAGES)
def test_bytes_that_are_no_message_are_refused_and_the_server_lives(line: grpc.Channel, lamp: int, name: str) -> None:
    call: Any = line.unary_unary(RESERVE, request_serializer=None, response_deserializer=None)
    with pytest.raises(grpc.RpcError) as failed:
        call(MESSAGES[name], timeout=ASK)
    assert failed.value.code() in {grpc.StatusCode.INTERNAL, grpc.StatusCode.INVALID_ARGUMENT}
    assert "Traceback" not in (failed.value.details() or "")
    assert info(line, lamp).product.id == lamp


BAD_RESERVATIONS: dict[str, Callable[[int], pb.ReserveStockRequest]] = {
    "GRP-18-0": lambda lamp: reservation((lamp, 0)),
    "GRP-18-negative": lambda lamp: reservation((lamp, -1)),
    "GRP-18-2^31-1": lambda lamp: reservation((lamp, 2**31 - 1)),
    "GRP-18-product-0": lambda _: reservation((0, 1)),
    "GRP-18-product-negative": lambda _: reservation((-1, 1)),
    "GRP-20": lambda lamp: reservation(*((lamp + n, 1) for n in range(10_000))),
    "GRP-20-101": lambda lamp: reservation(*((lamp + n, 1) for n in range(101))),
    "GRP-20-none": lambda _: reservation(),
    "GRP-20-twice": lambda lamp: reservation((lamp, 1), (lamp, 1)),
    "GRP-id-text": lambda lamp: reservation((lamp, 1), reservation_id="1"),
    "GRP-id-long": lambda lamp: reservation((lamp, 1), reservation_id="x" * 100_000),
    "GRP-id-sql": lambda lamp: reservation((lamp, 1), reservation_id="' OR 1=1 --"),
}


@pytest.mark.parametrize("name", BAD_RESERVATIONS)
def test_a_reservation_that_makes_no_sense_holds_nothing(stock: Any, admin: Shopper, lamp: int, name: str) -> None:
    before = admin.available(lamp)
    assert code_of(lambda: stock.ReserveStock(BAD_RESERVATIONS[name](lamp), timeout=ASK)) == "INVALID_ARGUMENT"
    assert admin.available(lamp) == before


def test_grp_20_a_batch_is_bounded(stock: Any) -> None:
    request = pb.BatchGetProductsRequest(product_ids=range(1, 10_001))
    assert code_of(lambda: stock.BatchGetProducts(request, timeout=ASK)) == "INVALID_ARGUMENT"


@pytest.fixture(scope="module")
def history(mesh: Mesh, alice: Shopper) -> Iterator[Callable[..., Any]]:
    """`history(page_size=…)`: Alice's orders, as payments_service may ask for them on her behalf."""
    sent = (("authorization", f"Bearer {alice.tokens['access']}"),)
    herself = alice.get("/api/users/me/").json()["id"]
    with channel(mesh, "payments_service", "order_service") as opened:
        stub = order_service_pb2_grpc.OrderServiceStub(opened)

        def ask(*, metadata: Any = sent, user_id: str = herself, **fields: Any) -> Any:
            request = orders.ListUserOrdersRequest(user_id=user_id, **fields)
            return stub.ListUserOrders(request, timeout=ASK, metadata=metadata)

        yield ask


def test_grp_08_what_somebody_bought_is_told_on_their_behalf_only(history: Callable[..., Any]) -> None:
    history()
    assert code_of(lambda: history(metadata=())) == "UNAUTHENTICATED"
    assert code_of(lambda: history(user_id=str(uuid.uuid4()))) == "PERMISSION_DENIED"


@pytest.mark.parametrize("size", [-1, 101, 2**31 - 1])
def test_grp_24_a_page_is_bounded(history: Callable[..., Any], size: int) -> None:
    assert code_of(lambda: history(page_size=size)) == "INVALID_ARGUMENT"


@pytest.mark.parametrize("token", ["abc", "' OR 1=1", "\u00fc", "x" * 10_000, "AAAA"])
def test_a_page_token_that_is_none_of_ours_is_refused(history: Callable[..., Any], token: str) -> None:
    assert code_of(lambda: history(page_token=token)) == "INVALID_ARGUMENT"


def test_grp_28_a_deadline_of_a_year_and_none_at_all_are_served(line: grpc.Channel, lamp: int) -> None:
    for seconds in (365 * 86_400, None):
        assert info(line, lamp, timeout=seconds).product.id == lamp


def test_grp_32_34_36_a_reservation_is_one_thing_and_ends_once(stock: Any, admin: Shopper) -> None:
    product = new_product(admin, stock=10)
    held = reservation((product, 2))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: stock.ReserveStock(held, timeout=ASK), range(8)))
    assert admin.available(product) == 8
    other = reservation((product, 3), reservation_id=held.reservation_id)
    assert code_of(lambda: stock.ReserveStock(other, timeout=ASK)) == "ALREADY_EXISTS"
    commit = pb.CommitReservationRequest(reservation_id=held.reservation_id)
    release = pb.ReleaseReservationRequest(reservation_id=held.reservation_id)
    for _ in range(2):
        stock.CommitReservation(commit, timeout=ASK)
    assert code_of(lambda: stock.ReleaseReservation(release, timeout=ASK)) == "FAILED_PRECONDITION"
    assert admin.available(product) == 8
    early = str(uuid.uuid4())
    stock.ReleaseReservation(pb.ReleaseReservationRequest(reservation_id=early), timeout=ASK)
    late = reservation((product, 1), reservation_id=early)
    assert code_of(lambda: stock.ReserveStock(late, timeout=ASK)) == "FAILED_PRECONDITION"
    assert admin.available(product) == 8


def test_grp_38_more_calls_than_a_server_can_hold_are_turned_away_and_it_lives(line: grpc.Channel, lamp: int) -> None:
    stub = product_service_pb2_grpc.ProductServiceStub(line)
    request = pb.GetProductInfoRequest(product_id=lamp)
    asked = [stub.GetProductInfo.future(request, timeout=10) for _ in range(300)]
    codes = {call.code().name for call in asked}
    assert codes <= {"OK", "RESOURCE_EXHAUSTED"}
    assert info(line, lamp).product.id == lamp


@pytest.mark.parametrize("service", SERVICES)
def test_grp_46_health_of_an_unknown_service_is_not_found(mesh: Mesh, service: str) -> None:
    with channel(mesh, "order_service", service) as opened:
        health = health_pb2_grpc.HealthStub(opened)
        assert (
            health.Check(health_pb2.HealthCheckRequest(), timeout=ASK).status == health_pb2.HealthCheckResponse.SERVING
        )
        unknown = health_pb2.HealthCheckRequest(service="shop.nothing.v1.Nothing")
        assert code_of(lambda: health.Check(unknown, timeout=ASK)) == "NOT_FOUND"


def test_a_method_that_is_none_is_unimplemented_or_refused(line: grpc.Channel) -> None:
    call: Any = line.unary_unary("/shop.product.v1.ProductService/DropTables", request_serializer=None)
    assert code_of(lambda: call(b"", timeout=ASK)) in {"UNIMPLEMENTED", "PERMISSION_DENIED"}


def test_grp_52_no_token_is_in_any_log(mesh: Mesh, alice: Shopper, line: grpc.Channel, lamp: int) -> None:
    canary = f"{alice.tokens['access'][:-20]}{uuid.uuid4().hex[:20]}"
    code_of(lambda: info(line, lamp, metadata=(("authorization", f"Bearer {canary}"),)))
    written = [log.read_text() for log in (mesh.state / "logs").rglob("*") if log.is_file()]
    assert not [text for text in written if canary in text or alice.tokens["access"] in text]
