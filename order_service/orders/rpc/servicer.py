"""shop.order.v1.OrderService: one line of mapping around each read."""

# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

from uuid import UUID

import grpc

from order_service.orders import selectors
from order_service.orders.rpc import mapping, paging
from protos.gen.shop.order.v1 import order_service_pb2 as pb
from protos.gen.shop.order.v1.order_service_pb2_grpc import OrderServiceServicer
from servicekit.errors import Forbidden, NotFound, Unauthenticated
from servicekit.grpc.context import principal

SEES_ALL = ("admin", "staff")


class OrderServicer(OrderServiceServicer):
    def GetOrder(self, request: pb.GetOrderRequest, context: grpc.ServicerContext) -> pb.GetOrderResponse:
        """For background work too, so a user is not needed; but one who is named sees only what is theirs."""
        order = selectors.order_by_id(mapping.uuid(request.order_id, "/order_id"))
        user = principal()
        if user is not None and not user.has_role(*SEES_ALL) and user.id != str(order.customer_id):
            raise NotFound
        return pb.GetOrderResponse(order=mapping.order_message(order))

    def ListUserOrders(
        self, request: pb.ListUserOrdersRequest, context: grpc.ServicerContext
    ) -> pb.ListUserOrdersResponse:
        customer_id = _of_the_user(request.user_id)
        page = paging.page_of(selectors.orders_of_customer(customer_id), request.page_size, request.page_token)
        return pb.ListUserOrdersResponse(
            orders=[mapping.order_message(order) for order in page.orders], next_page_token=page.next_token
        )

    def HasPurchased(self, request: pb.HasPurchasedRequest, context: grpc.ServicerContext) -> pb.HasPurchasedResponse:
        customer_id, product_id = _of_the_user(request.user_id), mapping.product_id(request.product_id)
        purchased = selectors.has_purchased(customer_id=customer_id, product_id=product_id)
        return pb.HasPurchasedResponse(purchased=purchased)


def _of_the_user(text: str) -> UUID:
    """What somebody bought is told on that user's behalf only: the call carries their token, or that of staff."""
    asked = mapping.uuid(text, "/user_id")
    user = principal()
    if user is None:
        raise Unauthenticated("This call needs the user's token.")
    if user.id != str(asked) and not user.has_role(*SEES_ALL):
        raise Forbidden("The call carries another user's token.")
    return asked
