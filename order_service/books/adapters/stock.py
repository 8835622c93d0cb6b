"""The stock's side of the books, from product_service over gRPC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from order_service.books.domain.reconciliation import StockBook
from order_service.books.ports import StockPage
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as stubs
from servicekit.errors import FieldError, ValidationFailed
from servicekit.grpc.catalogue import declare
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.status import RemoteRefused

METHOD = "/shop.product.v1.ProductService/ListStockBooks"
TARGET = "product_service"
PAGE = 500

POLICIES = declare(
    __name__,
    TARGET,
    {
        METHOD: CallPolicy(
            deadline=2.0,
            idempotent=True,
            attempts=2,
            why="500 products take 30 ms; an audit can wait, and gives way to customers when the target is busy.",
        ),
    },
)


class GrpcStockKeeper:
    """Satisfies StockKeeper."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.ProductServiceStub(mesh_channel(TARGET, address, POLICIES))

    def page(self, *, size: int, token: str) -> StockPage:
        try:
            answer = self._stub.ListStockBooks(pb.ListStockBooksRequest(page_size=size, page_token=token))
        except RemoteRefused as refusal:
            if refusal.grpc == "INVALID_ARGUMENT":
                mistake = FieldError("/page_token", "invalid", "Not from an earlier answer.")
                raise ValidationFailed(errors=[mistake]) from refusal
            raise
        return StockPage([_book(book) for book in answer.books], answer.next_page_token)

    def every(self) -> Iterator[StockBook]:
        token = ""
        while True:
            page = self.page(size=PAGE, token=token)
            yield from page.books
            if not (token := page.next_token):
                return

    def some(self, product_ids: Sequence[int]) -> list[StockBook]:
        found: list[StockBook] = []
        for first in range(0, len(product_ids), PAGE):
            asked = pb.ListStockBooksRequest(product_ids=product_ids[first : first + PAGE])
            found += [_book(book) for book in self._stub.ListStockBooks(asked).books]
        return found


def _book(book: pb.StockBook) -> StockBook:
    return StockBook(
        product_id=book.product_id,
        sku=book.sku,
        name=book.name,
        received=book.received,
        sold=book.sold,
        reserved=book.reserved,
        free=book.free,
        held=book.held,
    )
