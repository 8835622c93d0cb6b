"""Query strings are as strict as bodies."""

from __future__ import annotations

import pytest
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.testing.api import assert_problem

pytestmark = pytest.mark.urls(__name__)


class Shelf(APIView):
    permission_classes = [AllowAny]

    def get(self, request: Request) -> Response:
        known_parameters(request, {"search"})
        return Response({})


urlpatterns = [path("api/shelf/", Shelf.as_view())]


@pytest.mark.parametrize("query", ["", "search=a", "search=", "page=2&page_size=5&search=a"])
def test_known_parameters_pass(api: APIClient, query: str) -> None:
    assert api.get(f"/api/shelf/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["Search=a", "search__gt=a", "=a", "search[]=a", "%ff=1"])
def test_a_parameter_that_is_not_known_is_refused(api: APIClient, query: str) -> None:
    assert_problem(api.get(f"/api/shelf/?{query}"), 400, "unknown-parameter")


@pytest.mark.parametrize("name", ["search", "page"])
def test_a_parameter_sent_twice_is_refused(api: APIClient, name: str) -> None:
    body = assert_problem(api.get(f"/api/shelf/?{name}=1&{name}=2"), 400, "validation-error")
    assert [(error["pointer"], error["code"]) for error in body["errors"]] == [(f"/{name}", "repeated")]
