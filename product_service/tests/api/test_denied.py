"""Who tries to sell without being a seller is in the audit log."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem

pytestmark = pytest.mark.django_db


def test_a_shopper_who_lists_a_product_is_refused_and_told_of_once(
    as_role: Callable[..., APIClient], recorded: Callable[[], list[Any]]
) -> None:
    shopper = as_role("customer", username="eve")
    for _ in range(3):
        assert_problem(shopper.post("/api/products/", {}), 403, "forbidden")
    (told,) = recorded()
    assert (told.data["action"], told.data["actor_name"]) == ("access.denied", "eve")
    assert told.data["resource_id"] == "POST /api/products/"
    assert told.data["details"] == {"permission": "catalog.manage", "role": "customer"}


def test_a_visitor_is_not_told_of(api: APIClient, recorded: Callable[[], list[Any]]) -> None:
    assert_problem(api.post("/api/products/", {}), 401, "unauthenticated")
    assert not recorded()
