from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from order_service import wiring
from order_service.cart import services
from order_service.cart.api.asking import user_id
from order_service.cart.api.serializers import CartInput, CartOutput
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.permissions import May

TAGS = ["cart"]


class CartView(APIView):
    permission_classes = (May.by(get="carts.read", put="carts.change", delete="carts.change"),)

    @extend_schema(
        operation_id="cart_retrieve",
        summary="My cart, at today's prices",
        description=(
            "The cart belongs to the account and is the same on every device. When the catalogue does not answer, the "
            "last known prices are shown with `stale: true`."
        ),
        tags=TAGS,
        responses=CartOutput,
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        cart = services.cart_read(customer_id=user_id(request), prices=wiring.partners().catalog)
        return Response(CartOutput(cart).data)

    @extend_schema(
        operation_id="cart_replace",
        summary="Replace my cart",
        description="The whole cart: what is not listed is taken out. An empty list empties it.",
        tags=TAGS,
        request=CartInput,
        responses={
            200: CartOutput,
            **refusals(
                {403: "forbidden: a viewer changes nothing.", 409: "product-unavailable: `errors` names the lines."}
            ),
        },
    )
    def put(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = CartInput(data=request.data)
        asked.is_valid(raise_exception=True)
        items = [(item["product_id"], item["quantity"]) for item in asked.validated_data["items"]]
        cart = services.cart_replace(customer_id=user_id(request), items=items, prices=wiring.partners().catalog)
        return Response(CartOutput(cart).data)

    @extend_schema(
        operation_id="cart_clear",
        summary="Empty my cart",
        tags=TAGS,
        responses={204: None, **refusals({403: "forbidden: a viewer changes nothing."})},
    )
    def delete(self, request: Request) -> Response:
        known_parameters(request, ())
        services.cart_clear(customer_id=user_id(request))
        return Response(status=204)
