"""shop.order.v1.OrderService: one line of mapping around each read.

What somebody bought is told on that user's behalf only: the line in protos/access.toml says so, a step enforces it.
"""

# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

import grpc

from order_service.orders import selectors
from order_service.orders.rpc import mapping, paging
from protos.gen.shop.order.v1 import order_service_pb2 as pb
from protos.gen.shop.order.v1.order_service_pb2_grpc import OrderServiceServicer
from servicekit.auth.roles import Reach, reach
from servicekit.errors import NotFound
from servicekit.grpc.context import principal


class OrderServicer(OrderServiceServicer):
    def GetOrder(self, request: pb.GetOrderRequest, context: grpc.ServicerContext) -> pb.GetOrderResponse:
        """For background work too, so a user is not needed; but one who is named sees only what is theirs."""
        order = selectors.order_by_id(mapping.uuid(request.order_id, "/order_id"))
        user = principal()
        if user is not None and reach(user, "orders.read") is not Reach.ALL and user.id != str(order.customer_id):
            raise NotFound
        return pb.GetOrderResponse(order=mapping.order_message(order))

    def ListUserOrders(
        self, request: pb.ListUserOrdersRequest, context: grpc.ServicerContext
    ) -> pb.ListUserOrdersResponse:
        customer_id = mapping.uuid(request.user_id, "/user_id")
        page = paging.page_of(selectors.orders_of_customer(customer_id), request.page_size, request.page_token)
        return pb.ListUserOrdersResponse(
            orders=[mapping.order_message(order) for order in page.orders], next_page_token=page.next_token
        )

    def HasPurchased(self, request: pb.HasPurchasedRequest, context: grpc.ServicerContext) -> pb.HasPurchasedResponse:
        customer_id, product_id = mapping.uuid(request.user_id, "/user_id"), mapping.product_id(request.product_id)
        purchased = selectors.has_purchased(customer_id=customer_id, product_id=product_id)
        return pb.HasPurchasedResponse(purchased=purchased)
