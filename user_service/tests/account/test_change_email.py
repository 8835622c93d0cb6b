"""Another e-mail address: asked for by somebody who proved to be there, good once confirmed, taken back by a link."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from servicekit import clock
from servicekit.testing.api import assert_problem
from user_service.accounts.models import Link, LinkPurpose, User
from user_service.mfa.models import TotpDevice
from user_service.passkeys.models import Passkey
from user_service.sessions.models import Session

pytestmark = pytest.mark.django_db

ME = "/api/users/me/"
VERIFY = "/api/auth/verify-email/"
NEW = "lovelace@example.com"
Sent = Callable[[], list[Any]]
LinkIn = Callable[[Any], tuple[str, str]]


@pytest.fixture
def confirmed(ada: User) -> User:
    ada.email_verified_at = ada.created_at
    ada.save()
    return ada


def asked(me: APIClient, sent_letters: Sent, link_in: LinkIn, email: str = NEW) -> str:
    assert me.patch(ME, {"email": email}).status_code == 200
    return link_in(sent_letters()[-2])[1]


def test_it_changes_when_the_letter_was_read(
    me: APIClient,
    api: APIClient,
    confirmed: User,
    sent_letters: Sent,
    link_in: LinkIn,
    told: Callable[[], list[str]],
    actions: Callable[[], list[str]],
) -> None:
    answer = me.patch(ME, {"email": NEW, "bio": "Notes."})
    assert (answer.json()["email"], answer.json()["pending_email"]) == ("ada@example.com", NEW)
    to_new, to_old = sent_letters()
    assert (to_new.to, to_old.to) == ([NEW], ["ada@example.com"])
    assert "l…@example.com" in to_old.body
    assert NEW not in to_old.body
    assert "token" not in to_old.body
    page, token = link_in(to_new)
    assert page == "verify-email"
    assert api.post(VERIFY, {"token": token}).json() == {"email": NEW}
    now = me.get(ME).json()
    assert (now["email"], now["email_verified"], now["pending_email"]) == (NEW, True, None)
    assert told() == ["user.profile_changed", "user.email_changed"]
    assert actions() == ["user.email_change_asked", "user.profile_changed", "user.email_changed"]


def test_events_and_audit_name_no_address(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn, published: Any
) -> None:
    from user_service.audit.models import AuditEntry  # noqa: PLC0415 - looked into here alone

    api.post(VERIFY, {"token": asked(me, sent_letters, link_in)})
    told = str([event.data for event in published()]) + str(list(AuditEntry.objects.values("details", "personal")))
    assert "@" not in told


def test_it_is_asked_for_by_somebody_who_just_proved_to_be_there(me: APIClient, ada: User, sent_letters: Sent) -> None:
    Session.objects.update(auth_time=Session.objects.get().auth_time - timedelta(minutes=6))
    from user_service.sessions.tokens import access_sign  # noqa: PLC0415 - signed anew here alone

    session = Session.objects.select_related("user").get()
    me.credentials(HTTP_AUTHORIZATION=f"Bearer {access_sign(session, now=session.last_used_at)}")
    refused = me.patch(ME, {"email": NEW, "bio": "x"})
    problem = assert_problem(refused, 401, "insufficient-user-authentication")
    assert (problem["acr_values"], problem["max_age"]) == ("pwd", 300)
    ada.refresh_from_db()
    assert ada.bio == ""
    assert not sent_letters()
    assert me.patch(ME, {"bio": "x"}).status_code == 200


def test_somebody_else_s_address_is_answered_alike_and_its_owner_told(
    me: APIClient, confirmed: User, make_user: Any, sent_letters: Sent
) -> None:
    make_user("grace")
    answer = me.patch(ME, {"email": "Grace@example.com"})
    assert answer.json()["pending_email"] == "Grace@example.com"
    to_owner, to_old = sent_letters()
    assert to_owner.subject == "Your address is wanted for another account"
    assert "token" not in to_owner.body
    assert to_old.to == ["ada@example.com"]


def test_an_address_that_was_taken_meanwhile_is_refused_to_its_reader_alone(
    me: APIClient, api: APIClient, confirmed: User, make_user: Any, sent_letters: Sent, link_in: LinkIn
) -> None:
    token = asked(me, sent_letters, link_in)
    grace = make_user("grace", email=NEW)
    assert_problem(api.post(VERIFY, {"token": token}), 409, "email-taken")
    confirmed.refresh_from_db()
    assert confirmed.email == "ada@example.com"
    grace.delete()
    assert api.post(VERIFY, {"token": token}).status_code == 200


def test_asking_twice_leaves_the_newest(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn
) -> None:
    first = asked(me, sent_letters, link_in)
    second = asked(me, sent_letters, link_in, "countess@example.com")
    assert_problem(api.post(VERIFY, {"token": first}), 400, "link-invalid")
    assert api.post(VERIFY, {"token": second}).json() == {"email": "countess@example.com"}


def test_the_old_address_again_takes_it_back(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn
) -> None:
    token = asked(me, sent_letters, link_in)
    assert me.patch(ME, {"email": "ada@example.com"}).json()["pending_email"] is None
    assert_problem(api.post(VERIFY, {"token": token}), 400, "link-invalid")
    assert len(sent_letters()) == 2


def test_the_letter_can_be_sent_again(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn
) -> None:
    asked(me, sent_letters, link_in)
    me.post(f"{VERIFY}resend/")
    letter = sent_letters()[-1]
    assert letter.to == [NEW]
    assert api.post(VERIFY, {"token": link_in(letter)[1]}).json() == {"email": NEW}


def changed(me: APIClient, api: APIClient, sent_letters: Sent, link_in: LinkIn, email: str = NEW) -> Any:
    """The letter to the address before."""
    api.post(VERIFY, {"token": asked(me, sent_letters, link_in, email)})
    return sent_letters()[-1]


def test_the_old_address_can_take_the_account_back(
    me: APIClient,
    api: APIClient,
    confirmed: User,
    sent_letters: Sent,
    link_in: LinkIn,
    published: Callable[[], list[Any]],
) -> None:
    letter = changed(me, api, sent_letters, link_in)
    assert letter.to == ["ada@example.com"]
    assert api.post(VERIFY, {"token": link_in(letter)[1]}).json() == {"email": "ada@example.com"}
    assert_problem(me.get(ME), 401, "token-revoked")
    assert [event.type for event in published()].count("session.terminated") == 1
    reset = sent_letters()[-1]
    assert (reset.to, link_in(reset)[0]) == (["ada@example.com"], "reset-password")


def test_a_second_change_does_not_take_the_way_back_from_the_first_owner(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn
) -> None:
    first = changed(me, api, sent_letters, link_in)
    changed(me, api, sent_letters, link_in, "thief@example.com")
    assert api.post(VERIFY, {"token": link_in(first)[1]}).json() == {"email": "ada@example.com"}
    assert not Link.objects.filter(purpose=LinkPurpose.RESTORE).exists()


def test_a_thief_who_takes_their_own_address_back_leaves_the_owner_the_way_back(
    me: APIClient,
    api: APIClient,
    confirmed: User,
    sent_letters: Sent,
    link_in: LinkIn,
) -> None:
    owners = changed(me, api, sent_letters, link_in, "thief@example.com")
    thiefs = changed(me, api, sent_letters, link_in, "thief2@example.com")
    assert api.post(VERIFY, {"token": link_in(thiefs)[1]}).json() == {"email": "thief@example.com"}
    assert api.post(VERIFY, {"token": link_in(owners)[1]}).json() == {"email": "ada@example.com"}


def test_whoever_was_in_the_account_gets_in_no_more_neither_by_password_nor_by_a_factor_added_since(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn
) -> None:
    def passkey(name: str) -> None:
        Passkey.objects.create(user=confirmed, name=name, credential_id=name, public_key=b"", aaguid=UUID(int=0))

    letter = changed(me, api, sent_letters, link_in)
    passkey("owner")
    Passkey.objects.update(created_at=clock.now() - timedelta(days=1))
    passkey("thief")
    TotpDevice.objects.create(user=confirmed, key="A" * 32, confirmed=True, confirmed_at=clock.now())
    assert api.post(VERIFY, {"token": link_in(letter)[1]}).status_code == 200
    assert list(Passkey.objects.values_list("name", flat=True)) == ["owner"]
    assert not TotpDevice.objects.exists()
    known = {"username": "ada", "password": "a quiet engine hums"}
    assert_problem(api.post("/api/token/", known), 401, "invalid-credentials")
    chosen = {"token": link_in(sent_letters()[-1])[1], "new_password": "another engine hums"}
    assert api.post("/api/auth/reset-password/", chosen).status_code == 204


def test_an_address_with_a_way_back_is_kept_for_its_owner(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn
) -> None:
    letter = changed(me, api, sent_letters, link_in)
    body = {"username": "thief", "email": "ADA@example.com", "password": "nanoseconds of wire"}
    assert api.post("/api/users/register/", body).status_code == 201
    assert not User.objects.filter(username="thief").exists()
    assert api.post(VERIFY, {"token": link_in(letter)[1]}).status_code == 200


def test_after_a_week_the_way_back_is_over(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn, held_clock: Any
) -> None:
    letter = changed(me, api, sent_letters, link_in)
    held_clock.advance(days=7)
    assert_problem(api.post(VERIFY, {"token": link_in(letter)[1]}), 400, "link-invalid")


def test_an_address_nobody_ever_confirmed_gets_no_way_back(
    me: APIClient, api: APIClient, ada: User, sent_letters: Sent, link_in: LinkIn
) -> None:
    """It may be a stranger's, by a slip at registration."""
    api.post(VERIFY, {"token": asked(me, sent_letters, link_in)})
    assert len(sent_letters()) == 2
    assert not Link.objects.exists()


