"""Another password, knowing the old one. Every session ends; the answer opens a new one."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit import clock
from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.mfa.models import TotpDevice
from user_service.sessions.domain.proof import BY_PASSWORD_AND_CODE
from user_service.sessions.models import Session

pytestmark = pytest.mark.django_db

URL = "/api/auth/password/"
OLD, NEW = "a quiet engine hums", "another engine hums"
GOOD = {"current_password": OLD, "new_password": NEW}


def test_every_session_ends_and_the_answer_opens_a_new_one(
    me: APIClient,
    ada: User,
    signed_in: Any,
    bearer: Any,
    told: Callable[[], list[str]],
    actions: Callable[[], list[str]],
    sent_letters: Callable[[], list[Any]],
) -> None:
    elsewhere = signed_in("ada")
    answer = me.put(URL, GOOD)
    assert answer.status_code == 200, answer.content
    assert answer.json().keys() == {"access", "refresh", "token_type", "expires_in"}
    assert answer["Cache-Control"] == "no-store"
    for before in (me, elsewhere):
        assert_problem(before.get("/api/users/me/"), 401, "token-revoked")
    assert bearer(answer.json()["access"]).get("/api/users/me/").status_code == 200
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert told() == ["user.password_changed"]
    assert actions() == ["user.password_changed"]
    assert "Your password was changed" in [letter.subject for letter in sent_letters()]


def test_browsers_get_the_new_refresh_token_in_the_cookie(me: APIClient) -> None:
    answer = me.put(URL, GOOD | {"transport": "cookie"})
    assert "refresh" not in answer.json()
    assert answer.cookies["rt"]["httponly"]


def test_a_foreign_page_changes_nothing(me: APIClient, ada: User) -> None:
    answer = me.put(URL, GOOD | {"transport": "cookie"}, HTTP_ORIGIN="https://evil.example")
    assert_problem(answer, 403, "csrf-failed")
    assert User.objects.get().password == ada.password


def test_the_password_alone_opens_no_session_of_an_account_with_a_second_factor(
    signed_in: Callable[..., APIClient], ada: User
) -> None:
    """Or whoever has the password and a stolen access token could make a session of their own, that lasts."""
    by_password, by_both = signed_in("ada"), signed_in("ada", proof=BY_PASSWORD_AND_CODE)
    TotpDevice.objects.create(user=ada, key="A" * 32, confirmed=True, confirmed_at=clock.now())
    before = Session.objects.count()
    problem = assert_problem(by_password.put(URL, GOOD), 401, "insufficient-user-authentication")
    assert problem["acr_values"] == "mfa"
    assert (User.objects.get().password, Session.objects.count()) == (ada.password, before)
    assert by_both.put(URL, GOOD).status_code == 200


def test_a_wrong_current_password_changes_nothing(
    me: APIClient, ada: User, sent_letters: Any, actions: Callable[[], list[str]]
) -> None:
    assert_problem(me.put(URL, GOOD | {"current_password": "wrong"}), 403, "current-password-wrong")
    assert User.objects.get().password == ada.password
    assert me.get("/api/users/me/").status_code == 200
    assert not sent_letters()
    assert actions() == ["user.login_failed"]


@pytest.mark.parametrize("field", ["current_password", "new_password"])
def test_both_passwords_are_needed(me: APIClient, ada: User, field: str) -> None:
    problem = assert_problem(me.put(URL, {k: v for k, v in GOOD.items() if k != field}), 400, "validation-error")
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [(f"/{field}", "required")]
    assert User.objects.get().password == ada.password


def test_the_same_password_again_is_refused_kindly(me: APIClient, ada: User) -> None:
    problem = assert_problem(me.put(URL, GOOD | {"new_password": OLD}), 400, "validation-error")
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("/new_password", "password-unchanged")]
    assert me.get("/api/users/me/").status_code == 200


@pytest.mark.parametrize("new_password", ["short", "password1", "x" * 1025])
def test_a_bad_new_password_is_refused_before_any_hash(
    me: APIClient, monkeypatch: pytest.MonkeyPatch, new_password: str
) -> None:
    monkeypatch.setattr("user_service.self_service.passwords.check_password", lambda *_: pytest.fail("hashed"))
    assert_problem(me.put(URL, GOOD | {"new_password": new_password}), 400, "validation-error")


def test_guessing_the_current_password_is_limited_as_logins_are(
    me: APIClient, configured: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(login_failures_per_account=3)
    hashed: list[str] = []
    monkeypatch.setattr("user_service.self_service.passwords.check_password", lambda text, _: hashed.append(text))
    answers = [me.put(URL, GOOD | {"current_password": f"guess {n}"}).status_code for n in range(6)]
    assert answers == [403] * 3 + [429] * 3
    assert len(hashed) == 3


def test_a_stolen_access_token_guesses_no_faster_from_many_networks(
    me: APIClient, configured: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(login_failures_per_account=3)
    monkeypatch.setattr("user_service.self_service.passwords.check_password", lambda *_: False)
    guess = GOOD | {"current_password": "guess"}
    places = [f"203.0.113.{n}" for n in range(5)]
    assert [me.put(URL, guess, HTTP_X_FORWARDED_FOR=at).status_code for at in places] == [403] * 3 + [429] * 2


def test_a_link_that_waits_for_a_forgotten_password_is_withdrawn(
    me: APIClient, api: APIClient, ada: User, token_of: Callable[[], str]
) -> None:
    api.post("/api/auth/forgot-password/", {"email": ada.email})
    token = token_of()
    me.put(URL, GOOD)
    answer = api.post("/api/auth/reset-password/", {"token": token, "new_password": "a third engine"})
    assert_problem(answer, 400, "link-invalid")


def test_an_account_without_a_password_is_told_the_same(me: APIClient, ada: User) -> None:
    ada.set_unusable_password()
    ada.save()
    assert_problem(me.put(URL, GOOD), 403, "current-password-wrong")


def test_a_visitor_signs_in_first(api: APIClient) -> None:
    assert_problem(api.put(URL, GOOD), 401, "unauthenticated")


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_other_methods_are_not_offered(me: APIClient, method: str) -> None:
    assert_problem(getattr(me, method)(URL), 405, "method-not-allowed")
