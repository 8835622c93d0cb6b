"""What a passkey's life leaves behind: letters to its owner, entries in the audit log."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.letters.models import Letter
from user_service.passkeys.models import Passkey
from user_service.sessions.models import Session
from user_service.tests.authenticator import Authenticator

pytestmark = pytest.mark.django_db

Go = Callable[..., Any]


def entries(noun: str = "passkey.") -> list[tuple[str, str, str]]:
    found = AuditEntry.objects.filter(action__startswith=noun).order_by("seq")
    return [(entry.action, entry.actor_id, entry.resource_id) for entry in found]


def test_adding_and_removing_are_told_and_written_down(
    ada: User, sign_in: Go, phone: Authenticator, published: Go
) -> None:
    client = sign_in(ada)
    begun = client.post("/api/users/passkeys/options/", {}).json()
    body = {"challenge_id": begun["challenge_id"], "name": "Fairphone", "credential": phone.create(begun["public_key"])}
    made = client.post("/api/users/passkeys/", body).json()["id"]
    assert client.delete(f"/api/users/passkeys/{made}/").status_code == 204
    assert entries() == [("passkey.added", str(ada.pk), made), ("passkey.removed", str(ada.pk), made)]
    told = [(event.type, event.data) for event in published() if "passkey" in event.type]
    about = {"user_id": str(ada.pk), "passkey_id": made}
    assert told == [("user.passkey_added", about), ("user.passkey_removed", about)]
    letters = Letter.objects.filter(kind__startswith="passkey-").order_by("created_at", "kind")
    assert [(letter.kind, letter.recipient) for letter in letters] == [
        ("passkey-added", ada.email),
        ("passkey-removed", ada.email),
    ]
    assert all('"Fairphone"' in letter.body for letter in letters)


def test_what_is_refused_tells_nobody_anything(ada: User, sign_in: Go, phone: Authenticator, published: Go) -> None:
    client = sign_in(ada)
    begun = client.post("/api/users/passkeys/options/", {}).json()
    phone.origin = "https://sh0p.example"
    body = {"challenge_id": begun["challenge_id"], "name": "Phone", "credential": phone.create(begun["public_key"])}
    assert client.post("/api/users/passkeys/", body).status_code == 400
    assert not entries()
    assert not [event for event in published() if "passkey" in event.type]
    assert not Letter.objects.filter(kind__startswith="passkey-").exists()


def test_a_counter_that_goes_back_is_written_down_although_the_login_fails(ada: User, add: Go, log_in_with: Go) -> None:
    device = Authenticator(counter=7)
    passkey = add(ada, device)
    device.counter = 3
    assert log_in_with(device).status_code == 401
    assert entries("passkey.cloned") == [("passkey.cloned", str(ada.pk), str(passkey.pk))]
    details = AuditEntry.objects.get(action="passkey.cloned").details
    assert json.loads(details) == {"stored": 7, "presented": 3}
    assert not Session.objects.exists()


def test_a_login_is_written_down_as_one_by_passkey(adas: Passkey, phone: Authenticator, log_in_with: Go) -> None:
    assert log_in_with(phone).status_code == 200
    assert [entry[:2] for entry in entries("user.login")] == [("user.login", str(adas.user_id))]
