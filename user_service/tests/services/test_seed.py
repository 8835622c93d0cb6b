from typing import Any
from uuid import NAMESPACE_DNS, uuid5

import pytest
from django.core.management import call_command

from user_service.accounts import seeds
from user_service.accounts.models import User
from user_service.accounts.services import credentials_verify

pytestmark = pytest.mark.django_db


def rows() -> list[dict[str, Any]]:
    return [dict(row) for row in User.objects.order_by("username").values()]


def test_seeding_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed")
    first = rows()
    call_command("seed")
    assert rows() == first
    assert len(first) == 15
    assert capsys.readouterr().out.splitlines()[-1] == "user_service: 0 demo users made, 15 in all"


def test_ids_are_the_ones_the_other_services_name() -> None:
    seeds.seed()
    assert User.objects.get(username="user7").pk == uuid5(NAMESPACE_DNS, "user7.shopmesh.example")


@pytest.mark.parametrize(
    ("login", "password", "role"),
    [
        ("admin@example.com", "admin123", "admin"),
        ("staff@example.com", "staff123", "staff"),
        ("vendor@example.com", "vendor123", "vendor"),
        ("user@example.com", "user123", "customer"),
        ("viewer@example.com", "viewer123", "viewer"),
        ("user0", "password123", "customer"),
        ("user9@example.com", "password123", "customer"),
    ],
)
def test_every_demo_login_works(login: str, password: str, role: str) -> None:
    seeds.seed()
    assert credentials_verify(login=login, password=password, address="127.0.0.1").user.role == role


def test_a_person_who_took_the_name_first_keeps_it(make_user: Any) -> None:
    person = make_user("user3")
    assert seeds.seed() == 14
    person.refresh_from_db()
    assert person.username == "user3"


def test_a_changed_demo_user_is_left_alone() -> None:
    seeds.seed()
    User.objects.filter(username="user").update(first_name="Changed")
    seeds.seed()
    assert User.objects.get(username="user").first_name == "Changed"
