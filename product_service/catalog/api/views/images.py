"""The pictures of a product."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from product_service.catalog import gallery
from product_service.catalog.api.etags import product_tag, unchanged
from product_service.catalog.api.permissions import SHOP_OPEN_MANAGERS_WRITE
from product_service.catalog.api.picture_inputs import PictureForm, PictureInput, SentPicture
from product_service.catalog.api.serializers import PictureSerializer, picture_of
from product_service.catalog.models import ProductImage
from product_service.catalog.services import Unchanged
from servicekit.api.etags import IF_MATCH
from servicekit.api.etags import REFUSALS as STALE
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking

FORM = {
    "multipart/form-data": {
        "type": "object",
        "properties": {
            "file": {"type": "string", "format": "binary"},
            "alt": {"type": "string", "maxLength": 200, "description": "What it shows, for those who do not see it."},
        },
        "required": ["file"],
        "additionalProperties": False,
    }
}
NOT_YOURS = {403: "Your role, or another seller's product."}


class ProductImages(APIView):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
    parser_classes = (PictureForm,)

    @extend_schema(
        operation_id="product_images_list",
        summary="Pictures of a product",
        description="Those that were uploaded, in the order of the gallery. The first is the product's `image`. "
        "The ETag is the product's: a change of any of them is a change of the product.",
        responses=PictureSerializer(many=True),
        tags=["products"],
    )
    def get(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        product = gallery.product_shown(product_id)
        shown = [picture_of(image, product) for image in gallery.pictures(product)]
        return Response(shown, headers={"ETag": product_tag(product)})

    @extend_schema(
        operation_id="product_images_create",
        summary="Add a picture",
        description="A JPEG, PNG, WebP or GIF of at most 5 MiB and 25 million pixels. What is kept are copies as WebP, "
        "256, 512 and 1024 pixels wide or high at most, set upright and without metadata; of an animation, the first "
        "frame. It comes last in the gallery, which has ten places. A picture that is in it already is answered again.",
        request=FORM,
        responses={
            201: PictureSerializer,
            **refusals(
                NOT_YOURS
                | {409: "gallery-full.", 413: "payload-too-large.", 415: "unsupported-media-type: no such picture."}
            ),
        },
        tags=["products"],
    )
    def post(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        by = asking(request)
        gallery.refuse_early(by=by, product_id=product_id)
        sent: Any = request.data
        image = _added(by, product_id, sent)
        location = reverse("product-image", kwargs={"product_id": product_id, "image_id": image.pk})
        return Response(
            picture_of(image, image.product), status=status.HTTP_201_CREATED, headers={"Location": location}
        )


class ProductImageDetail(APIView):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE

    @extend_schema(
        operation_id="product_images_partial_update",
        summary="Change or move a picture",
        description="What it says to those who do not see it, and its place in the gallery.",
        parameters=[IF_MATCH],
        request=PictureInput,
        responses={200: PictureSerializer, **refusals(NOT_YOURS | STALE)},
        tags=["products"],
    )
    def patch(self, request: Request, product_id: int, image_id: int) -> Response:
        known_parameters(request, ())
        body = PictureInput(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        image = gallery.picture_change(
            by=asking(request),
            product_id=product_id,
            image_id=image_id,
            unchanged=_seen(request),
            **body.validated_data,
        )
        return Response(picture_of(image, image.product), headers={"ETag": product_tag(image.product)})

    @extend_schema(
        operation_id="product_images_destroy",
        summary="Take a picture out of the gallery",
        description="Orders that show it go on doing so.",
        parameters=[IF_MATCH],
        responses={204: None, **refusals(NOT_YOURS | STALE)},
        tags=["products"],
    )
    def delete(self, request: Request, product_id: int, image_id: int) -> Response:
        known_parameters(request, ())
        gallery.picture_remove(by=asking(request), product_id=product_id, image_id=image_id, unchanged=_seen(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _seen(request: Request) -> Unchanged:
    return unchanged(request.headers.get("If-Match"), stock_too=False)


def _added(by: Any, product_id: int, sent: SentPicture) -> ProductImage:
    return gallery.picture_upload(by=by, product_id=product_id, raw=sent.raw, media_type=sent.media_type, alt=sent.alt)
