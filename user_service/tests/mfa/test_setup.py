"""Setting the second factor up, looking at it, renewing the codes, removing it."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
import pytest
from django.db import connection
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.letters.models import Letter
from user_service.mfa import backup, selectors, services
from user_service.mfa.domain.errors import AlreadyEnabled
from user_service.mfa.models import BackupCode, Guesses, TotpDevice
from user_service.passkeys.models import Passkey
from user_service.sessions.domain.proof import BY_PASSWORD_AND_CODE
from user_service.sessions.models import Session

pytestmark = pytest.mark.django_db

SETUP, CONFIRM, DISABLE = "/api/users/2fa/setup/", "/api/users/2fa/verify-setup/", "/api/users/2fa/disable/"
REGENERATE, STATUS = "/api/users/2fa/regenerate-backup-tokens/", "/api/users/2fa/status/"
SHAPE = r"^([a-z2-7]{4}-){3}[a-z2-7]{4}$"

Client = Callable[..., APIClient]
NOTHING = {"enabled": False, "methods": [], "backup_codes_left": 0, "required": False}


def claims(access: str) -> dict[str, Any]:
    return dict(jwt.decode(access, options={"verify_signature": False}))


def audited() -> list[str]:
    return [action for action in AuditEntry.objects.order_by("seq").values_list("action", flat=True) if "mfa" in action]


def test_an_app_is_set_up_with_a_qr_code_and_its_first_code(
    ada: User, client_of: Client, app_of: Callable[[str], Any], published: Callable[[], list[Any]]
) -> None:
    client = client_of(ada)
    assert client.get(STATUS).json() == NOTHING
    answer = client.post(SETUP, {})
    assert answer.status_code == 201
    assert answer["Cache-Control"] == "no-store"
    setup = answer.json()
    assert setup.keys() == {"secret", "otpauth_uri", "qr_svg", "expires_in"}
    assert setup["expires_in"] == 600
    assert len(setup["secret"]) == 32
    address = urlsplit(setup["otpauth_uri"])
    assert (address.scheme, address.netloc, unquote(address.path)) == ("otpauth", "totp", "/Shopmesh:ada")
    assert parse_qs(address.query) == {
        "secret": [setup["secret"]],
        "issuer": ["Shopmesh"],
        "digits": ["6"],
        "period": ["30"],
    }
    assert setup["qr_svg"].startswith("<svg")
    assert client.get(STATUS).json() == NOTHING
    assert not [event for event in published() if event.type.startswith("user.mfa")]

    confirmed = client.post(CONFIRM, {"code": app_of(setup["secret"]).code()})
    assert confirmed.status_code == 200
    assert confirmed["Cache-Control"] == "no-store"
    told = confirmed.json()
    assert told.keys() == {"enabled", "backup_codes", "access", "token_type", "expires_in"}
    assert told["enabled"] is True
    assert len(set(told["backup_codes"])) == 10
    assert [event.data for event in published() if event.type == "user.mfa_enabled"] == [
        {"user_id": str(ada.pk), "method": "totp"}
    ]
    assert [letter.kind for letter in Letter.objects.all() if letter.kind.startswith("mfa")] == ["mfa-enabled"]
    assert audited() == ["mfa.enabled"]


def test_a_stolen_access_token_finds_no_code_of_an_app_that_is_being_set_up(
    ada: User, client_of: Client, app_of: Callable[[str], Any]
) -> None:
    app = app_of(client_of(ada).post(SETUP, {}).json()["secret"])
    thief = client_of(ada, minutes_ago=10)
    answers = [thief.post(CONFIRM, {"code": app.wrong()}).status_code for _ in range(12)]
    assert answers == [400] * 10 + [429] * 2
    assert_problem(thief.post(CONFIRM, {"code": app.code()}), 429, "rate-limited")
    assert client_of(ada).get(STATUS).json() == NOTHING


def test_backup_codes_are_four_readable_groups(ada: User) -> None:
    shown, _ = backup.fresh(ada.pk)
    assert len(shown) == 10
    assert not [code for code in shown if not re.fullmatch(SHAPE, code)]


def test_confirming_raises_the_session_and_leaves_the_others(
    ada: User, client_of: Client, app_of: Callable[[str], Any]
) -> None:
    elsewhere = client_of(ada)
    client = client_of(ada)
    app = app_of(client.post(SETUP, {}).json()["secret"])
    access = claims(client.post(CONFIRM, {"code": app.code()}).json()["access"])
    assert (access["acr"], access["amr"]) == ("mfa", ["pwd", "otp", "mfa"])
    assert Session.objects.get(pk=access["sid"]).acr == "mfa"
    assert elsewhere.get(STATUS).status_code == 200
    assert Session.objects.filter(ended_at=None).count() == 2


def test_the_status_says_what_there_is(ada_protected: Any, client_of: Client) -> None:
    told = client_of(ada_protected.user).get(STATUS).json()
    totp, paper = told.pop("methods")
    assert told == {"enabled": True, "backup_codes_left": 10, "required": False}
    assert (totp["type"], totp["switched_off"]) == ("totp", False)
    assert totp.keys() == {"type", "confirmed_at", "switched_off"}
    assert paper == {"type": "backup_code", "count": 10}


def test_a_role_that_the_shop_asks_for_a_factor_is_told_so(
    make_user: Callable[..., User], client_of: Client, configured: Callable[..., None]
) -> None:
    configured(require_second_factor_for=["admin", "staff"])
    root = make_user("root", role="admin")
    client = client_of(root)
    assert client.get(STATUS).json()["required"] is True
    assert client_of(make_user("bob")).get(STATUS).json()["required"] is False


def test_who_has_no_factor_is_told_to_set_one_up_where_one_is_asked_for(
    make_user: Callable[..., User], client_of: Client
) -> None:
    bob = make_user("bob")
    client = client_of(make_user("root", role="admin"))
    answer = client.put(f"/api/admin/users/{bob.pk}/role/", {"role": "staff"})
    told = assert_problem(answer, 401, "insufficient-user-authentication")
    assert "POST /api/users/2fa/setup/" in told["detail"]
    assert told["acr_values"] == "mfa"
    bob.refresh_from_db()
    assert bob.role == "customer"


def test_a_role_that_waits_for_its_factor_can_set_one_up_and_is_itself_from_then_on(
    make_user: Callable[..., User],
    client_of: Client,
    bearer: Client,
    app_of: Callable[[str], Any],
    configured: Callable[..., None],
) -> None:
    configured(require_second_factor_for=["admin"])
    client = client_of(make_user("root", role="admin"))
    assert_problem(client.get("/api/admin/users/"), 403, "forbidden")
    assert client.get(STATUS).json()["required"] is True
    app = app_of(client.post(SETUP, {}).json()["secret"])
    access = client.post(CONFIRM, {"code": app.code()}).json()["access"]
    assert (claims(access)["acr"], claims(access)["role"]) == ("mfa", "admin")
    assert bearer(access).get("/api/admin/users/").status_code == 200


def test_two_codes_of_one_setup_confirm_it_once(ada: User, app_of: Callable[[str], Any]) -> None:
    app = app_of(services.totp_setup(user_id=ada.pk).secret)
    shown = services.totp_confirm(user_id=ada.pk, code=app.code())
    with pytest.raises(AlreadyEnabled):
        services.totp_confirm(user_id=ada.pk, code=app.code(1))
    assert BackupCode.objects.count() == 10
    assert backup.use(ada.pk, shown[0])


def test_disabling_removes_app_and_codes_and_leaves_passkeys(
    ada_protected: Any, client_of: Client, published: Callable[[], list[Any]], passkey_of: Callable[[User], Passkey]
) -> None:
    passkey_of(ada_protected.user)
    client = client_of(ada_protected.user, BY_PASSWORD_AND_CODE)
    assert client.post(DISABLE, {}).status_code == 204
    assert not TotpDevice.objects.exists()
    assert not BackupCode.objects.exists()
    assert selectors.methods(ada_protected.user.pk) == ["passkey"]
    assert [event.type for event in published() if "mfa" in event.type] == ["user.mfa_disabled"]
    assert [letter.kind for letter in Letter.objects.all()] == ["mfa-disabled"]
    assert audited() == ["mfa.disabled"]


def test_removing_the_codes_of_an_account_with_passkeys_alone_is_told_too(
    ada: User, client_of: Client, passkey_of: Callable[[User], Passkey]
) -> None:
    passkey_of(ada)
    backup.replace(ada.pk, backup.fresh(ada.pk)[1])
    assert client_of(ada, BY_PASSWORD_AND_CODE).post(DISABLE, {}).status_code == 204
    assert not BackupCode.objects.exists()
    assert [letter.kind for letter in Letter.objects.all()] == ["mfa-disabled"]
    assert audited() == ["mfa.disabled"]


def test_disabling_nothing_does_and_tells_nothing(
    ada: User, client_of: Client, published: Callable[[], list[Any]]
) -> None:
    assert client_of(ada).post(DISABLE, {}).status_code == 204
    assert not [event for event in published() if "mfa" in event.type]
    assert not Letter.objects.exists()
    assert audited() == []


def test_regenerating_needs_something_to_stand_in_for(ada: User, client_of: Client) -> None:
    assert_problem(client_of(ada).post(REGENERATE, {}), 409, "mfa-not-enabled")
    assert not BackupCode.objects.exists()


def test_regenerating_is_told_to_the_audit_and_shown_once(ada_protected: Any, client_of: Client) -> None:
    answer = client_of(ada_protected.user, BY_PASSWORD_AND_CODE).post(REGENERATE, {})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert len(answer.json()["backup_codes"]) == 10
    assert BackupCode.objects.count() == 10
    assert audited() == ["mfa.codes_regenerated"]


def test_mfa_42_the_key_is_sealed_in_its_column(ada: User) -> None:
    secret = services.totp_setup(user_id=ada.pk).secret
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM mfa_totpdevice")
        [stored] = cursor.fetchone()
    assert stored.startswith("v1:")
    clear = {secret, secret.lower(), __import__("base64").b32decode(secret).hex()}
    assert not [form for form in clear if form in stored]
    assert TotpDevice.objects.get().key == secret


def test_what_was_counted_against_the_old_app_is_not_held_against_the_new_one(
    ada_protected: Any, app_of: Callable[[str], Any]
) -> None:
    for _ in range(5):
        ada_protected.verify(ada_protected.app.wrong())
    services.factors_disable(user_id=ada_protected.user.pk)
    assert not Guesses.objects.exists()
    app = app_of(services.totp_setup(user_id=ada_protected.user.pk).secret)
    assert len(services.totp_confirm(user_id=ada_protected.user.pk, code=app.code())) == 10


def test_backup_codes_are_hashed_like_passwords(ada: User, real_hashes: None, real_argon2: None) -> None:
    """ASVS 5.0, 6.5.2: below 112 bits a plain digest will not do."""
    salt = "00" * 16
    digest = backup.hashed("a" * 16, salt)
    assert digest == backup.hashed("a" * 16, salt)
    assert digest != backup.hashed("a" * 16, "01" * 16)
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - the library itself, as the yardstick

    assert bytes.fromhex(digest) == hash_secret_raw(b"a" * 16, bytes(16), 2, 19 * 1024, 1, 32, Type.ID)


def test_backup_codes_are_unlike_each_other_and_their_salts_too(ada: User, make_user: Callable[..., User]) -> None:
    _, mine = backup.fresh(ada.pk)
    _, others = backup.fresh(make_user("bob").pk)
    assert len({row.digest for row in [*mine, *others]}) == 20
    assert {row.salt for row in mine}.isdisjoint({row.salt for row in others})
    assert len(mine[0].salt) == 32


def test_the_methods_of_a_user_cost_one_query(
    ada_protected: Any, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(1):
        assert selectors.methods(ada_protected.user.pk) == ["totp", "backup_code"]
