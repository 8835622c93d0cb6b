from __future__ import annotations

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient


def test_the_schema_is_valid_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn")
    assert "products_list" in capsys.readouterr().out


def test_every_operation_tells_a_learner_what_it_is_for(api: APIClient) -> None:
    schema = api.get("/schema/").json()
    operations = [operation for path in schema["paths"].values() for operation in path.values()]
    assert len(operations) == 51
    for operation in operations:
        assert operation["summary"]
        assert "application/problem+json" in operation["responses"]["503"]["content"]
    assert schema["paths"]["/api/products/"]["get"]["security"] == [{"bearer": []}, {}]
