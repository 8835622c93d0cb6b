from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from product_service.catalog.domain.ownership import may_manage, owner_of_new

VENDOR = uuid4()


@pytest.mark.parametrize("owner", [None, VENDOR, uuid4()])
@pytest.mark.parametrize("role", ["admin", "staff"])
def test_the_house_keeps_everything(role: str, owner: UUID | None) -> None:
    assert may_manage(role=role, user_id=str(uuid4()), vendor_id=owner)


def test_a_vendor_keeps_what_is_his() -> None:
    assert may_manage(role="vendor", user_id=str(VENDOR), vendor_id=VENDOR)


@pytest.mark.parametrize("owner", [None, uuid4()])
def test_a_vendor_keeps_nothing_else(owner: UUID | None) -> None:
    assert not may_manage(role="vendor", user_id=str(VENDOR), vendor_id=owner)


@pytest.mark.parametrize("role", ["customer", "viewer", ""])
def test_nobody_else_keeps_anything(role: str) -> None:
    assert not may_manage(role=role, user_id=str(VENDOR), vendor_id=VENDOR)


def test_what_a_vendor_lists_is_his_own() -> None:
    assert owner_of_new(role="vendor", user_id=str(VENDOR)) == VENDOR
    assert owner_of_new(role="admin", user_id=str(VENDOR)) is None
