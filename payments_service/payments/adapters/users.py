"""user_service over gRPC."""

from __future__ import annotations

from uuid import UUID

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as stubs
from servicekit.errors import DependencyUnavailable, Forbidden, NotFound
from servicekit.grpc.catalogue import declare
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import WRITE_PLACES, CallPolicy
from servicekit.grpc.status import RemoteRefused

SERVICE = "/shop.user.v1.UserService"
TARGET = "user_service"

POLICIES = declare(
    __name__,
    TARGET,
    {
        f"{SERVICE}/FindUser": CallPolicy(
            deadline=1.5,
            idempotent=True,
            attempts=3,
            why="Asked once for each payment request, before anything is written: 15 ms, or 1 s on a new connection.",
        ),
        **{
            f"{SERVICE}/{method}": CallPolicy(
                deadline=0.8,
                idempotent=True,
                attempts=2,
                bulkhead=WRITE_PLACES if method == "ValidateUser" else None,
                why="Granted and not called today: tokens are verified here, and pages ask for names themselves.",
            )
            for method in ("ValidateUser", "GetUser", "BatchGetUsers")
        },
    },
)


class GrpcCustomers:
    """Satisfies Customers."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.UserServiceStub(mesh_channel(TARGET, address, POLICIES))

    def find(self, email: str) -> UUID | None:
        try:
            return UUID(self._stub.FindUser(pb.FindUserRequest(email=email)).user_id)
        except RemoteRefused as refusal:
            if refusal.grpc == NotFound.grpc:
                return None
            if refusal.grpc == Forbidden.grpc:
                raise Forbidden from refusal
            raise DependencyUnavailable(retry_after=2) from refusal
