from __future__ import annotations

from typing import Any

import pytest
from django.urls import path
from rest_framework import generics, serializers
from rest_framework.permissions import AllowAny
from rest_framework.test import APIClient

from servicekit.api.query import known_parameters
from servicekit.auth.models import RevokedSession
from servicekit.testing.api import assert_problem

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


class RowOutput(serializers.ModelSerializer[RevokedSession]):
    class Meta:
        model = RevokedSession
        fields = ["session_id"]


class Rows(generics.ListAPIView[RevokedSession]):
    permission_classes = [AllowAny]
    queryset = RevokedSession.objects.order_by("session_id")
    serializer_class = RowOutput

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        known_parameters(request, {"colour"})
        return super().get(request, *args, **kwargs)


urlpatterns = [path("api/rows/", Rows.as_view())]


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=abc", "page=1e9", "page=", "page_size=0", "page_size=101"]
)
def test_a_page_that_is_no_page_is_refused(api: APIClient, query: str) -> None:
    assert_problem(api.get(f"/api/rows/?{query}"), 400, "validation-error")


def test_a_page_past_the_end_does_not_exist(api: APIClient) -> None:
    assert_problem(api.get("/api/rows/?page=7"), 404, "not-found")


def test_a_misspelled_filter_is_refused_by_name(api: APIClient) -> None:
    body = assert_problem(api.get("/api/rows/?color=red&colour=red"), 400, "unknown-parameter")
    assert body["parameters"] == ["color"]


def test_links_carry_no_host(api: APIClient) -> None:
    RevokedSession.objects.bulk_create(
        RevokedSession(session_id=f"00000000-0000-0000-0000-00000000000{n}", expires_at="2030-01-01T00:00Z")
        for n in range(3)
    )
    body = api.get("/api/rows/?page_size=2", headers={"X-Forwarded-Host": "evil.example"}).json()
    assert body["count"] == 3
    assert body["next"] == "/api/rows/?page=2&page_size=2"
    assert len(body["results"]) == 2
