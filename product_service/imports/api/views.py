"""Imports for those who manage products."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from product_service.catalog.api.filters import FILTERS, ProductQuery, parameters, product_filter
from product_service.catalog.services import MANAGE, manager
from product_service.imports import export, selectors, services
from product_service.imports.api import examples
from product_service.imports.api.csvfile import AsAsked, csv_file
from product_service.imports.api.paging import page_of
from product_service.imports.api.parsers import CsvUpload
from product_service.imports.api.serializers import ImportOutput, ImportPage, ImportQuery, PageQuery
from product_service.imports.domain.limits import MOST_UNDECIDED
from product_service.imports.folder import Upload
from product_service.imports.models import Import
from product_service.imports.reading import COLUMNS
from servicekit.api.query import known_parameters, once_each, validated
from servicekit.api.schema import refusals
from servicekit.api.serializers import NoFields
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.errors import FieldError, ValidationFailed
from servicekit.idempotency.decorator import idempotent
from servicekit.idempotency.execution import Execution

TAGS = ["imports"]
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
NOT_YOURS = {403: "forbidden: your role.", 404: "not-found: no import, or another vendor's."}


def uploaded(request: Request) -> Upload:
    """The body, which is on the disk now. ValidationFailed for none, UnsupportedMediaType for anything but CSV."""
    if not isinstance(request.data, Upload) or not request.data.size:
        told = "The body is empty: send the file in it."
        raise ValidationFailed(told, errors=[FieldError("", "required", told)])
    return request.data


class Imports(APIView):
    permission_classes = (May.of(MANAGE),)
    parser_classes = (CsvUpload,)
    upload: Upload | None = None

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(*args, **kwargs)
        finally:
            if self.upload is not None:
                self.upload.drop()

    @extend_schema(
        operation_id="imports_list",
        summary="Imports",
        description="Newest first: one's own, and everybody's for admin and staff.",
        parameters=[PageQuery],
        responses={
            200: ImportPage,
            **refusals({400: "invalid-cursor, unknown-parameter", 403: "forbidden: your role."}),
        },
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        validated(request, PageQuery)
        found, links = page_of(request, selectors.imports_of(manager(asking(request))))
        context = {"mistakes": selectors.mistakes_shown(found)}
        return Response({**links, "results": ImportOutput(found, many=True, context=context).data}, headers=PRIVATE)

    @extend_schema(
        operation_id="imports_create",
        summary="Send a file of products",
        description="CSV with a line of names: sku, name, description, category, price, currency, stock, picture, alt, "
        "of which only sku must be there. Products are found by SKU: what has it already is changed where it differs, "
        "what has not is listed. Every row is checked before the first is written, and with one bad row nothing is. "
        "The answer comes before the work: ask for the import until it is over.",
        parameters=[ImportQuery],
        request={("text/csv"): OpenApiTypes.STR},
        examples=[examples.FILE],
        responses={
            202: ImportOutput,
            **refusals(
                {
                    400: "validation-error, idempotency-key-required",
                    403: "forbidden: your role.",
                    409: "idempotency-in-progress",
                    413: "payload-too-large: more than 256 MiB.",
                    415: "unsupported-media-type: send text/csv.",
                    422: "idempotency-key-reused",
                    429: f"rate-limited: {MOST_UNDECIDED} of one's imports are not over yet.",
                }
            ),
        },
        tags=TAGS,
    )
    @idempotent(body=lambda request: uploaded(request).digest.encode())
    def post(self, request: Request, execution: Execution) -> Response:
        asked = validated(request, ImportQuery)
        if execution.resource_id:
            made = selectors.import_of(manager(asking(request)), UUID(execution.resource_id))
        else:
            made = services.import_create(by=asking(request), **asked, upload=uploaded(request), execution=execution)
        location = reverse("import", kwargs={"import_id": made.pk})
        return _answered(made, status=status.HTTP_202_ACCEPTED, headers={"Location": location})


class ImportDetail(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="imports_retrieve",
        summary="How far an import is",
        responses={200: ImportOutput, **refusals(NOT_YOURS)},
        tags=TAGS,
    )
    def get(self, request: Request, import_id: UUID) -> Response:
        known_parameters(request, ())
        return _answered(selectors.import_of(manager(asking(request)), import_id))


class ImportErrors(APIView):
    permission_classes = (May.of(MANAGE),)
    content_negotiation_class = AsAsked

    @extend_schema(
        operation_id="imports_errors",
        summary="Everything that is wrong with the file",
        description="As CSV, in the order of the rows: row, column, code, detail.",
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR), **refusals(NOT_YOURS)},
        tags=TAGS,
    )
    def get(self, request: Request, import_id: UUID) -> StreamingHttpResponse:
        known_parameters(request, ())
        job = selectors.import_of(manager(asking(request)), import_id)
        columns = ("row", "column", "code", "detail")
        mistakes = selectors.mistakes_of(job).values_list(*columns).iterator(chunk_size=2000)
        return csv_file(columns, mistakes, name=f"errors-{job.pk}.csv")


class ImportApply(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="imports_apply",
        summary="Write what was checked",
        description="After a dry run without a mistake. What changed in the catalogue since is seen: a row that is "
        "impossible by now is left out as a whole and told among the errors.",
        request=NoFields,
        responses={
            200: ImportOutput,
            **refusals(NOT_YOURS | {409: "invalid-state: it was not checked, or is applied already."}),
        },
        tags=TAGS,
    )
    def post(self, request: Request, import_id: UUID) -> Response:
        _nothing_sent(request)
        return _answered(services.import_apply(by=asking(request), import_id=import_id))


class ImportCancel(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="imports_cancel",
        summary="Stop an import",
        description="It ends with the chunk in hand; what is written stays.",
        request=NoFields,
        responses={200: ImportOutput, **refusals(NOT_YOURS | {409: "invalid-state: it is over."})},
        tags=TAGS,
    )
    def post(self, request: Request, import_id: UUID) -> Response:
        _nothing_sent(request)
        return _answered(services.import_cancel(by=asking(request), import_id=import_id))


class ProductExport(APIView):
    permission_classes = (May.of(MANAGE),)
    content_negotiation_class = AsAsked

    @extend_schema(
        operation_id="products_export",
        summary="Products as a file",
        description="CSV that an import takes back unchanged, with the filters of the list; for vendors, of what they "
        "manage. Written while it is read, however long it is. A cell that a spreadsheet would run begins with an "
        "apostrophe, which an import takes away again.",
        parameters=[ProductQuery],
        responses={
            (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR),
            **refusals({400: "validation-error, unknown-parameter", 403: "forbidden: your role."}),
        },
        tags=TAGS,
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        told = once_each(parameters(request.META.get("QUERY_STRING", "")), FILTERS)
        user = asking(request)
        return csv_file(COLUMNS, export.lines(product_filter(told, by=user), manager(user)), name="products.csv")


def _nothing_sent(request: Request) -> None:
    known_parameters(request, ())
    if request.data:
        NoFields(data=request.data).is_valid(raise_exception=True)


def _answered(job: Import, headers: dict[str, str] | None = None, **response: Any) -> Response:
    body = ImportOutput(job, context={"mistakes": selectors.mistakes_shown([job])}).data
    return Response(body, headers=PRIVATE | (headers or {}), **response)
