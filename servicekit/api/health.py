"""Liveness is the process; readiness is its own database. Dependencies are no part of either. And its metrics."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from servicekit import exposition


def livez(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    if database_answers():
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "unavailable", "failing": ["database"]}, status=503)


def metrics(request: HttpRequest) -> HttpResponse:
    kind, text = exposition.page()
    return HttpResponse(text, content_type=kind)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
