from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from product_service.catalog.domain.ownership import HOUSE, Manager, Owner

VERA, NORDLYS = uuid4(), uuid4()
OWNERS = [HOUSE, Owner(VERA), Owner(uuid4()), Owner(VERA, NORDLYS), Owner(uuid4(), NORDLYS), Owner(VERA, uuid4())]


def vera(org: UUID | None = None) -> Manager:
    return Manager(user_id=str(VERA), reach="own", org=str(org) if org else "")


def kept(manager: Manager) -> list[Owner]:
    return [owner for owner in OWNERS if manager.may_manage(owner)]


def test_the_house_keeps_everything() -> None:
    assert kept(Manager(user_id=str(uuid4()), reach="all")) == OWNERS
    assert kept(Manager(user_id=str(uuid4()), reach="all", org=str(NORDLYS))) == OWNERS


def test_a_vendor_alone_keeps_what_is_his_own() -> None:
    assert kept(vera()) == [Owner(VERA)]


def test_a_vendor_of_an_organisation_keeps_what_is_its_whoever_listed_it() -> None:
    assert [owner.organisation_id for owner in kept(vera(NORDLYS))] == [NORDLYS, NORDLYS]


def test_what_he_listed_for_another_organisation_stays_there() -> None:
    assert kept(vera(uuid4())) == []


@pytest.mark.parametrize("org", ["", str(NORDLYS)])
def test_nobody_else_keeps_anything(org: str) -> None:
    assert kept(Manager(user_id=str(VERA), reach="none", org=org)) == []


def test_what_is_listed_belongs_to_whom_it_is_listed_for() -> None:
    assert vera().lists_for() == Owner(VERA)
    assert vera(NORDLYS).lists_for() == Owner(VERA, NORDLYS)
    assert Manager(user_id=str(VERA), reach="all", org=str(NORDLYS)).lists_for() == HOUSE
