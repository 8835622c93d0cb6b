"""Leaving: what leads to a person is gone, the id stays, and the shop keeps an administrator."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import Avatar, Link, Preferences, User
from user_service.audit.models import AuditEntry
from user_service.audit.verify import verify
from user_service.organisations.models import Organisation
from user_service.passkeys.models import Passkey
from user_service.sessions.domain.proof import BY_PASSWORD, BY_PASSWORD_AND_CODE
from user_service.sessions.models import Session

pytestmark = pytest.mark.django_db

URL = "/api/users/me/"
SURE = {"password": "a quiet engine hums"}


def everything() -> str:
    """All that the tables hold, as text: letters and events that have not left yet are among it, sealed."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of our own
            told.append(f"{table} {cursor.fetchall()}")
    return "\n".join(told)


@pytest.fixture
def countess(make_user: Callable[..., User]) -> User:
    """Somebody with something in every table."""
    user = make_user(
        "countess",
        email="canary@example.com",
        first_name="Canary-first",
        last_name="Canary-last",
        phone="+44 1111 2222",
        address="Canary Street 1",
        bio="Canary bio",
        organisation=Organisation.objects.create(name="Org"),
    )
    Avatar.objects.create(user=user, image=b"canary picture")
    Preferences.objects.create(user=user, theme="dark")
    Passkey.objects.create(user=user, name="Canary key", credential_id="canary", public_key=b"", aaguid=user.pk)
    return user


@pytest.fixture
def leaving(countess: User, signed_in: Callable[..., APIClient]) -> APIClient:
    # Her passkey is a second factor, so a fresh password alone would not be enough.
    client = signed_in("countess", BY_PASSWORD_AND_CODE)
    client.patch(URL, {"email": "canary2@example.com"})
    return client


def test_nothing_leads_to_the_person_any_more(
    leaving: APIClient, countess: User, sent_letters: Callable[[], list[Any]]
) -> None:
    sent_letters()
    assert leaving.delete(URL, SURE, HTTP_USER_AGENT="Canary browser").status_code == 204
    told = everything().lower()
    assert "canary" not in told
    assert "countess" not in told
    row = User.objects.get(pk=countess.pk)
    assert row.username.startswith("deleted-")
    assert row.email == f"{row.username}@deleted.invalid"
    assert (row.is_active, row.has_usable_password(), row.organisation, row.email_verified_at) == (
        False,
        False,
        None,
        None,
    )
    assert row.deleted_at is not None
    for model in (Avatar, Preferences, Passkey, Link, Session):
        assert not model._default_manager.exists(), model


def test_the_mesh_and_the_owner_are_told(
    leaving: APIClient,
    countess: User,
    sent_letters: Callable[[], list[Any]],
    published: Callable[[], list[Any]],
    actions: Callable[[], list[str]],
) -> None:
    answer = leaving.delete(URL, SURE)
    assert answer.cookies["rt"].value == ""
    letter = sent_letters()[-1]
    assert (letter.subject, letter.to) == ("Your account has been deleted", ["canary@example.com"])
    ended, deleted = published()[-2:]
    assert (ended.type, ended.data["reason"]) == ("session.terminated", "user-deleted")
    assert (deleted.type, deleted.data) == ("user.deleted", {"user_id": str(countess.pk)})
    assert actions()[-2] == "user.deleted"


def test_the_chain_of_the_audit_log_holds(leaving: APIClient) -> None:
    leaving.delete(URL, SURE)
    assert AuditEntry.objects.exists()
    assert verify().valid


def test_username_and_address_are_free_again(leaving: APIClient, api: APIClient) -> None:
    leaving.delete(URL, SURE)
    body = {"username": "countess", "email": "canary@example.com", "password": "nanoseconds of wire"}
    assert api.post("/api/users/register/", body).status_code == 201
    assert User.objects.filter(username="countess", is_active=True).exists()


def test_sessions_end_at_once(leaving: APIClient, signed_in: Callable[..., APIClient]) -> None:
    elsewhere = signed_in("countess")
    leaving.delete(URL, SURE)
    for client in (leaving, elsewhere):
        assert_problem(client.get(URL), 401, "token-revoked")


def test_nobody_signs_in_to_it(leaving: APIClient, api: APIClient, countess: User) -> None:
    leaving.delete(URL, SURE)
    countess.refresh_from_db()
    for login in ("countess", "canary@example.com", countess.username, countess.email):
        answer = api.post("/api/token/", {"username": login, **SURE})
        assert_problem(answer, 401, "invalid-credentials")


def test_a_wrong_password_deletes_nothing(leaving: APIClient, countess: User) -> None:
    before = everything()
    assert_problem(leaving.delete(URL, {"password": "wrong"}), 403, "current-password-wrong")
    countess.refresh_from_db()
    assert countess.deleted_at is None
    assert Passkey.objects.exists()
    assert before.count("countess") + 1 == everything().count("countess")  # the log says who tried


@pytest.mark.parametrize("body", [{}, {"password": None}, {"password": ["x"]}, {**SURE, "user_id": "x"}])
def test_the_password_is_needed(me: APIClient, body: dict[str, Any]) -> None:
    assert me.delete(URL, body).status_code == 400
    assert User.objects.filter(is_active=True).exists()


def test_it_needs_a_fresh_authentication_as_strong_as_the_account(
    countess: User, signed_in: Callable[..., APIClient], held_clock: Any
) -> None:
    strong = signed_in("countess", BY_PASSWORD_AND_CODE)
    held_clock.advance(minutes=6)
    assert_problem(strong.delete(URL, SURE), 401, "insufficient-user-authentication")
    countess.refresh_from_db()
    assert countess.is_active


def test_the_last_administrator_stays(signed_in: Callable[..., APIClient]) -> None:
    last = signed_in("root", BY_PASSWORD, role="admin")
    assert_problem(last.delete(URL, SURE), 409, "last-administrator")
    assert last.get(URL).status_code == 200
    other = signed_in("second", BY_PASSWORD, role="admin")
    User.objects.filter(username="root").update(is_active=False)
    assert_problem(other.delete(URL, SURE), 409, "last-administrator")


def test_of_two_administrators_one_may_leave(signed_in: Callable[..., APIClient]) -> None:
    first, second = signed_in("root", role="admin"), signed_in("second", role="admin")
    assert first.delete(URL, SURE).status_code == 204
    assert_problem(second.delete(URL, SURE), 409, "last-administrator")


def test_a_visitor_deletes_nobody(api: APIClient, ada: User) -> None:
    assert_problem(api.delete(URL, SURE), 401, "unauthenticated")
    assert User.objects.filter(is_active=True).exists()


def test_the_database_keeps_a_deleted_account_disabled(make_user: Callable[..., User], leaving: APIClient) -> None:
    from django.db import IntegrityError, transaction  # noqa: PLC0415 - used here alone

    leaving.delete(URL, SURE)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.update(is_active=True)
