"""user_service over gRPC."""

from __future__ import annotations

from uuid import UUID

from product_service.reviews.adapters.silence import no_answer
from product_service.reviews.domain.names import display_name
from protos.gen.shop.user.v1 import user_service_pb2 as pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as stubs
from servicekit.grpc.catalogue import declare
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy

SERVICE = "/shop.user.v1.UserService"
TARGET = "user_service"

POLICIES = declare(
    __name__,
    TARGET,
    {
        f"{SERVICE}/GetUser": CallPolicy(
            deadline=0.8,
            idempotent=True,
            attempts=2,
            why="A name beside a review: without it in time, the review is somebody's.",
        ),
    },
)


class GrpcNames:
    """Satisfies Names."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.UserServiceStub(mesh_channel(TARGET, address, POLICIES))

    def display_name(self, *, user_id: UUID) -> str:
        with no_answer():
            user = self._stub.GetUser(pb.GetUserRequest(user_id=str(user_id))).user
            return display_name(user.first_name, user.last_name)
