"""Every method of every service on one server, so that the whole allow list can be tried over real mTLS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.message_factory import GetMessageClass

from protos.gen.shop.order.v1 import order_service_pb2
from protos.gen.shop.payments.v1 import payments_service_pb2
from protos.gen.shop.product.v1 import product_service_pb2
from protos.gen.shop.user.v1 import user_service_pb2
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.mesh import RunningServer

FILES = (user_service_pb2, product_service_pb2, order_service_pb2, payments_service_pb2)
SERVICES: tuple[ServiceDescriptor, ...] = tuple(
    service for file in FILES for service in file.DESCRIPTOR.services_by_name.values()
)
METHODS: dict[str, MethodDescriptor] = {
    f"/{service.full_name}/{method.name}": method for service in SERVICES for method in service.methods
}


def kinds(method: str) -> tuple[Any, Any]:
    """The classes of its request and its response."""
    return GetMessageClass(METHODS[method].input_type), GetMessageClass(METHODS[method].output_type)


class Everything:
    """Notes which methods were served; answers with empty messages."""

    def __init__(self) -> None:
        self.served: list[str] = []

    def register(self, server: grpc.Server) -> list[str]:
        for service in SERVICES:
            handlers = {method.name: self._handler(f"/{service.full_name}/{method.name}") for method in service.methods}
            generic = grpc.method_handlers_generic_handler(service.full_name, handlers)
            server.add_generic_rpc_handlers((generic,))
        return [service.full_name for service in SERVICES]

    def _handler(self, method: str) -> grpc.RpcMethodHandler[Any, Any]:
        request, response = (
            GetMessageClass(kind) for kind in (METHODS[method].input_type, METHODS[method].output_type)
        )

        def served(_request: Any, _context: grpc.ServicerContext) -> Any:
            self.served.append(method)
            return response()

        return grpc.unary_unary_rpc_method_handler(
            served, request_deserializer=request.FromString, response_serializer=response.SerializeToString
        )


def ask(running: RunningServer, caller: str, method: str, **fields: str) -> str:
    """The status of one call, by the channel `caller` would have."""
    request, response = kinds(method)
    call: Callable[..., Any] = running.channel(caller).unary_unary(
        method, request_serializer=request.SerializeToString, response_deserializer=response.FromString
    )
    try:
        call(request(**fields))
    except RemoteRefused as refused:
        return refused.grpc
    return "OK"
