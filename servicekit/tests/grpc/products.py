"""A product service whose answers the test decides, behind real mTLS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit.grpc.policy import Policies
from servicekit.testing.mesh import RunningServer

PREFIX = "/shop.product.v1.ProductService/"


class Products:
    """Notes every call; `answer`, when set, runs inside the server and returns, raises or waits."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.answer: Callable[[Any, grpc.ServicerContext], Any] | None = None

    def register(self, server: grpc.Server) -> list[str]:
        rpc.add_ProductServiceServicer_to_server(self._servicer(), server)
        return ["shop.product.v1.ProductService"]

    def _servicer(self) -> rpc.ProductServiceServicer:
        answers = {
            "GetProductInfo": pb.GetProductInfoResponse,
            "BatchGetProducts": pb.BatchGetProductsResponse,
            "CheckAvailability": pb.CheckAvailabilityResponse,
            "ReserveStock": pb.ReserveStockResponse,
            "CommitReservation": pb.CommitReservationResponse,
            "ReleaseReservation": pb.ReleaseReservationResponse,
        }
        methods = {name: self._method(name, kind) for name, kind in answers.items()}
        servicer: rpc.ProductServiceServicer = type("Servicer", (rpc.ProductServiceServicer,), methods)()
        return servicer

    def _method(self, name: str, kind: type) -> Callable[..., Any]:
        def method(_self: Any, request: Any, context: grpc.ServicerContext) -> Any:
            self.calls.append(name)
            answered = self.answer(request, context) if self.answer else None
            return kind() if answered is None else answered

        return method


class Shop:
    """The product service of one test, and stubs of it for any caller."""

    def __init__(self, products: Products, running: RunningServer) -> None:
        self.products = products
        self.running = running

    def stub(self, policies: Policies | None = None, caller: str = "order_service") -> rpc.ProductServiceStub:
        return rpc.ProductServiceStub(self.running.channel(caller, policies))
