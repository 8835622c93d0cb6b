from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import BasePermission, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from product_service.catalog import categories, shelves
from product_service.catalog.api.category_inputs import CategoryInput, NewCategoryInput
from product_service.catalog.api.etags import category_tag, category_unchanged
from product_service.catalog.api.serializers import CategorySerializer
from product_service.catalog.api.views import answers
from product_service.catalog.api.views.browse import IF_NONE_MATCH, STILL_GOOD
from product_service.catalog.shelves import Shelf
from servicekit.api.etags import IF_MATCH, REFUSALS, seen
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May

# The first is known to the OpenAPI generator, which then says that reading needs no token.
KEEPERS_WRITE: list[type[BasePermission]] = [
    IsAuthenticatedOrReadOnly,
    May.by(post=categories.MANAGE, put=categories.MANAGE, patch=categories.MANAGE, delete=categories.MANAGE),
]
TAKEN = {409: "conflict: another category has the slug or the name."}
CHANGE_REFUSALS = TAKEN | REFUSALS


class Categories(APIView):
    permission_classes = KEEPERS_WRITE

    @extend_schema(
        operation_id="categories_list",
        summary="Categories",
        description="The whole tree: each category before what stands below it, siblings in the order of the shop's "
        "shelves, each with the number of products on sale in it and below.",
        parameters=[IF_NONE_MATCH],
        responses={200: CategorySerializer(many=True), 304: STILL_GOOD},
        tags=["categories"],
    )
    def get(self, request: Request) -> HttpResponse:
        known_parameters(request, ())
        return answers.categories(request.META, asking(request))

    @extend_schema(
        operation_id="categories_create",
        summary="Make a category",
        description="Without a position it comes last among its siblings. At most four categories stand above one.",
        request=NewCategoryInput,
        responses={201: CategorySerializer, **refusals(TAKEN)},
        tags=["categories"],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        body = NewCategoryInput(data=request.data)
        body.is_valid(raise_exception=True)
        made = categories.category_create(slug=body.validated_data["slug"], given=body.changes())
        location = reverse("category", kwargs={"slug": made.slug})
        return _answer(Shelf(made, 0), status=status.HTTP_201_CREATED, headers={"Location": location})


class CategoryDetail(APIView):
    permission_classes = KEEPERS_WRITE

    @extend_schema(
        operation_id="categories_retrieve",
        summary="One category",
        description="Answers an ETag: send it back as If-None-Match to be told 304, as If-Match to change it.",
        parameters=[IF_NONE_MATCH],
        responses={200: CategorySerializer, 304: STILL_GOOD},
        tags=["categories"],
    )
    def get(self, request: Request, slug: str) -> Response:
        known_parameters(request, ())
        shelf = shelves.shelf(slug)
        known = request.headers.get("If-None-Match")
        if known and seen(known) & {category_tag(shelf), "*"}:
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": category_tag(shelf)})
        return _answer(shelf)

    @extend_schema(
        operation_id="categories_update",
        summary="Replace a category",
        description="Its slug is for ever. Another parent moves it, with everything below it.",
        parameters=[IF_MATCH],
        request=CategoryInput,
        responses={200: CategorySerializer, **refusals(CHANGE_REFUSALS)},
        tags=["categories"],
    )
    def put(self, request: Request, slug: str) -> Response:
        return self._change(request, slug, partial=False)

    @extend_schema(
        operation_id="categories_partial_update",
        summary="Change some of a category",
        parameters=[IF_MATCH],
        request=CategoryInput,
        responses={200: CategorySerializer, **refusals(CHANGE_REFUSALS)},
        tags=["categories"],
    )
    def patch(self, request: Request, slug: str) -> Response:
        return self._change(request, slug, partial=True)

    @extend_schema(
        operation_id="categories_destroy",
        summary="Delete a category",
        description="Only one with nothing in it: no category below it and no product, on sale or taken off sale.",
        parameters=[IF_MATCH],
        responses={204: None, **refusals({409: "category-not-empty."} | REFUSALS)},
        tags=["categories"],
    )
    def delete(self, request: Request, slug: str) -> Response:
        known_parameters(request, ())
        categories.category_delete(slug=slug, unchanged=category_unchanged(request.headers.get("If-Match")))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _change(self, request: Request, slug: str, *, partial: bool) -> Response:
        known_parameters(request, ())
        body = CategoryInput(data=request.data, partial=partial)
        body.is_valid(raise_exception=True)
        unchanged = category_unchanged(request.headers.get("If-Match"))
        categories.category_change(slug=slug, unchanged=unchanged, given=body.changes())
        return _answer(shelves.shelf(slug))


def _answer(shelf: Shelf, *, headers: dict[str, str] | None = None, **response: Any) -> Response:
    told = {"ETag": category_tag(shelf), **(headers or {})}
    return Response(CategorySerializer(shelf).data, headers=told, **response)