def test_a_reset_link_sent_to_the_old_address_dies_with_it(
    me: APIClient, api: APIClient, confirmed: User, sent_letters: Sent, link_in: LinkIn
) -> None:
    api.post("/api/auth/forgot-password/", {"email": "ada@example.com"})
    _, reset = link_in(sent_letters()[-1])
    changed(me, api, sent_letters, link_in)
    body = {"token": reset, "new_password": "another engine hums"}
    assert_problem(api.post("/api/auth/reset-password/", body), 400, "link-invalid")


def test_five_changes_an_hour(me: APIClient, sent_letters: Sent) -> None:
    answers = [me.patch(ME, {"email": f"ada{n}@example.com"}).status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


def test_no_mailbox_is_filled_by_many_accounts(signed_in: Callable[..., APIClient]) -> None:
    answers = [signed_in(f"user{n}").patch(ME, {"email": "victim@example.com"}).status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize(
    "email", ["", None, 7, "ada", "ada@example.com\r\nBcc: all@example.com", "gräce@example.com", ["a@example.com"]]
)
def test_what_is_no_address_is_named(me: APIClient, email: Any, sent_letters: Sent) -> None:
    problem = assert_problem(me.patch(ME, {"email": email}), 400, "validation-error")
    assert [error["pointer"] for error in problem["errors"]] == ["/email"]
    assert not sent_letters()
