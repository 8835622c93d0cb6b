"""order_service over gRPC."""

from __future__ import annotations

from uuid import UUID

from product_service.reviews.adapters.silence import no_answer
from protos.gen.shop.order.v1 import order_service_pb2 as pb
from protos.gen.shop.order.v1 import order_service_pb2_grpc as stubs
from servicekit.grpc.catalogue import declare
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy

SERVICE = "/shop.order.v1.OrderService"
TARGET = "order_service"

POLICIES = declare(
    __name__,
    TARGET,
    {
        f"{SERVICE}/HasPurchased": CallPolicy(
            deadline=0.8,
            idempotent=True,
            attempts=2,
            why="Somebody waits for the answer to his review; later than that, the worker asks once he has gone.",
        ),
    },
)


class GrpcPurchases:
    """Satisfies Purchases."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.OrderServiceStub(mesh_channel(TARGET, address, POLICIES))

    def has_purchased(self, *, user_id: UUID, product_id: int) -> bool:
        with no_answer():
            request = pb.HasPurchasedRequest(user_id=str(user_id), product_id=product_id)
            return bool(self._stub.HasPurchased(request).purchased)
