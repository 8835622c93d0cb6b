"""An address counts once the letter sent there was read."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.links import digest
from user_service.accounts.models import Link, LinkPurpose, User

pytestmark = pytest.mark.django_db

URL = "/api/auth/verify-email/"
RESEND = "/api/auth/verify-email/resend/"
REGISTER = "/api/users/register/"
GRACE = {"username": "grace", "email": "grace@example.com", "password": "nanoseconds of wire"}
Sent = Callable[[], list[Any]]


@pytest.fixture
def token(api: APIClient, ada: User, me: APIClient, token_of: Callable[[], str]) -> str:
    """Of a letter to Ada, whose address nobody has confirmed yet."""
    assert me.post(RESEND).status_code == 202
    return token_of()


def test_a_newcomer_gets_a_letter_and_confirms_the_address(
    api: APIClient, sent_letters: Sent, link_in: Callable[[Any], tuple[str, str]], told: Callable[[], list[str]]
) -> None:
    assert api.post(REGISTER, GRACE).status_code == 201
    [letter] = sent_letters()
    assert letter.to == ["grace@example.com"]
    page, token = link_in(letter)
    assert page == "verify-email"
    answer = api.post(URL, {"token": token})
    assert (answer.status_code, answer.json()) == (200, {"email": "grace@example.com"})
    assert User.objects.get().email_verified_at is not None
    assert told() == ["user.registered", "user.email_verified"]


def test_one_who_has_not_confirmed_can_sign_in_all_the_same(api: APIClient, log_in: Any, bearer: Any) -> None:
    api.post(REGISTER, GRACE)
    me = bearer(log_in("grace", GRACE["password"])["access"])
    assert me.get("/api/users/me/").json()["email_verified"] is False


def test_a_known_address_gets_a_letter_without_a_link(api: APIClient, ada: User, sent_letters: Sent) -> None:
    known = api.post(REGISTER, GRACE | {"email": "ADA@example.com"})
    assert known.status_code == 201
    [letter] = sent_letters()
    assert letter.subject == "You already have a Shopmesh account"
    assert "token" not in letter.body
    assert not Link.objects.exists()


def test_a_link_works_once(api: APIClient, token: str, ada: User, actions: Callable[[], list[str]]) -> None:
    assert api.post(URL, {"token": token}).status_code == 200
    before = User.objects.values().get()
    assert_problem(api.post(URL, {"token": token}), 400, "link-invalid")
    assert User.objects.values().get() == before
    assert actions() == ["user.email_verified"]


def test_only_the_newest_letter_works(api: APIClient, me: APIClient, token: str, token_of: Callable[[], str]) -> None:
    me.post(RESEND)
    newest = token_of()
    assert_problem(api.post(URL, {"token": token}), 400, "link-invalid")
    assert api.post(URL, {"token": newest}).status_code == 200


def test_after_a_day_the_link_is_over(api: APIClient, held_clock: Any, token: str, ada: User) -> None:
    held_clock.advance(hours=23, minutes=59)
    assert Link.objects.get().expires_at > held_clock()
    held_clock.advance(minutes=1)
    assert_problem(api.post(URL, {"token": token}), 400, "link-invalid")
    ada.refresh_from_db()
    assert ada.email_verified_at is None


def test_a_disabled_user_s_link_does_nothing(api: APIClient, token: str, ada: User) -> None:
    User.objects.update(is_active=False)
    assert_problem(api.post(URL, {"token": token}), 400, "link-invalid")
    ada.refresh_from_db()
    assert ada.email_verified_at is None


@pytest.mark.parametrize("purpose", [LinkPurpose.RESET])
def test_a_link_of_another_kind_confirms_nothing(api: APIClient, token: str, purpose: LinkPurpose) -> None:
    Link.objects.update(purpose=purpose)
    assert_problem(api.post(URL, {"token": token}), 400, "link-invalid")


@pytest.mark.parametrize(
    "body", [{}, {"token": ""}, {"token": 7}, {"token": ["x"]}, {"token": "x" * 201}, {"token": "x", "email": "a@b.de"}]
)
def test_what_is_no_token_is_named(api: APIClient, body: dict[str, Any]) -> None:
    assert api.post(URL, body).status_code == 400


def test_a_lone_surrogate_is_no_token(post_json: Callable[..., Any]) -> None:
    assert_problem(post_json(URL, {"token": "\ud800"}), 400, "validation-error")


def test_a_stale_access_token_does_not_stand_in_the_way(bearer: Any, token: str) -> None:
    assert bearer("nonsense").post(URL, {"token": token}).status_code == 200


def test_the_table_holds_a_digest_alone(token: str) -> None:
    row = Link.objects.values().get()
    assert row["digest"] == digest(token)
    assert token not in str(row)


def test_nothing_is_sent_again_to_a_confirmed_address(me: APIClient, ada: User, sent_letters: Sent) -> None:
    User.objects.update(email_verified_at=ada.created_at)
    assert me.post(RESEND).status_code == 202
    assert not sent_letters()


def test_five_letters_an_hour(me: APIClient, sent_letters: Sent, held_clock: Any) -> None:
    assert [me.post(RESEND).status_code for _ in range(5)] == [202] * 5
    refused = me.post(RESEND)
    assert_problem(refused, 429, "rate-limited")
    assert int(refused["Retry-After"]) == 3600
    assert len(sent_letters()) == 5


def test_a_visitor_signs_in_before_a_letter_is_sent_again(api: APIClient) -> None:
    assert_problem(api.post(RESEND), 401, "unauthenticated")
