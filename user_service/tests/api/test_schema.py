"""What a learner finds in Swagger: summaries, problem answers, and examples where there is a body."""

from typing import Any

import pytest
from rest_framework.test import APIClient

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def operations(api: APIClient) -> list[tuple[str, dict[str, Any]]]:
    paths = api.get("/schema/").json()["paths"]
    return [(f"{m} {path}", item[m]) for path, item in paths.items() for m in METHODS & item.keys()]


def test_every_route_is_described(operations: list[tuple[str, dict[str, Any]]]) -> None:
    assert {name for name, _ in operations} == {
        "post /api/users/register/",
        "get /api/users/me/",
        "patch /api/users/me/",
        "post /api/token/",
        "post /api/token/refresh/",
        "post /api/auth/logout/",
        "get /api/auth/public-key/",
        "get /.well-known/jwks.json",
        "get /.well-known/openid-configuration",
    }


def test_every_operation_has_a_summary_and_a_problem_answer(operations: list[tuple[str, dict[str, Any]]]) -> None:
    for name, operation in operations:
        assert operation["summary"], name
        problems = [a for a in operation["responses"].values() if "application/problem+json" in a.get("content", {})]
        assert problems, name


def test_bodies_that_must_be_sent_come_with_an_example(operations: list[tuple[str, dict[str, Any]]]) -> None:
    for name, operation in operations:
        body = operation.get("requestBody")
        if body and body.get("required"):
            assert body["content"]["application/json"]["examples"], name


def test_what_needs_a_token_says_so(operations: list[tuple[str, dict[str, Any]]]) -> None:
    secured = {name for name, operation in operations if operation.get("security") == [{"bearer": []}]}
    assert secured == {"get /api/users/me/", "patch /api/users/me/"}
