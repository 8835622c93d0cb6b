"""GetProductInfo, BatchGetProducts, CheckAvailability."""

from __future__ import annotations

import pytest

from product_service.catalog.models import Product
from product_service.tests.rpc.refusals import refused
from product_service.tests.support import hold
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1.product_service_pb2_grpc import ProductServiceStub


def test_a_product_is_told_with_price_picture_and_what_is_free(stub: ProductServiceStub, chair: Product) -> None:
    hold((chair, 3))
    product = stub.GetProductInfo(pb.GetProductInfoRequest(product_id=chair.pk)).product
    assert (product.id, product.sku, product.name) == (chair.pk, "SKU-1", "Alder chair")
    assert (product.price.minor_units, product.price.currency) == (13900, "EUR")
    assert (product.image_url, product.available) == ("/media/products/1f4e6.webp", 7)


def test_what_is_unknown_or_off_sale_is_not_found(stub: ProductServiceStub, chair: Product) -> None:
    Product.objects.update(active=False)
    for product_id in (chair.pk, 999, 2**63 - 1):
        with refused("NOT_FOUND", "not-found"):
            stub.GetProductInfo(pb.GetProductInfoRequest(product_id=product_id))


@pytest.mark.parametrize("product_id", [0, -1])
def test_what_cannot_be_an_id_is_an_invalid_argument(stub: ProductServiceStub, product_id: int) -> None:
    with refused("INVALID_ARGUMENT", "validation-error") as refusal:
        stub.GetProductInfo(pb.GetProductInfoRequest(product_id=product_id))
    assert [error.pointer for error in refusal[0].errors] == ["/product_id"]


def test_a_batch_answers_in_the_order_asked_each_once(stub: ProductServiceStub, chair: Product, lamp: Product) -> None:
    asked = [lamp.pk, 999, chair.pk, lamp.pk]
    answer = stub.BatchGetProducts(pb.BatchGetProductsRequest(product_ids=asked))
    assert [product.id for product in answer.products] == [lamp.pk, chair.pk]
    assert list(answer.missing_ids) == [999]


def test_an_empty_batch_is_an_empty_answer(stub: ProductServiceStub) -> None:
    assert stub.BatchGetProducts(pb.BatchGetProductsRequest()) == pb.BatchGetProductsResponse()


@pytest.mark.parametrize(("ids", "pointer"), [([7] * 101, "/product_ids"), ([1, 0], "/product_ids/1")])
def test_a_batch_is_bounded(stub: ProductServiceStub, ids: list[int], pointer: str) -> None:
    with refused("INVALID_ARGUMENT", "validation-error") as refusal:
        stub.BatchGetProducts(pb.BatchGetProductsRequest(product_ids=ids))
    assert [error.pointer for error in refusal[0].errors] == [pointer]


@pytest.mark.parametrize(("quantity", "available"), [(1, True), (7, True), (8, False)])
def test_availability_is_what_nobody_holds(
    stub: ProductServiceStub, chair: Product, quantity: int, *, available: bool
) -> None:
    hold((chair, 3))
    answer = stub.CheckAvailability(pb.CheckAvailabilityRequest(product_id=chair.pk, quantity=quantity))
    assert (answer.available, answer.available_quantity) == (available, 7)


@pytest.mark.parametrize("quantity", [0, -1, 2**31 - 1])
def test_a_quantity_out_of_range_is_an_invalid_argument(
    stub: ProductServiceStub, chair: Product, quantity: int
) -> None:
    with refused("INVALID_ARGUMENT", "validation-error") as refusal:
        stub.CheckAvailability(pb.CheckAvailabilityRequest(product_id=chair.pk, quantity=quantity))
    assert [error.pointer for error in refusal[0].errors] == ["/quantity"]
