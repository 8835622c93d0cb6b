from collections.abc import Callable
from typing import Any

import pytest

from servicekit.errors import RateLimited
from user_service.accounts import attempts, services
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.models import LoginAttempts, User
from user_service.sessions.services import session_open

pytestmark = pytest.mark.django_db

PASSWORD = "a quiet engine hums"
# The defaults of user_service.configuration.
FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS, FAILURES_BY_STRANGERS = 10, 100, 30
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"


def verify(login: str = "ada", password: str = PASSWORD, address: str = HOME) -> services.Verified:
    return services.credentials_verify(login=login, password=password, address=address)


def fail(times: int, **changes: str) -> None:
    for _ in range(times):
        with pytest.raises(InvalidCredentials):
            verify(password="wrong", **changes)


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were hashed. The limiter is under test here, not Argon2."""
    hashed: list[str] = []

    def check(password: str, encoded: str) -> bool:
        hashed.append(password)
        return password == PASSWORD

    monkeypatch.setattr(services, "check_password", check)
    return hashed


@pytest.mark.parametrize("login", ["ada", "ADA", "ada@example.com", "Ada@EXAMPLE.com", " ada "])
def test_a_user_is_found_by_name_or_address_in_any_case(ada: User, login: str) -> None:
    assert verify(login).user == ada


@pytest.mark.parametrize("login", ["nobody", "nobody@example.com", "ada@example.org"])
def test_an_unknown_login_is_refused(ada: User, login: str) -> None:
    with pytest.raises(InvalidCredentials):
        verify(login)


def test_every_refusal_costs_exactly_one_hash(
    make_user: Callable[..., User], cheap_hashes: list[str], ada: User
) -> None:
    make_user("off", is_active=False)
    make_user("unusable", password="!")
    for login in ("nobody", "off", "unusable"):
        with pytest.raises(InvalidCredentials):
            verify(login)
        assert len(cheap_hashes) == 1
        cheap_hashes.clear()


def test_the_eleventh_guess_is_not_even_hashed(ada: User, cheap_hashes: list[str]) -> None:
    fail(FAILURES_PER_ACCOUNT)
    with pytest.raises(RateLimited) as refused:
        verify()
    assert len(cheap_hashes) == FAILURES_PER_ACCOUNT
    assert refused.value.retry_after is not None
    assert 295 <= refused.value.retry_after <= 300


def test_the_owner_elsewhere_is_not_locked_out(ada: User, cheap_hashes: list[str]) -> None:
    fail(FAILURES_PER_ACCOUNT)
    assert verify(address=ELSEWHERE).user == ada


def test_after_the_window_guessing_starts_anew(ada: User, cheap_hashes: list[str], held_clock: Any) -> None:
    fail(FAILURES_PER_ACCOUNT)
    held_clock.advance(minutes=5)
    assert verify().user == ada


def test_a_right_password_forgives_earlier_failures(ada: User, cheap_hashes: list[str]) -> None:
    fail(FAILURES_PER_ACCOUNT - 1)
    verified = verify()
    session_open(user=verified.user, attempt=verified.attempt)
    fail(FAILURES_PER_ACCOUNT)


def test_one_password_on_every_account_stops_too(ada: User, cheap_hashes: list[str]) -> None:
    for number in range(FAILURES_PER_ADDRESS):
        fail(1, login=f"victim{number}")
    with pytest.raises(RateLimited):
        verify("victim-next", "wrong")
    assert len(cheap_hashes) == FAILURES_PER_ADDRESS
    assert verify(address=ELSEWHERE).user == ada


def test_no_login_is_kept_in_clear(ada: User, cheap_hashes: list[str]) -> None:
    fail(1)
    rows = LoginAttempts.objects.all()
    assert rows
    assert all(len(row.key) == 20 and "ada" not in row.key for row in rows)


def test_old_counters_are_forgotten(ada: User, cheap_hashes: list[str], held_clock: Any) -> None:
    fail(1)
    assert attempts.forget_old() == 0
    held_clock.advance(minutes=6)
    assert attempts.forget_old() == 2  # the strangers' counts for a quarter of an hour
    held_clock.advance(minutes=9)
    assert attempts.forget_old() == 1
