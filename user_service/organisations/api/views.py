"""Organisations, for administrators; to a vendor, their own."""

from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import PAGING, known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from user_service.organisations import models, selectors, services
from user_service.organisations.api.serializers import Organisation, OrganisationForm

NAME = OpenApiExample("A seller", request_only=True, value={"name": "Fjord Audio"})


class OrganisationsView(GenericAPIView[models.Organisation]):
    permission_classes = (May.by(get="organisations.read", post="organisations.change"),)
    serializer_class = Organisation

    @extend_schema(
        operation_id="organisations",
        summary="Organisations",
        description="By name. A vendor sees the one they belong to.",
        tags=["administration"],
        responses=Organisation(many=True),
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, PAGING)
        page = self.paginate_queryset(selectors.organisations(asking(request))) or []
        return self.get_paginated_response(Organisation(page, many=True).data)

    @extend_schema(
        operation_id="organisation_create",
        summary="Make an organisation",
        tags=["administration"],
        request=OrganisationForm,
        responses={201: Organisation, **refusals({409: "organisation-name-taken"})},
        examples=[NAME],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        organisation_id = services.organisation_create(name=_name(request))
        location = {"Location": f"/api/admin/organisations/{organisation_id}/"}
        return _answer(request, organisation_id, status=201, headers=location)


class OrganisationView(APIView):
    permission_classes = (
        May.by(get="organisations.read", patch="organisations.change", delete="organisations.change"),
    )

    @extend_schema(
        operation_id="organisation", summary="An organisation", tags=["administration"], responses=Organisation
    )
    def get(self, request: Request, organisation_id: UUID) -> Response:
        known_parameters(request, ())
        return _answer(request, organisation_id)

    @extend_schema(
        operation_id="organisation_rename",
        summary="Rename an organisation",
        tags=["administration"],
        request=OrganisationForm,
        responses={200: Organisation, **refusals({409: "organisation-name-taken"})},
        examples=[NAME],
    )
    def patch(self, request: Request, organisation_id: UUID) -> Response:
        known_parameters(request, ())
        services.organisation_rename(organisation_id=organisation_id, name=_name(request))
        return _answer(request, organisation_id)

    @extend_schema(
        operation_id="organisation_delete",
        summary="Delete an organisation",
        description="Only one that nobody belongs to.",
        tags=["administration"],
        responses={204: None, **refusals({409: "invalid-state: it has members"})},
    )
    def delete(self, request: Request, organisation_id: UUID) -> Response:
        known_parameters(request, ())
        services.organisation_delete(organisation_id=organisation_id)
        return Response(status=204)


def _name(request: Request) -> str:
    asked = OrganisationForm(data=request.data)
    asked.is_valid(raise_exception=True)
    return str(asked.validated_data["name"])


def _answer(
    request: Request, organisation_id: UUID, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    found = selectors.organisation(asking(request), organisation_id)
    return Response(Organisation(found).data, status=status, headers=headers)
