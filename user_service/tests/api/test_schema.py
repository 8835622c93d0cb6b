"""What a learner finds in Swagger: summaries, problem answers, and examples where there is a body."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.test import APIClient

METHODS = {"get", "post", "put", "patch", "delete"}
OFFERED = ("api/", ".well-known/")
CONVERTER = re.compile(r"<(?:\w+:)?")  # "<uuid:avatar_id>" is "{avatar_id}" in OpenAPI


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route.replace(">", "}")
        else:
            yield from routes(pattern, route)


@pytest.fixture
def operations(api: APIClient) -> list[tuple[str, dict[str, Any]]]:
    paths = api.get("/schema/").json()["paths"]
    return [(f"{m} {path}", item[m]) for path, item in paths.items() for m in METHODS & item.keys()]


def test_every_route_is_described(operations: list[tuple[str, dict[str, Any]]]) -> None:
    described = {name.partition(" ")[2] for name, _ in operations}
    routed = {"/" + CONVERTER.sub("{", route) for route in routes(get_resolver()) if route.startswith(OFFERED)}
    assert described == routed


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


def test_what_needs_a_permission_needs_a_token(operations: list[tuple[str, dict[str, Any]]]) -> None:
    secured = {name for name, operation in operations if operation.get("security") == [{"bearer": []}]}
    assert secured == {name for name, operation in operations if "x-permission" in operation}
