"""ListStockBooks."""

from __future__ import annotations

import pytest

from product_service.catalog.models import Product
from product_service.stock import services
from product_service.tests.rpc.refusals import refused
from product_service.tests.support import hold
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1.product_service_pb2_grpc import ProductServiceStub


def test_the_books_say_what_came_what_was_sold_and_what_is_there(
    stub: ProductServiceStub, chair: Product, lamp: Product
) -> None:
    services.reservation_commit(reservation_id=hold((chair, 3)).pk)
    hold((chair, 2))
    [of_chair, of_lamp] = stub.ListStockBooks(pb.ListStockBooksRequest()).books
    assert (of_chair.product_id, of_chair.sku, of_chair.name) == (chair.pk, chair.sku, chair.name)
    assert (of_chair.received, of_chair.sold, of_chair.reserved, of_chair.held, of_chair.free) == (10, 3, 2, 2, 5)
    assert (of_lamp.product_id, of_lamp.sold) == (lamp.pk, 0)


def test_pages_follow_each_other_and_end(stub: ProductServiceStub, chair: Product, lamp: Product) -> None:
    first = stub.ListStockBooks(pb.ListStockBooksRequest(page_size=1))
    second = stub.ListStockBooks(pb.ListStockBooksRequest(page_size=1, page_token=first.next_page_token))
    last = stub.ListStockBooks(pb.ListStockBooksRequest(page_size=1, page_token=second.next_page_token))
    assert [book.product_id for book in (*first.books, *second.books)] == [chair.pk, lamp.pk]
    assert (list(last.books), last.next_page_token) == ([], "")


def test_some_products_are_one_page(stub: ProductServiceStub, chair: Product, lamp: Product) -> None:
    answer = stub.ListStockBooks(pb.ListStockBooksRequest(product_ids=[lamp.pk, 999]))
    assert ([book.product_id for book in answer.books], answer.next_page_token) == ([lamp.pk], "")


@pytest.mark.parametrize(
    ("request_", "pointer"),
    [
        (pb.ListStockBooksRequest(page_size=501), "/page_size"),
        (pb.ListStockBooksRequest(page_size=-1), "/page_size"),
        (pb.ListStockBooksRequest(page_token="1e3"), "/page_token"),
        (pb.ListStockBooksRequest(product_ids=[1] * 501), "/product_ids"),
    ],
)
def test_what_no_answer_has_offered_is_refused(
    stub: ProductServiceStub, request_: pb.ListStockBooksRequest, pointer: str
) -> None:
    with refused("INVALID_ARGUMENT", "validation-error") as refusal:
        stub.ListStockBooks(request_)
    assert [error.pointer for error in refusal[0].errors] == [pointer]
