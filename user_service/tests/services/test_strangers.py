"""Many addresses against one account: the guesses are bounded, and the owner gets in meanwhile."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servicekit.errors import RateLimited
from user_service.accounts import services
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.models import LoginAttempts, User
from user_service.audit.models import AuditEntry
from user_service.sessions import places
from user_service.sessions.login import log_in
from user_service.sessions.tokens import Issued

pytestmark = pytest.mark.django_db

PASSWORD = "a quiet engine hums"
BY_STRANGERS = 30
HOME = "203.0.113.7"


@pytest.fixture(autouse=True)
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were hashed. The limiter is under test here, not Argon2."""
    seen: list[str] = []

    def check(password: str, encoded: str) -> bool:
        seen.append(password)
        return password == PASSWORD

    monkeypatch.setattr(services, "check_password", check)
    monkeypatch.setattr(services, "nobodys_password", lambda: "!")
    return seen


def guess(address: str, login: str = "ada", password: str = "wrong", **more: Any) -> str:
    try:
        log_in(login=login, password=password, address=address, **more)
    except (InvalidCredentials, RateLimited) as refused:
        return refused.code
    return "in"


def attack(login: str = "ada", addresses: int = 60) -> list[str]:
    return [guess(f"198.51.{number // 250}.{number % 250}", login) for number in range(addresses)]


def signed_in(address: str, *, remember: bool = False, device: str = "") -> Issued:
    issued = log_in(login="ada", password=PASSWORD, address=address, remember=remember, device=device)
    assert isinstance(issued, Issued)
    return issued


def test_a_thousand_addresses_guess_no_more_than_one_account_s_share(ada: User, hashed: list[str]) -> None:
    answers = attack()
    assert len(hashed) == BY_STRANGERS
    assert answers == ["invalid-credentials"] * BY_STRANGERS + ["rate-limited"] * (60 - BY_STRANGERS)


def test_an_account_that_does_not_exist_answers_the_same(ada: User, hashed: list[str]) -> None:
    assert attack("nobody") == attack("ada") == attack("ada@example.com")


def test_the_owner_gets_in_from_where_they_were_before(ada: User, hashed: list[str]) -> None:
    signed_in(HOME)
    attack()
    assert guess(HOME, password=PASSWORD) == "in"


def test_the_owner_s_own_device_gets_in_from_anywhere(ada: User) -> None:
    """Also from a network that is used up, and however often the others try."""
    device = signed_in(HOME, remember=True).device
    attack()
    for _ in range(10):
        guess("198.51.0.1", "somebody")
    attacked_from = partial(guess, "198.51.0.1", password=PASSWORD)
    assert attacked_from() == "rate-limited"
    assert attacked_from(device=device) == "in"


def test_the_owner_on_a_new_device_waits_at_most_a_quarter_of_an_hour(ada: User, held_clock: Any) -> None:
    signed_in(HOME)
    attack()
    assert guess("192.0.2.1", password=PASSWORD) == "rate-limited"
    held_clock.advance(minutes=15)
    assert guess("192.0.2.1", password=PASSWORD) == "in"


def test_a_device_has_guesses_of_its_own_and_no_more(ada: User, hashed: list[str]) -> None:
    device = signed_in(HOME, remember=True).device
    hashed.clear()
    answers = [guess(f"192.0.2.{number}", device=device) for number in range(20)]
    assert answers == ["invalid-credentials"] * 10 + ["rate-limited"] * 10
    assert len(hashed) == 10


def test_a_device_of_somebody_else_opens_no_door(ada: User, make_user: Callable[..., User], hashed: list[str]) -> None:
    make_user("mallory")
    issued = log_in(login="mallory", password=PASSWORD, address="192.0.2.1", remember=True)
    assert isinstance(issued, Issued)
    hashed.clear()
    answers = [guess(f"198.51.100.{number}", device=issued.device) for number in range(40)]
    assert answers.count("invalid-credentials") == len(hashed) == BY_STRANGERS


def test_places_are_forgotten_after_thirty_days(ada: User, held_clock: Any) -> None:
    signed_in(HOME)
    held_clock.advance(days=30)
    attack()
    assert guess(HOME, password=PASSWORD) == "rate-limited"
    assert places.forget_old() == 1


def test_right_passwords_use_nothing_up(ada: User) -> None:
    for number in range(BY_STRANGERS + 5):
        signed_in(f"192.0.2.{number}")
    assert set(LoginAttempts.objects.values_list("failures", flat=True)) == {0}


def test_the_neighbours_of_an_ipv6_address_are_one_place(ada: User, hashed: list[str]) -> None:
    answers = [guess(f"2001:db8:1:2::{number:x}") for number in range(1, 16)]
    assert answers == ["invalid-credentials"] * 10 + ["rate-limited"] * 5
    assert guess("2001:db8:1:3::1") == "invalid-credentials"


def test_an_ipv4_address_written_as_ipv6_is_the_same_place(ada: User) -> None:
    for _ in range(10):
        guess("203.0.113.9")
    assert guess("::ffff:203.0.113.9") == "rate-limited"


def test_being_locked_out_is_audited_once_and_every_failure_too(ada: User) -> None:
    attack(addresses=BY_STRANGERS + 5)
    actions = list(AuditEntry.objects.order_by("seq").values_list("action", "resource_id"))
    assert actions.count(("user.login_failed", str(ada.pk))) == BY_STRANGERS
    assert actions.count(("user.locked_out", str(ada.pk))) == 1


def test_a_refused_guess_writes_nothing(ada: User) -> None:
    """Or a flood of them would take everybody's turn at the database."""
    attack(addresses=BY_STRANGERS + 1)
    with CaptureQueriesContext(connection) as asked:
        assert guess("192.0.2.1") == "rate-limited"
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
