"""Everything this service knows about somebody, for them alone, and without what proves who they are."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.mfa.models import BackupCode, SmsDevice, TotpDevice
from user_service.passkeys.models import Passkey

pytestmark = pytest.mark.django_db

URL = "/api/users/me/export/"


@pytest.fixture
def document(me: APIClient, ada: User) -> dict[str, Any]:
    Passkey.objects.create(user=ada, name="Laptop", credential_id="canary-id", public_key=b"canary", aaguid=ada.pk)
    me.patch("/api/users/me/", {"bio": "Notes on the engine."})
    me.put(
        "/api/profile/preferences/",
        {"theme": "dark", "language": "de", "notifications": {"orders": True, "news": True}},
    )
    answer = me.get(URL)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Disposition"].startswith('attachment; filename="shopmesh-')
    assert answer["Cache-Control"] == "no-store"
    made: dict[str, Any] = answer.json()
    return made


def test_it_holds_what_is_known(document: dict[str, Any], ada: User) -> None:
    assert document["profile"]["username"] == "ada"
    assert document["profile"]["bio"] == "Notes on the engine."
    assert document["preferences"] == {"theme": "dark", "language": "de", "notify_orders": True, "notify_news": True}
    assert [passkey["name"] for passkey in document["passkeys"]] == ["Laptop"]
    assert len(document["sessions"]) == 1
    assert document["second_factor"] == {"totp": None, "sms": None, "backup_codes": []}
    assert {"user.login", "user.profile_changed"} <= {entry["action"] for entry in document["log"]}
    assert document["elsewhere"] == {"orders": "/api/orders/", "payments": "/api/payments/", "cart": "/api/cart/"}


def test_it_holds_no_secret(document: dict[str, Any], ada: User) -> None:
    told = str(document)
    assert ada.password not in told
    assert "argon2" not in told
    assert "canary" not in told


def test_factors_are_named_and_their_secrets_are_not(me: APIClient, ada: User) -> None:
    TotpDevice.objects.create(user=ada, key="canary key", confirmed=True, confirmed_at=ada.created_at)
    SmsDevice.objects.create(user=ada, phone="+441234567890", code_digest="canary digest")
    BackupCode.objects.create(user=ada, salt="canary salt", digest="canary digest")
    factors = me.get(URL).json()["second_factor"]
    assert factors["totp"]["confirmed"] is True
    assert factors["sms"]["phone"] == "+441234567890"
    assert [code.keys() for code in factors["backup_codes"]] == [{"made_at", "used_at"}]
    assert "canary" not in str(factors)


def test_it_is_written_down(me: APIClient, document: dict[str, Any], actions: Callable[[], list[str]]) -> None:
    assert actions()[-1] == "user.data_exported"
    assert me.get(URL).json()["log"][0]["action"] == "user.data_exported"


def test_from_where_others_acted_is_theirs(me: APIClient, ada: User, signed_in: Callable[..., APIClient]) -> None:
    from user_service.audit.record import record  # noqa: PLC0415 - written by hand here alone

    record("user.role_changed", resource="user", resource_id=str(ada.pk), actor_id="somebody")
    [entry] = [entry for entry in me.get(URL).json()["log"] if entry["action"] == "user.role_changed"]
    assert entry["by"] == "somebody else"
    assert not {"address", "user_agent"} & entry.keys()


def test_nobody_else_is_in_it(
    me: APIClient, make_user: Callable[..., User], signed_in: Callable[..., APIClient]
) -> None:
    signed_in("grace", first_name="Murray").patch("/api/users/me/", {"bio": "secret of grace"})
    told = str(me.get(URL).json())
    assert "grace" not in told
    assert "Murray" not in told


def test_a_visitor_signs_in_first(api: APIClient) -> None:
    assert_problem(api.get(URL), 401, "unauthenticated")
