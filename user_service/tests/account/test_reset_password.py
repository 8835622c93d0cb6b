"""A new password by the link in a letter: once, soon, and every session ends."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import Link, LinkPurpose, User
from user_service.passkeys.models import Passkey

pytestmark = pytest.mark.django_db

URL = "/api/auth/reset-password/"
NEW = "another engine hums"
Sent = Callable[[], list[Any]]


@pytest.fixture
def token(api: APIClient, ada: User, token_of: Callable[[], str]) -> str:
    api.post("/api/auth/forgot-password/", {"email": ada.email})
    return token_of()


def test_the_new_password_works_and_the_old_one_does_not(
    api: APIClient,
    ada: User,
    me: APIClient,
    token: str,
    sent_letters: Sent,
    told: Callable[[], list[str]],
    actions: Callable[[], list[str]],
) -> None:
    answer = api.post(URL, {"token": token, "new_password": NEW})
    assert (answer.status_code, answer.content) == (204, b"")
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert ada.email_verified_at is not None  # whoever chose it reads the letters to this address
    assert_problem(me.get("/api/users/me/"), 401, "token-revoked")
    assert told() == ["user.email_verified", "user.password_changed"]
    assert actions() == ["user.password_reset"]
    letter = sent_letters()[-1]
    assert (letter.subject, letter.to) == ("Your password was changed", ["ada@example.com"])
    assert "/forgot-password" in letter.body


def test_every_session_ends_with_its_reason(
    api: APIClient, me: APIClient, signed_in: Any, token: str, published: Callable[[], list[Any]]
) -> None:
    signed_in("ada")
    api.post(URL, {"token": token, "new_password": NEW})
    ended = [event.data["reason"] for event in published() if event.type == "session.terminated"]
    assert ended == ["password-changed"] * 2


def test_a_refresh_token_from_before_is_revoked(api: APIClient, ada: User, log_in: Any, token: str) -> None:
    refresh = log_in("ada")["refresh"]
    api.post(URL, {"token": token, "new_password": NEW})
    assert_problem(api.post("/api/token/refresh/", {"refresh": refresh}), 401, "token-revoked")


def test_a_link_works_once(api: APIClient, ada: User, token: str) -> None:
    assert api.post(URL, {"token": token, "new_password": NEW}).status_code == 204
    before = User.objects.values().get()
    assert_problem(api.post(URL, {"token": token, "new_password": "a third engine"}), 400, "link-invalid")
    assert User.objects.values().get() == before


def test_after_half_an_hour_it_does_not(api: APIClient, ada: User, held_clock: Any, token: str) -> None:
    held_clock.advance(minutes=30)
    before = User.objects.values().get()
    assert_problem(api.post(URL, {"token": token, "new_password": NEW}), 400, "link-invalid")
    assert User.objects.values().get() == before


def test_unknown_used_and_expired_are_one_answer(api: APIClient, held_clock: Any, token: str) -> None:
    unknown = api.post(URL, {"token": "x" * 43, "new_password": NEW}).json()
    held_clock.advance(minutes=31)
    expired = api.post(URL, {"token": token, "new_password": NEW}).json()
    assert unknown | {"instance": ""} == expired | {"instance": ""}


def test_a_disabled_user_s_link_does_nothing(api: APIClient, ada: User, token: str) -> None:
    User.objects.update(is_active=False)
    assert_problem(api.post(URL, {"token": token, "new_password": NEW}), 400, "link-invalid")
    assert not User.objects.get().check_password(NEW)


def test_a_link_that_confirms_an_address_chooses_no_password(api: APIClient, ada: User, token: str) -> None:
    for purpose in (LinkPurpose.VERIFY, LinkPurpose.RESTORE):
        Link.objects.update(purpose=purpose)
        assert_problem(api.post(URL, {"token": token, "new_password": NEW}), 400, "link-invalid")


def test_the_old_password_again_is_refused_kindly_and_the_link_goes_on_working(
    api: APIClient, ada: User, token: str
) -> None:
    problem = assert_problem(
        api.post(URL, {"token": token, "new_password": "a quiet engine hums"}), 400, "validation-error"
    )
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("/new_password", "password-unchanged")]
    assert api.post(URL, {"token": token, "new_password": NEW}).status_code == 204


@pytest.mark.parametrize(
    ("new_password", "code"),
    [
        ("short", "min-length"),
        ("password1", "password-too-common"),
        ("x" * 1025, "max-length"),
        ("eight\u0000chars", "unencodable"),
        (12345678, "invalid"),
        (None, "null"),
    ],
)
def test_what_is_no_password_is_named_before_any_hash(
    api: APIClient, token: str, monkeypatch: pytest.MonkeyPatch, new_password: Any, code: str
) -> None:
    monkeypatch.setattr("user_service.self_service.passwords.make_password", lambda _: pytest.fail("hashed"))
    problem = assert_problem(api.post(URL, {"token": token, "new_password": new_password}), 400, "validation-error")
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("/new_password", code)]
    assert Link.objects.exists()


def test_a_made_up_token_costs_no_hash(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("user_service.self_service.passwords.make_password", lambda _: pytest.fail("hashed"))
    monkeypatch.setattr("user_service.self_service.passwords.check_password", lambda *_: pytest.fail("hashed"))
    assert_problem(api.post(URL, {"token": "x" * 43, "new_password": NEW}), 400, "link-invalid")


def test_a_reset_token_is_no_access_token(bearer: Any, token: str) -> None:
    assert_problem(bearer(token).get("/api/users/me/"), 401, "token-invalid")


def test_whoever_pretended_to_change_the_address_has_lost_it(
    api: APIClient, ada: User, me: APIClient, sent_letters: Sent, link_in: Any, token: str
) -> None:
    me.patch("/api/users/me/", {"email": "thief@example.com"})
    _, theirs = link_in(sent_letters()[-2])
    api.post(URL, {"token": token, "new_password": NEW})
    assert_problem(api.post("/api/auth/verify-email/", {"token": theirs}), 400, "link-invalid")


@pytest.mark.parametrize("left", [0, 1], ids=["address never confirmed", "address confirmed before"])
def test_a_stranger_who_registered_with_somebody_s_address_has_kept_no_passkey(
    api: APIClient, ada: User, token: str, sent_letters: Sent, left: int
) -> None:
    """And a passkey of an account whose address was confirmed stays: reading the letters is one factor, not two."""
    if left:
        User.objects.update(email_verified_at=ada.created_at)
    Passkey.objects.create(user=ada, name="Stranger's", credential_id="x", public_key=b"", aaguid=UUID(int=0))
    assert api.post(URL, {"token": token, "new_password": NEW}).status_code == 204
    assert Passkey.objects.count() == left
    letters = [letter.subject for letter in sent_letters()]
    assert ("A passkey was removed from your account" in letters) is (left == 0)


def test_a_second_factor_is_still_asked_for(api: APIClient, ada: User, token: str, log_in: Any) -> None:
    """Whoever reads the letters has one factor, not two: the answer opens no session."""
    answer = api.post(URL, {"token": token, "new_password": NEW})
    assert not answer.cookies
    assert answer.content == b""
