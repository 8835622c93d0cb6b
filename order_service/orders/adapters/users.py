"""user_service over gRPC."""

from __future__ import annotations

from uuid import UUID

from order_service.orders.adapters.refusals import told_apart
from protos.gen.shop.user.v1 import user_service_pb2 as pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as stubs
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy

SERVICE = "/shop.user.v1.UserService"

POLICIES = {f"{SERVICE}/ValidateUser": CallPolicy(deadline=0.4, idempotent=True, attempts=3)}


class GrpcUsers:
    """Satisfies Users."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.UserServiceStub(mesh_channel("user_service", address, POLICIES))

    def validate(self, user_id: UUID) -> bool:
        with told_apart():
            return self._stub.ValidateUser(pb.ValidateUserRequest(user_id=str(user_id))).valid
