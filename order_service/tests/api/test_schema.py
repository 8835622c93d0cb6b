from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db

OPERATIONS = {
    ("/api/cart/", "get"),
    ("/api/cart/", "put"),
    ("/api/cart/", "delete"),
    ("/api/orders/", "get"),
    ("/api/orders/", "post"),
    ("/api/orders/{order_id}/", "get"),
    ("/api/orders/{order_id}/status/", "patch"),
    ("/api/orders/{order_id}/cancel/", "post"),
    ("/api/orders/{order_id}/saga/", "get"),
    ("/api/orders/{order_id}/saga/retry/", "post"),
    ("/api/orders/sagas/", "get"),
    ("/api/orders/events/", "get"),
    ("/api/orders/events/dead/", "get"),
    ("/api/orders/events/dead/replay/", "post"),
    ("/api/orders/events/dead/{letter_id}/replay/", "post"),
    ("/api/orders/books/", "get"),
    ("/api/orders/books/audits/", "post"),
    ("/api/orders/books/products/", "get"),
    ("/api/orders/user/{user_id}/", "get"),
}


@pytest.fixture
def schema(api: APIClient) -> dict[str, Any]:
    answer = api.get("/schema/", HTTP_ACCEPT="application/vnd.oai.openapi+json")
    document: dict[str, Any] = answer.json()
    return document


def test_it_lists_exactly_what_is_offered(schema: dict[str, Any]) -> None:
    assert {(path, method) for path, methods in schema["paths"].items() for method in methods} == OPERATIONS


def test_every_operation_says_what_it_does_and_how_it_refuses(schema: dict[str, Any]) -> None:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)
            assert operation["security"] == [{"bearer": []}], (path, method)
            assert {"401", "503"} <= operation["responses"].keys(), (path, method)


def test_the_generator_has_nothing_to_complain_about(tmp_path: Any) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))
