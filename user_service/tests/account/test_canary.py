"""No password and no token of a link is where it need not be: not in tables, logs, events, audit or export."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from user_service.accounts.models import User

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD, GUESS = (f"canary password {word}" for word in ("one", "two", "three", "guess"))


def stored() -> str:
    """All that the tables hold, as text."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of our own
            told.append(f"{table} {cursor.fetchall()}")
    return "\n".join(told)


def test_secrets_of_an_account_s_whole_life_are_nowhere(
    api: APIClient,
    log_in: Any,
    bearer: Any,
    token_of: Callable[[], str],
    sent_letters: Callable[[], list[Any]],
    link_in: Callable[[Any], tuple[str, str]],
    published: Callable[[], list[Any]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    secrets, tables = [FIRST, SECOND, THIRD, GUESS], []

    def look() -> None:
        """While what was asked for still waits, and after it was done."""
        tables.append(stored())

    api.post("/api/users/register/", {"username": "grace", "email": "grace@example.com", "password": FIRST})
    look()
    secrets.append(token_of())
    look()
    api.post("/api/auth/verify-email/", {"token": secrets[-1]})
    api.post("/api/auth/verify-email/", {"token": secrets[-1]})  # used up
    api.post(f"/api/auth/verify-email/?token={secrets[-1]}", {})  # where it does not belong

    api.post("/api/token/", {"username": "grace", "password": GUESS})
    me = bearer(log_in("grace", FIRST)["access"])
    me.put("/api/auth/password/", {"current_password": GUESS, "new_password": SECOND})
    me = bearer(me.put("/api/auth/password/", {"current_password": FIRST, "new_password": SECOND}).json()["access"])
    look()

    me.patch("/api/users/me/", {"email": "hopper@example.com"})
    look()
    before = len(sent_letters()) - 2
    secrets.append(link_in(sent_letters()[before])[1])
    api.post("/api/auth/verify-email/", {"token": secrets[-1]})
    secrets.append(token_of())  # the way back

    api.post("/api/auth/forgot-password/", {"email": "hopper@example.com"})
    look()
    secrets.append(token_of())
    look()
    api.post("/api/auth/reset-password/", {"token": secrets[-1], "new_password": "short"})
    api.post("/api/auth/reset-password/", {"token": secrets[-1], "new_password": THIRD})
    look()
    me = bearer(log_in("grace", THIRD)["access"])
    exported = me.get("/api/users/me/export/").content.decode()
    me.delete("/api/users/me/", {"password": GUESS})
    me.delete("/api/users/me/", {"password": THIRD})
    look()

    assert not User.objects.filter(is_active=True).exists()
    captured = capsys.readouterr()
    sinks = {"tables": "\n".join(tables), "logs": captured.out + captured.err, "export": exported}
    sinks["events"] = str([event.data for event in published()])
    assert "user.deleted" in str([event.type for event in published()])
    assert "/api/users/me/" in sinks["logs"]
    assert "grace@example.com" in sinks["tables"]  # it does look
    found = [(sink, secret) for sink, told in sinks.items() for secret in secrets if secret in told]
    assert not found
