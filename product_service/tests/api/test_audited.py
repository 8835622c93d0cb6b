"""What is done to products is told to the audit log, with who did it."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from product_service.tests.support import body
from servicekit.testing.api import assert_problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_a_product_s_life_is_told_with_who_did_what(
    as_role: Callable[..., APIClient], recorded: Callable[[], list[Any]]
) -> None:
    staff = as_role("staff", username="sam")
    url = staff.post("/api/products/", body(), HTTP_X_FORWARDED_FOR="203.0.113.7")["Location"]
    staff.patch(url, {"stock": 3}, HTTP_IF_MATCH=staff.get(url)["ETag"])
    staff.delete(url, HTTP_IF_MATCH="*")
    actions = [told.data["action"] for told in recorded()]
    assert actions == ["product.created", "stock.adjusted", "product.changed", "product.deleted"]
    created, adjusted = [told.data for told in recorded()][:2]
    assert (created["actor_name"], created["address"], created["service"]) == ("sam", "203.0.113.7", "product_service")
    assert adjusted["details"]["after"] == 3


def test_what_is_refused_is_not_told_as_done(
    as_role: Callable[..., APIClient], recorded: Callable[[], list[Any]]
) -> None:
    staff = as_role("staff")
    url = staff.post("/api/products/", body())["Location"]
    assert_problem(staff.patch(url, {"stock": 3}, HTTP_IF_MATCH='"9-000000000000"'), 412, "precondition-failed")
    assert [told.data["action"] for told in recorded()] == ["product.created"]
