"""GetProductInfo, BatchGetProducts, CheckAvailability, BatchCheckAvailability."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest

from product_service.catalog.models import Product
from product_service.stock.rpc.servicer import ProductServicer
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


def wanted(*lines: tuple[int, int]) -> pb.BatchCheckAvailabilityRequest:
    return pb.BatchCheckAvailabilityRequest(
        lines=[pb.ReservationLine(product_id=product_id, quantity=quantity) for product_id, quantity in lines]
    )


def test_a_basket_is_answered_line_by_line_in_the_order_asked(
    stub: ProductServiceStub, chair: Product, lamp: Product
) -> None:
    hold((chair, 3))
    answer = stub.BatchCheckAvailability(wanted((lamp.pk, 6), (999, 1), (chair.pk, 7)))
    told = [(line.product_id, line.available, line.available_quantity) for line in answer.lines]
    assert told == [(lamp.pk, False, 5), (999, False, 0), (chair.pk, True, 7)]


def test_what_has_left_the_shop_cannot_be_had(stub: ProductServiceStub, chair: Product) -> None:
    Product.objects.update(active=False)
    [line] = stub.BatchCheckAvailability(wanted((chair.pk, 1))).lines
    assert (line.available, line.available_quantity) == (False, 0)


@pytest.mark.parametrize(
    ("lines", "pointer"),
    [
        ([], "/lines"),
        ([(n, 1) for n in range(1, 102)], "/lines"),
        ([(1, 0)], "/lines/0/quantity"),
        ([(0, 1)], "/lines/0/product_id"),
        ([(1, 1), (1, 2)], "/lines/1/product_id"),
    ],
)
def test_a_basket_that_is_none_is_an_invalid_argument(
    stub: ProductServiceStub, lines: list[tuple[int, int]], pointer: str
) -> None:
    with refused("INVALID_ARGUMENT", "validation-error") as refusal:
        stub.BatchCheckAvailability(wanted(*lines))
    assert [error.pointer for error in refusal[0].errors] == [pointer]


@pytest.mark.parametrize("lines", [1, 30])
def test_a_basket_is_one_query_however_long_it_is(
    django_assert_num_queries: Callable[[int], Any], make_product: Callable[..., Product], lines: int
) -> None:
    products = [make_product(sku=f"S-{n}").pk for n in range(lines)]
    servicer = ProductServicer()
    with django_assert_num_queries(1):
        servicer.BatchCheckAvailability(wanted(*((product_id, 1) for product_id in products)), Mock())
    with django_assert_num_queries(1):
        servicer.BatchGetProducts(pb.BatchGetProductsRequest(product_ids=products), Mock())
