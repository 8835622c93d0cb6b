"""user_service over gRPC."""

from __future__ import annotations

from collections.abc import Collection
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
            why="A name beside a review: without it in time, the worker asks once the author has gone.",
        ),
        f"{SERVICE}/BatchGetDisplayNames": CallPolicy(
            deadline=2.0,
            idempotent=True,
            attempts=2,
            why="Names that nobody could tell while their authors waited; the worker asks, and nobody waits for it.",
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

    def display_names(self, *, user_ids: Collection[UUID]) -> dict[UUID, str]:
        with no_answer():
            asked = pb.BatchGetDisplayNamesRequest(user_ids=[str(user_id) for user_id in user_ids])
            found = self._stub.BatchGetDisplayNames(asked).names
            return {UUID(one.user_id): display_name(one.first_name, one.last_initial) for one in found}
