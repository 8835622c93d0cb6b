"""The world behind real gRPC servers over mTLS, on lines that can be cut while a call is under way."""

# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import Any
from uuid import UUID

from order_service.orders.domain.pricing import PricedLine, WantedLine
from order_service.orders.ports import Payment, PaymentRequest, PaymentState
from order_service.tests.world import World
from protos.gen.shop.common.v1.money_pb2 import Money as MoneyMessage
from protos.gen.shop.payments.v1 import payments_service_pb2 as payments_pb
from protos.gen.shop.payments.v1 import payments_service_pb2_grpc as payments_stubs
from protos.gen.shop.product.v1 import product_service_pb2 as product_pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as product_stubs
from protos.gen.shop.user.v1 import user_service_pb2 as user_pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as user_stubs
from servicekit.errors import DependencyUnavailable, NotFound
from servicekit.money import Money

RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close at once, with RST


PATIENT = 8.0  # seconds: what gets lost is under test here, not how long a step may take on a busy machine
HURRIED = 1.0  # seconds, where an answer is to be late


class Break(Enum):
    """What happens to one call."""

    CUT_BEFORE = auto()
    CUT_AFTER = auto()
    UNAVAILABLE_BEFORE = auto()
    UNAVAILABLE_AFTER = auto()
    LATE = auto()

    @property
    def has_its_effect(self) -> bool:
        return self in {Break.CUT_AFTER, Break.UNAVAILABLE_AFTER, Break.LATE}


class Line:
    """Passes bytes on to a server of this machine until it is cut; new connections can be made at once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):  # the listener is closed
            while True:
                near, _address = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                self._ends += [near, far]
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=pump, args=(source, sink), daemon=True).start()


def pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


class Breaks:
    """What goes wrong with the next calls of a method, and how often each was asked for."""

    def __init__(self) -> None:
        self.next: dict[str, list[Break]] = defaultdict(list)
        self.asked: dict[str, int] = defaultdict(int)
        self.lines: list[Line] = []

    def around(self, method: str, work: Callable[[], Any]) -> Any:
        self.asked[method] += 1
        planned = self.next[method].pop(0) if self.next[method] else None
        answer = work() if planned is None or planned.has_its_effect else None
        if planned in {Break.CUT_BEFORE, Break.CUT_AFTER}:
            for line in self.lines:
                line.cut()
        elif planned is Break.LATE:
            time.sleep(HURRIED + 0.1)
        if planned in {Break.UNAVAILABLE_BEFORE, Break.UNAVAILABLE_AFTER}:
            raise DependencyUnavailable
        return answer


class Products(product_stubs.ProductServiceServicer):
    def __init__(self, world: World, breaks: Breaks) -> None:
        self._catalog = world.catalog
        self._breaks = breaks

    def ReserveStock(self, request: Any, context: Any) -> product_pb.ReserveStockResponse:
        wanted = [WantedLine(line.product_id, line.quantity) for line in request.lines]
        reservation_id, customer_id = UUID(request.reservation_id), UUID(request.customer_id)
        lines = self._breaks.around("ReserveStock", lambda: self._catalog.reserve(reservation_id, wanted, customer_id))
        held = product_pb.Reservation(id=request.reservation_id, lines=[reserved(line) for line in lines or ()])
        return product_pb.ReserveStockResponse(reservation=held)

    def CommitReservation(self, request: Any, context: Any) -> product_pb.CommitReservationResponse:
        self._breaks.around("CommitReservation", lambda: self._catalog.commit(UUID(request.reservation_id)))
        return product_pb.CommitReservationResponse()

    def ReleaseReservation(self, request: Any, context: Any) -> product_pb.ReleaseReservationResponse:
        self._breaks.around("ReleaseReservation", lambda: self._catalog.release(UUID(request.reservation_id)))
        return product_pb.ReleaseReservationResponse()


class Payments(payments_stubs.PaymentsServiceServicer):
    def __init__(self, world: World, breaks: Breaks) -> None:
        self._payments = world.payments
        self._breaks = breaks

    def Authorize(self, request: Any, context: Any) -> payments_pb.AuthorizeResponse:
        asked = PaymentRequest(
            key=request.idempotency_key,
            order_id=UUID(request.order_id),
            customer_id=UUID(request.customer_id),
            amount=Money(request.amount.minor_units, request.amount.currency),
            method=request.method,
            token=request.token,
        )
        payment = self._breaks.around("Authorize", lambda: self._payments.authorize(asked))
        return payments_pb.AuthorizeResponse(payment=told(payment))

    def GetByKey(self, request: Any, context: Any) -> payments_pb.GetByKeyResponse:
        payment = self._breaks.around("GetByKey", lambda: self._payments.find_by_key(request.idempotency_key))
        if payment is None:
            raise NotFound
        return payments_pb.GetByKeyResponse(payment=told(payment))

    def Capture(self, request: Any, context: Any) -> payments_pb.CaptureResponse:
        payment = self._breaks.around("Capture", lambda: self._payments.capture(request.payment_id))
        return payments_pb.CaptureResponse(payment=told(payment))

    def Void(self, request: Any, context: Any) -> payments_pb.VoidResponse:
        payment = self._breaks.around("Void", lambda: self._payments.void(request.payment_id))
        return payments_pb.VoidResponse(payment=told(payment))


class Users(user_stubs.UserServiceServicer):
    def ValidateUser(self, request: Any, context: Any) -> user_pb.ValidateUserResponse:
        return user_pb.ValidateUserResponse(valid=True)


STATUSES = {
    PaymentState.AUTHORIZED: payments_pb.PAYMENT_STATUS_AUTHORIZED,
    PaymentState.CAPTURED: payments_pb.PAYMENT_STATUS_CAPTURED,
    PaymentState.VOIDED: payments_pb.PAYMENT_STATUS_VOIDED,
}


def told(payment: Payment | None) -> payments_pb.Payment | None:
    return None if payment is None else payments_pb.Payment(id=payment.id, status=STATUSES[payment.state])


def reserved(line: PricedLine) -> product_pb.ReservedLine:
    price = MoneyMessage(minor_units=line.unit_price.minor_units, currency=line.unit_price.currency)
    product = product_pb.Product(id=line.product_id, name=line.name, price=price, image_url=line.image_url)
    return product_pb.ReservedLine(product=product, quantity=line.quantity)
