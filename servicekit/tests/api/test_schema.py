"""OpenAPI says what really happens."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.serializers import Strict, StrictText

pytestmark = pytest.mark.urls(__name__)


class PlaceInput(Strict):
    city = StrictText(max_length=20)


class Place(serializers.Serializer[Any]):
    city = serializers.CharField()


class Places(APIView):
    delete_takes_body = True

    @extend_schema(request=PlaceInput, responses=Place)
    def post(self, request: Request) -> Response:
        return Response({})

    @extend_schema(request=PlaceInput, responses=Place)
    def patch(self, request: Request) -> Response:
        return Response({})

    @extend_schema(request=PlaceInput, responses={204: None})
    def delete(self, request: Request) -> Response:
        return Response(status=204)

    @extend_schema(responses=Place)
    def get(self, request: Request) -> Response:
        return Response({})


urlpatterns = [path("api/places/", Places.as_view())]


def test_what_refuses_unknown_fields_says_so_and_what_answers_does_not() -> None:
    made: Any = SchemaGenerator
    schemas = made().get_schema(request=None, public=True)["components"]["schemas"]
    strict = {name for name, schema in schemas.items() if schema.get("additionalProperties") is False}
    assert strict == {"PlaceInputRequest", "PatchedPlaceInputRequest"}
    assert schemas.keys() - strict == {"Place", "Problem", "ProblemField"}


def test_a_delete_that_wants_a_body_says_so() -> None:
    made: Any = SchemaGenerator
    place = made().get_schema(request=None, public=True)["paths"]["/api/places/"]
    assert place["delete"]["requestBody"] == place["post"]["requestBody"]
    assert place["delete"]["responses"].keys() >= {"204"}
    assert "requestBody" not in place["get"]
