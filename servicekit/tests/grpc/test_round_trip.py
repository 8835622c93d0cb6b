from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
import pytest

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit import errors
from servicekit.grpc.status import RemoteRefused


class Products(rpc.ProductServiceServicer):
    def GetProductInfo(self, request: pb.GetProductInfoRequest, context: grpc.ServicerContext) -> Any:
        if request.product_id == 404:
            raise errors.NotFound("No such product.")
        return pb.GetProductInfoResponse(product=pb.Product(id=request.product_id, name="Lamp"))


def register(server: grpc.Server) -> list[str]:
    rpc.add_ProductServiceServicer_to_server(Products(), server)
    return ["shop.product.v1.ProductService"]


def test_a_call_is_answered(grpc_server: Callable[..., Any]) -> None:
    stub = rpc.ProductServiceStub(grpc_server(register).channel("order_service"))
    assert stub.GetProductInfo(pb.GetProductInfoRequest(product_id=7)).product.name == "Lamp"


def test_a_refusal_keeps_its_reason(grpc_server: Callable[..., Any]) -> None:
    stub = rpc.ProductServiceStub(grpc_server(register).channel("order_service"))
    with pytest.raises(RemoteRefused) as refused:
        stub.GetProductInfo(pb.GetProductInfoRequest(product_id=404))
    assert (refused.value.reason, refused.value.grpc, refused.value.detail) == (
        "not-found",
        "NOT_FOUND",
        "No such product.",
    )
