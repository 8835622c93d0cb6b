"""Each value that administrators may set does what it says: one test for each, and none is left without."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.auth.verifier import authenticate
from servicekit.errors import RateLimited, TokenExpired
from servicekit.testing.api import assert_problem
from user_service.accounts import services
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.models import User
from user_service.configuration.domain.definitions import DEFINITIONS
from user_service.sessions.domain.proof import BY_CODE, BY_PASSWORD
from user_service.sessions.login import log_in
from user_service.sessions.models import Session
from user_service.sessions.services import session_open, session_raise, session_refresh

pytestmark = pytest.mark.django_db

Set = Callable[..., None]
NEWCOMER = {"username": "grace", "email": "grace@example.com", "password": "a quiet engine hums"}


@pytest.fixture(autouse=True)
def no_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted is under test here, not Argon2."""
    monkeypatch.setattr(services, "check_password", lambda password, _encoded: password == "right")


def guess(address: str, login: str = "ada") -> None:
    log_in(login=login, password="wrong", address=address)


def refused_after(tries: int, attempt: Callable[[int], None]) -> bool:
    """Whether so many are heard and refused as wrong, and the next one is not heard."""
    for number in range(tries):
        with pytest.raises(InvalidCredentials):
            attempt(number)
    with pytest.raises(RateLimited):
        attempt(tries)
    return True


def test_every_value_has_a_test_here() -> None:
    tested = {name.removeprefix("test_").partition("__")[0] for name in globals() if "__" in name}
    assert tested - {""} == set(DEFINITIONS)


def test_registration_open__is_whether_visitors_can_register(api: APIClient, configured: Set) -> None:
    configured(registration_open=False)
    assert_problem(api.post("/api/users/register/", NEWCOMER), 403, "registration-closed")
    configured(registration_open=True)
    assert api.post("/api/users/register/", NEWCOMER).status_code == 201


def test_require_second_factor_for__leaves_a_role_without_power_until_one_was_shown(
    signed_in: Callable[..., APIClient], bearer: Callable[[str], APIClient], configured: Set
) -> None:
    configured(require_second_factor_for=["admin"])
    ann = signed_in("ann", role="admin")
    assert_problem(ann.get("/api/admin/users/"), 403, "forbidden")
    assert ann.get("/api/users/2fa/status/").json()["required"] is True
    raised = session_raise(session_id=Session.objects.get().pk, proof=BY_CODE)
    assert bearer(raised.access).get("/api/admin/users/").status_code == 200
    assert signed_in("sam", role="staff").get("/api/admin/users/").status_code == 200
    configured(require_second_factor_for=[])
    assert authenticate(session_open(user=User.objects.get(username="ann"), proof=BY_PASSWORD).access).role == "admin"


def test_session_idle_days__end_a_session_that_is_not_used(ada: User, configured: Set, held_clock: Any) -> None:
    configured(session_idle_days=2)
    issued = session_open(user=ada)
    assert issued.refresh_expires_at == held_clock() + timedelta(days=2)
    held_clock.advance(days=2)
    with pytest.raises(TokenExpired):
        session_refresh(refresh=issued.refresh)


def test_session_absolute_days__end_a_session_however_busy_it_is(ada: User, configured: Set, held_clock: Any) -> None:
    configured(session_absolute_days=3, session_idle_days=2)
    issued = session_open(user=ada)
    assert Session.objects.get().expires_at == held_clock() + timedelta(days=3)
    held_clock.advance(days=1.5)
    issued = session_refresh(refresh=issued.refresh)
    held_clock.advance(days=1.5)
    with pytest.raises(TokenExpired):
        session_refresh(refresh=issued.refresh)


def test_sessions_per_user__is_how_many_there_can_be(ada: User, configured: Set) -> None:
    configured(sessions_per_user=2)
    for _ in range(4):
        session_open(user=ada)
    assert Session.objects.filter(ended_at=None).count() == 2
    assert Session.objects.filter(end_reason="too-many-sessions").count() == 2


def test_login_failures_per_account__is_how_often_one_address_may_guess(ada: User, configured: Set) -> None:
    configured(login_failures_per_account=3)
    assert refused_after(3, lambda _number: guess("203.0.113.7"))


def test_login_failures_per_address__is_how_often_it_may_guess_at_all(
    make_user: Callable[..., User], configured: Set
) -> None:
    configured(login_failures_per_address=12, login_failures_per_account=10)
    for number in range(13):
        make_user(f"user{number}")
    assert refused_after(12, lambda number: guess("203.0.113.7", f"user{number}"))


def test_login_failures_by_strangers__is_how_often_one_account_may_be_guessed_from_anywhere(
    ada: User, configured: Set
) -> None:
    least = DEFINITIONS["login_failures_by_strangers"].min or 0
    configured(login_failures_by_strangers=least)
    assert refused_after(least, lambda number: guess(f"203.0.113.{number}"))
