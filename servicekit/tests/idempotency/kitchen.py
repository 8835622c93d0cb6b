"""A view that fills jars. Each jar is an event in the outbox, so jars can be counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.http.response import HttpResponseBase
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api import problems
from servicekit.events import outbox
from servicekit.events.event import Event
from servicekit.events.models import OutboxEvent
from servicekit.idempotency.decorator import idempotent
from servicekit.idempotency.execution import Execution

Recipe = Callable[[Request, Execution], Response]


@dataclass(frozen=True)
class JarFilled(Event):
    TYPE = "jar.filled"
    of: str


def wanted(request: Request) -> str:
    assert isinstance(request.data, dict)
    return str(request.data["of"])


def fill(execution: Execution, of: str) -> str:
    """A use case: the jar, its event and the checkpoint are one transaction."""
    with transaction.atomic():
        jar = str(uuid4())
        outbox.publish(JarFilled(of=of), aggregate="jar", aggregate_id=jar)
        execution.checkpoint(jar)
    return jar


def filled() -> list[str]:
    return [row.payload["of"] for row in OutboxEvent.objects.order_by("id")]


def once(request: Request, execution: Execution) -> Response:
    """The recipe a resumable view follows: go on from an earlier jar, or fill one."""
    jar = execution.resource_id or fill(execution, wanted(request))
    return Response({"id": jar, "by": request.user.username}, status=201, headers={"Location": f"/api/jars/{jar}/"})


class Jars(APIView):
    recipe: Recipe = staticmethod(once)

    @idempotent()
    def post(self, request: Request, execution: Execution, **_route: Any) -> HttpResponseBase:
        return self.recipe(request, execution)


urlpatterns = [
    path("api/jars/", Jars.as_view()),
    path("api/shelves/<int:shelf>/jars/", Jars.as_view()),
]
handler500 = problems.server_error
