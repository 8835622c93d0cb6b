"""shop.product.v1.ProductService: messages in, use cases, messages out. Every refusal is an exception of ours."""
# ruff: noqa: N802 - methods are named by the proto

from __future__ import annotations

import grpc

from product_service.catalog import selectors as catalog
from product_service.stock import selectors, services
from product_service.stock.domain.lines import checked
from product_service.stock.rpc import mapping
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as pb_grpc
from servicekit.faults.failpoints import failpoint

Context = grpc.ServicerContext


class ProductServicer(pb_grpc.ProductServiceServicer):
    def GetProductInfo(self, request: pb.GetProductInfoRequest, context: Context) -> pb.GetProductInfoResponse:
        product = catalog.product_on_sale(mapping.product_id(request.product_id))
        return pb.GetProductInfoResponse(product=mapping.product_message(product))

    def BatchGetProducts(self, request: pb.BatchGetProductsRequest, context: Context) -> pb.BatchGetProductsResponse:
        asked = mapping.product_ids(request.product_ids)
        found = catalog.products_by_id(asked)
        known = {product.pk for product in found}
        return pb.BatchGetProductsResponse(
            products=[mapping.product_message(product) for product in found],
            missing_ids=[product_id for product_id in asked if product_id not in known],
        )

    def CheckAvailability(self, request: pb.CheckAvailabilityRequest, context: Context) -> pb.CheckAvailabilityResponse:
        wanted = mapping.line(request.product_id, request.quantity)
        available = catalog.product_on_sale(wanted.product_id).stock.available
        return pb.CheckAvailabilityResponse(available=wanted.quantity <= available, available_quantity=available)

    def BatchCheckAvailability(
        self, request: pb.BatchCheckAvailabilityRequest, context: Context
    ) -> pb.BatchCheckAvailabilityResponse:
        wanted = mapping.lines(request.lines)
        free = selectors.units_on_sale([line.product_id for line in checked(wanted)])
        return pb.BatchCheckAvailabilityResponse(
            lines=[mapping.availability_message(line, free.get(line.product_id, 0)) for line in wanted]
        )

    def ReserveStock(self, request: pb.ReserveStockRequest, context: Context) -> pb.ReserveStockResponse:
        reservation = services.stock_reserve(
            reservation_id=mapping.reservation_id(request.reservation_id),
            lines=mapping.lines(request.lines),
            customer_id=mapping.customer_id(request.customer_id),
        )
        failpoint("product.reserve.after-commit")
        return pb.ReserveStockResponse(reservation=mapping.reservation_message(reservation))

    def ExtendReservation(self, request: pb.ExtendReservationRequest, context: Context) -> pb.ExtendReservationResponse:
        reservation = services.reservation_extend(reservation_id=mapping.reservation_id(request.reservation_id))
        failpoint("product.extend.after-commit")
        return pb.ExtendReservationResponse(reservation=mapping.reservation_message(reservation))

    def CommitReservation(self, request: pb.CommitReservationRequest, context: Context) -> pb.CommitReservationResponse:
        reservation = services.reservation_commit(reservation_id=mapping.reservation_id(request.reservation_id))
        failpoint("product.commit.after-commit")
        return pb.CommitReservationResponse(reservation=mapping.reservation_message(reservation))

    def ReleaseReservation(
        self, request: pb.ReleaseReservationRequest, context: Context
    ) -> pb.ReleaseReservationResponse:
        reservation = services.reservation_release(reservation_id=mapping.reservation_id(request.reservation_id))
        failpoint("product.release.after-commit")
        return pb.ReleaseReservationResponse(reservation=mapping.reservation_message(reservation))

    def ListStockBooks(self, request: pb.ListStockBooksRequest, context: Context) -> pb.ListStockBooksResponse:
        asked = mapping.books_asked(request)
        found = selectors.books_page(asked)
        return pb.ListStockBooksResponse(
            books=[mapping.book_message(book) for book in found], next_page_token=asked.token_after(found)
        )
