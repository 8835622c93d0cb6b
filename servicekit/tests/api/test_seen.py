"""What is left of a REST request: counted by the route that matched, never by what a client made up."""

from __future__ import annotations

import uuid

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from prometheus_client import REGISTRY

pytestmark = pytest.mark.urls(__name__)


def parcel(_request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    return HttpResponse(str(number), status=203)


urlpatterns = [path("api/parcels/<uuid:number>/", parcel), path("", include("servicekit.api.urls"))]


def counted(method: str, route: str, status: int) -> float:
    labels = {"method": method, "route": route, "status": str(status)}
    return REGISTRY.get_sample_value("http_requests_total", labels) or 0.0


def test_requests_for_two_parcels_are_two_of_one_route(client: Client) -> None:
    route = "/api/parcels/<uuid:number>/"
    before = counted("GET", route, 203)
    for _ in range(2):
        client.get(f"/api/v1/parcels/{uuid.uuid4()}")
    assert counted("GET", route, 203) == before + 2
    timed = REGISTRY.get_sample_value("http_request_seconds_count", {"method": "GET", "route": route})
    assert timed == counted("GET", route, 203)


def test_a_path_that_matches_nothing_and_a_method_that_is_none_make_no_labels(client: Client) -> None:
    before = counted("other", "unmatched", 404)
    client.generic("INVENTED", f"/{uuid.uuid4()}")
    assert counted("other", "unmatched", 404) == before + 1


@pytest.mark.parametrize("probe", ["/livez", "/metrics"])
def test_probes_are_not_counted(client: Client, probe: str) -> None:
    client.get(probe)
    seen = {sample.labels.get("route") for family in REGISTRY.collect() for sample in family.samples}
    assert probe not in seen
