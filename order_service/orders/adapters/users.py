"""user_service over gRPC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from order_service.orders.adapters.refusals import told_apart
from protos.gen.shop.user.v1 import user_service_pb2 as pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as stubs
from servicekit.errors import TokenExpired, TokenInvalid, TokenRevoked
from servicekit.grpc.catalogue import declare
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import WRITE_PLACES, CallPolicy
from servicekit.grpc.status import RemoteRefused

SERVICE = "/shop.user.v1.UserService"
TARGET = "user_service"

SESSION_OVER = {kind.code: kind for kind in (TokenInvalid, TokenExpired, TokenRevoked)}

POLICIES = declare(
    __name__,
    TARGET,
    {
        f"{SERVICE}/ValidateUser": CallPolicy(
            deadline=0.8,
            idempotent=True,
            attempts=3,
            bulkhead=WRITE_PLACES,
            why="Only checkout asks, so it is shed as late as a write; 15 ms, or 0.5 s with a connection to make.",
        ),
        f"{SERVICE}/GetUser": CallPolicy(
            deadline=0.8,
            idempotent=True,
            attempts=2,
            why="Granted and not called today: a name on a page, given up before anything a checkout needs.",
        ),
        f"{SERVICE}/BatchGetUsers": CallPolicy(
            deadline=0.8,
            idempotent=True,
            attempts=2,
            why="Granted and not called today: the names on a page of staff, in one call; the page goes without them.",
        ),
    },
)


class GrpcUsers:
    """Satisfies Users."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.UserServiceStub(mesh_channel(TARGET, address, POLICIES))

    def validate(self, user_id: UUID) -> bool:
        with told_apart(), _session_over():
            return self._stub.ValidateUser(pb.ValidateUserRequest(user_id=str(user_id))).valid


@contextmanager
def _session_over() -> Iterator[None]:
    """user_service knows of a logout before the event has reached this service: the customer is told to sign in."""
    try:
        yield
    except RemoteRefused as refusal:
        if over := SESSION_OVER.get(refusal.reason):
            raise over from refusal
        raise
