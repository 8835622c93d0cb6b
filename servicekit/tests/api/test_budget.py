"""What the gateway says about time is believed, nonsense is not: the clock of another machine must not stop a shop."""

from __future__ import annotations

import time

import pytest
from django.urls import path
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from servicekit import context, metrics
from servicekit.api import budget
from servicekit.testing.api import assert_problem

pytestmark = pytest.mark.urls(__name__)
NOW = 1_800_000_000.0
ran: list[tuple[float | None, str]] = []


class Sees(APIView):
    permission_classes = [AllowAny]

    def get(self, request: Request) -> Response:
        ran.append((context.remaining(), context.priority()))
        return Response({})


urlpatterns = [path("api/sees/", Sees.as_view())]


def told(start: object, seconds: object) -> budget.Budget:
    headers = {"HTTP_X_REQUEST_START": str(start), "HTTP_X_REQUEST_BUDGET": str(seconds)}
    return budget.of(headers, NOW)


def test_what_is_left_is_the_budget_less_the_time_since_the_gateway() -> None:
    assert told(NOW - 0.5, 3) == (0.5, 3.0, "")
    assert told(NOW - 0.5, 3).left == 2.5
    assert told(NOW - 4, 3).left == -1


def test_without_the_gateway_there_are_ten_seconds_from_now() -> None:
    assert budget.of({}, NOW) == (0.0, 10.0, "")


@pytest.mark.parametrize("start", ["", "soon", "nan", "inf", "-inf", "-1", "0", NOW + 5, NOW - 61, NOW * 1000])
def test_a_start_that_cannot_be_is_now(start: object) -> None:
    assert told(start, 3) == (0.0, 3.0, "")


@pytest.mark.parametrize("seconds", ["", "long", "nan", "inf", "0", "-3", "61", "1e9"])
def test_a_budget_that_cannot_be_is_the_default(seconds: object) -> None:
    assert told(NOW, seconds) == (0.0, 10.0, "")


@given(st.text(), st.text(), st.floats(0, 2**40))
def test_whatever_is_sent_the_time_is_bounded(start: str, seconds: str, now: float) -> None:
    made = budget.of({"HTTP_X_REQUEST_START": start, "HTTP_X_REQUEST_BUDGET": seconds}, now)
    assert 0 <= made.waited <= budget.LONGEST
    assert 0 < made.seconds <= budget.LONGEST


def test_the_view_works_within_what_is_left_and_knows_its_priority(api: APIClient) -> None:
    ran.clear()
    start = {"X-Request-Start": f"{time.time() - 1:.3f}", "X-Request-Budget": "3"}
    assert api.get("/api/sees/", headers={**start, "X-Request-Priority": "critical"}).status_code == 200
    [(left, priority)] = ran
    assert left is not None
    assert 1.5 < left <= 2.01
    assert priority == "critical"
    assert context.remaining() is None


@pytest.mark.parametrize("sent", ["", "normal", "CRITICAL", "urgent"])
def test_any_other_priority_is_normal(api: APIClient, sent: str) -> None:
    ran.clear()
    api.get("/api/sees/", headers={"X-Request-Priority": sent})
    assert [priority for _, priority in ran] == ["normal"]


def test_a_request_whose_time_is_over_is_not_begun(api: APIClient) -> None:
    ran.clear()
    refusals = metrics.SERVER_DEADLINE_REFUSALS.labels("start")
    before = refusals._value.get()
    late = {"X-Request-Start": f"{time.time() - 3.5:.3f}", "X-Request-Budget": "3"}
    assert_problem(api.get("/api/sees/", headers=late), 504, "deadline-exceeded")
    assert ran == []
    assert refusals._value.get() == before + 1
