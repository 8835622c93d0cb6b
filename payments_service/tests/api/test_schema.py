from __future__ import annotations

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient


def test_the_schema_is_valid_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn")
    assert "/api/payments/{payment_id}/" in capsys.readouterr().out


@pytest.mark.django_db
def test_anybody_may_read_the_schema(api: APIClient) -> None:
    paths = api.get("/schema/").json()["paths"]
    assert {"/api/payments/", "/api/payments/{payment_id}/"} <= paths.keys()
    assert all(operation["summary"] for path in paths.values() for operation in path.values())
