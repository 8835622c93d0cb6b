"""An account with a second factor, and what its owner holds in the hand."""

import hashlib
from base64 import b32decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django_otp.oath import TOTP
from rest_framework.test import APIClient

from servicekit import clock
from user_service.accounts.models import User
from user_service.mfa import backup, totp
from user_service.mfa.challenges import challenge_begin
from user_service.mfa.models import TotpDevice
from user_service.passkeys.models import Passkey
from user_service.sessions.domain.proof import BY_PASSWORD, Proof
from user_service.sessions.models import Session
from user_service.sessions.services import session_open
from user_service.sessions.tokens import access_sign

VERIFY = "/api/users/2fa/verify-login/"
STEP = 30  # seconds


@dataclass(frozen=True)
class App:
    """An authenticator app: it has the key and, mostly, the right time."""

    key: str

    def code(self, steps: int = 0) -> str:
        """What it shows now, or so many steps of thirty seconds from now."""
        return f"{self.number(steps):06}"

    def wrong(self) -> str:
        """Six digits that are right at no time near now."""
        near = {self.code(steps) for steps in range(-3, 4)}
        return next(
            code
            for code in ("000000", "000001", "000002", "000003", "000004", "000005", "000006", "000007")
            if code not in near
        )

    def number(self, steps: int) -> int:
        oath = TOTP(b32decode(self.key))
        oath.time = clock.now().timestamp() + 30 * steps
        return int(oath.token())


@dataclass(frozen=True)
class Protected:
    """A user with an app and codes on paper, right after both were set up."""

    user: User
    app: App
    paper: list[str]

    def asked(self) -> str:
        """The mfa_token of a login whose password was right."""
        return challenge_begin(user=User.objects.get(pk=self.user.pk), attempt="")

    def verify(self, code: object, *, token: str = "", **more: Any) -> Any:
        body = {"mfa_token": token or self.asked(), "code": code} | {k: v for k, v in more.items() if k.islower()}
        headers = {name: value for name, value in more.items() if name.isupper()}
        return APIClient(raise_request_exception=False).post(VERIFY, body, **headers)

    @property
    def device(self) -> TotpDevice:
        found: TotpDevice = TotpDevice.objects.get(user=self.user)
        return found


@pytest.fixture(autouse=True)
def no_step_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes change every thirty seconds; here none does while a test looks at them. `held_clock` goes before this."""
    from servicekit.testing.clock import HeldClock  # noqa: PLC0415 - a plugin, loaded after this file

    held = HeldClock()
    into_its_step = held.instant.timestamp() % STEP
    # Never ahead of the real clock, or tokens would not be valid yet.
    held.advance(seconds=STEP / 2 - into_its_step - (STEP if into_its_step < STEP / 2 else 0))
    monkeypatch.setattr(clock, "now", held)


@pytest.fixture(autouse=True)
def cheap_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten codes cost four tenths of a second of Argon2: one test looks at that, with the mark `real_hashes`."""
    if "real_hashes" not in request.fixturenames:
        monkeypatch.setattr(backup, "_hashed", lambda code, salt: hashlib.sha256(f"{salt}{code}".encode()).hexdigest())


@pytest.fixture
def real_hashes() -> None:
    """Ask for it to have Argon2."""


@pytest.fixture
def protect() -> Callable[[User], Protected]:
    """`protect(user)` gives the user an app and ten backup codes."""

    def make(user: User) -> Protected:
        key = totp.key_new()
        TotpDevice.objects.create(user=user, key=key, confirmed=True, confirmed_at=clock.now())
        shown, rows = backup.fresh(user.pk)
        backup.replace(user.pk, rows)
        return Protected(user, App(key), shown)

    return make


@pytest.fixture
def ada_protected(ada: User, protect: Callable[[User], Protected]) -> Protected:
    return protect(ada)


@pytest.fixture
def client_of(bearer: Callable[[str], APIClient]) -> Callable[..., APIClient]:
    """`client_of(user, BY_PASSWORD_AND_CODE, minutes_ago=6)`: signed in, having proved it in this way and then."""

    def make(user: User, proof: Proof = BY_PASSWORD, *, minutes_ago: float = 0) -> APIClient:
        session_open(user=User.objects.get(pk=user.pk), proof=proof)
        session = Session.objects.select_related("user").latest("pk")
        session.auth_time -= timedelta(minutes=minutes_ago)
        session.save(update_fields=["auth_time"])
        return bearer(access_sign(session, now=clock.now()))

    return make


@pytest.fixture
def texts(settings: Any, tmp_path: Any) -> Callable[[], list[str]]:
    """`texts()`: the text messages in the local sink, in the order they were sent."""
    folder = settings.SHOPMESH.mail_dir.with_name("sms")
    before = set(folder.glob("*.log"))
    return lambda: [path.read_text() for path in sorted(set(folder.glob("*.log")) - before)]


@pytest.fixture
def app_of() -> Callable[[str], App]:
    """`app_of(secret)`: an app that scanned this key."""
    return App


@pytest.fixture
def passkey_of() -> Callable[[User], Passkey]:
    """`passkey_of(user)`: one whose private half nobody has."""

    def make(user: User) -> Passkey:
        return Passkey.objects.create(
            user=user, name="Phone", credential_id="Xk2W0uVpU0kQ3hYb1d0eWg", public_key=b"\xa0", aaguid=UUID(int=0)
        )

    return make


@pytest.fixture
def signature() -> dict[str, Any]:
    """What a passkey might answer, well-formed and worth nothing."""
    answer = {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA"}
    return {"id": "Xk2W0uVpU0kQ3hYb1d0eWg", "rawId": "Xk2W0uVpU0kQ3hYb1d0eWg", "type": "public-key", "response": answer}
