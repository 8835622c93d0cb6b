"""A REST client that speaks as whoever the test says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient


@pytest.fixture
def api() -> APIClient:
    """An anonymous client. A server error is an answer to assert on, not an exception in the test."""
    return APIClient(raise_request_exception=False)


@pytest.fixture
def as_role(tokens: Callable[..., str]) -> Callable[..., APIClient]:
    """`as_role("admin")`, `as_role("customer", username="bob")`: a client signed in as that user."""

    def make(role: str = "customer", username: str = "alice", **claims: Any) -> APIClient:
        client = APIClient(raise_request_exception=False)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens(role, username, **claims)}")
        return client

    return make


def assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """Asserts an RFC 9457 answer with this status and slug, and returns its document."""
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/problem+json")
    body: dict[str, Any] = response.json()
    assert body["type"] == f"/problems/{code}", body
    assert body["status"] == status
    return body
