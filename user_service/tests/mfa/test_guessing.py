"""How far somebody comes who knows the password and guesses codes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from servicekit.errors import RateLimited
from servicekit.testing.api import assert_problem
from user_service.audit.models import AuditEntry
from user_service.letters.models import Letter
from user_service.mfa import guesses, selectors
from user_service.mfa.domain.guessing import IN_A_ROW
from user_service.mfa.models import Guesses, SmsDevice, TotpDevice
from user_service.sessions.domain.proof import BY_PASSWORD_AND_CODE

pytestmark = pytest.mark.django_db

Client = Callable[..., APIClient]


def guessed_before(protected: Any, times: int) -> None:
    """So many wrong codes in a row, the last of them longer ago than any window."""
    guesses.take(protected.user.pk, "totp")
    Guesses.objects.update(in_a_row=times, failures=0)


def test_the_hundredth_wrong_code_in_a_row_switches_the_app_off(ada_protected: Any) -> None:
    guessed_before(ada_protected, IN_A_ROW - 2)
    assert ada_protected.verify(ada_protected.app.wrong()).status_code == 401
    assert not TotpDevice.objects.filter(switched_off_at__isnull=False).exists()
    assert ada_protected.verify(ada_protected.app.wrong()).status_code == 401
    assert TotpDevice.objects.filter(switched_off_at__isnull=False).exists()
    assert_problem(ada_protected.verify(ada_protected.app.code()), 403, "mfa-switched-off")
    assert [letter.kind for letter in Letter.objects.all()] == ["mfa-switched-off"]
    assert AuditEntry.objects.filter(action="mfa.switched_off").count() == 1


def test_a_factor_that_is_off_does_not_turn_into_none(ada_protected: Any, api: APIClient) -> None:
    TotpDevice.objects.update(switched_off_at=ada_protected.device.confirmed_at)
    assert selectors.methods(ada_protected.user.pk) == ["totp", "backup_code"]
    body = api.post("/api/token/", {"username": "ada", "password": "a quiet engine hums"}).json()
    assert body["mfa_required"] is True
    assert ada_protected.verify(ada_protected.paper[0], method="backup_code").status_code == 200


def test_its_owner_sets_it_up_anew(ada_protected: Any, client_of: Client) -> None:
    TotpDevice.objects.update(switched_off_at=ada_protected.device.confirmed_at)
    client = client_of(ada_protected.user, BY_PASSWORD_AND_CODE)
    assert client.get("/api/users/2fa/status/").json()["methods"][0]["switched_off"] is True
    assert client.post("/api/users/2fa/disable/", {}).status_code == 204
    client = client_of(ada_protected.user)
    assert client.post("/api/users/2fa/setup/", {}).status_code == 201


def test_a_right_code_begins_the_row_anew(ada_protected: Any) -> None:
    guessed_before(ada_protected, IN_A_ROW - 1)
    assert ada_protected.verify(ada_protected.app.code()).status_code == 200
    assert Guesses.objects.get().in_a_row == 0
    assert ada_protected.verify(ada_protected.app.wrong()).status_code == 401
    assert ada_protected.device.switched_off_at is None


def test_the_owners_logins_bring_a_guesser_no_more_guesses(ada_protected: Any) -> None:
    for _ in range(4):
        ada_protected.verify(ada_protected.app.wrong())
    assert ada_protected.verify(ada_protected.app.code()).status_code == 200
    assert Guesses.objects.get().failures == 4
    assert ada_protected.verify(ada_protected.app.wrong()).status_code == 401
    assert ada_protected.verify(ada_protected.app.code(1)).status_code == 429


def test_in_no_quarter_of_an_hour_are_there_more_than_five(ada_protected: Any, held_clock: Any) -> None:
    """A window that began with the first guess would let nine through around its end."""
    looked_at = []
    for _ in range(60):
        held_clock.advance(seconds=30)
        if ada_protected.verify(ada_protected.app.wrong()).status_code == 401:
            looked_at.append(held_clock.instant)
    assert len(looked_at) >= 10
    for first, sixth in zip(looked_at, looked_at[5:], strict=False):
        assert (sixth - first).total_seconds() >= 900


def test_wrong_codes_are_audited_without_the_code(ada_protected: Any) -> None:
    ada_protected.verify(ada_protected.app.wrong())
    entry = AuditEntry.objects.get(action="mfa.code_failed")
    assert (entry.resource_id, entry.details) == (str(ada_protected.user.pk), '{"method":"totp"}')


def test_a_limit_is_told_in_seconds(ada_protected: Any, held_clock: Any) -> None:
    for _ in range(5):
        guesses.take(ada_protected.user.pk, "totp")
    held_clock.advance(minutes=14, seconds=30)
    with pytest.raises(RateLimited) as refused:
        guesses.take(ada_protected.user.pk, "totp")
    assert refused.value.retry_after == 30


def test_a_telephone_is_switched_off_too_and_codes_on_paper_are_not(ada_protected: Any) -> None:
    SmsDevice.objects.create(
        user=ada_protected.user, phone="+491711234542", confirmed=True, confirmed_at=ada_protected.device.confirmed_at
    )
    for method in ("sms", "backup_code"):
        guesses.take(ada_protected.user.pk, method)
    Guesses.objects.update(in_a_row=IN_A_ROW, failures=0)
    ada_protected.verify("123456", method="sms")
    ada_protected.verify("aaaa-aaaa-aaaa-aaaa", method="backup_code")
    assert SmsDevice.objects.get().switched_off_at is not None
    assert ada_protected.device.switched_off_at is None
    assert ada_protected.verify(ada_protected.paper[0], method="backup_code").status_code == 200


def test_a_refused_guess_writes_nothing(ada_protected: Any) -> None:
    """Or a flood of them would take everybody's turn at the database."""
    for _ in range(5):
        guesses.take(ada_protected.user.pk, "totp")
    token, code = ada_protected.asked(), ada_protected.app.wrong()
    with CaptureQueriesContext(connection) as asked:
        assert ada_protected.verify(code, token=token).status_code == 429
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []


def test_a_counter_that_is_forgotten_while_a_try_is_counted_is_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A right code beside it, the last of a setup: whoever comes second learns that, and not to wait."""
    make = Guesses.objects.bulk_create
    forgotten: list[bool] = []

    def then_forgotten(rows: list[Guesses], **named: Any) -> None:
        make(rows, **named)
        if not forgotten:
            guesses.forget("somebody")
            forgotten.append(True)

    monkeypatch.setattr(Guesses.objects, "bulk_create", then_forgotten)
    guesses.take("somebody", "totp", limit=1)
    assert Guesses.objects.get().failures == 1
    with pytest.raises(RateLimited):
        guesses.take("somebody", "totp", limit=1)
