"""`options_for` and `verify`, as a second factor and a step-up ask them."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from servicekit.testing.clock import HeldClock
from user_service.accounts.models import User
from user_service.passkeys import services
from user_service.passkeys.domain.errors import PasskeyRefused
from user_service.passkeys.domain.purpose import Purpose
from user_service.passkeys.models import Passkey, PasskeyChallenge
from user_service.tests.authenticator import Authenticator

pytestmark = pytest.mark.django_db

Go = Callable[..., Any]
BOUND = [Purpose.SECOND_FACTOR, Purpose.STEP_UP]


@pytest.mark.parametrize("purpose", BOUND)
def test_ones_own_passkey_is_verified(ada: User, adas: Passkey, phone: Authenticator, purpose: Purpose) -> None:
    challenge_id, options = services.options_for(ada, purpose)
    assert [entry["id"] for entry in options["allowCredentials"]] == [adas.credential_id]
    found = services.verify(challenge_id, phone.get(options), purpose=purpose, user=ada)
    assert found == adas
    adas.refresh_from_db()
    assert adas.last_used_at is not None


@pytest.mark.parametrize("purpose", BOUND)
def test_it_may_leave_its_owner_unsaid(ada: User, adas: Passkey, phone: Authenticator, purpose: Purpose) -> None:
    """Security keys do, when they are asked with a list."""
    challenge_id, options = services.options_for(ada, purpose)
    phone.user_handle = None
    assert services.verify(challenge_id, phone.get(options), purpose=purpose, user=ada) == adas


def test_somebody_elses_passkey_proves_nothing(
    ada: User, adas: Passkey, phone: Authenticator, make_user: Go, add: Go
) -> None:
    bob, bobs = make_user("bob"), Authenticator()
    add(bob, bobs)
    challenge_id, options = services.options_for(ada, Purpose.STEP_UP)
    with pytest.raises(PasskeyRefused):
        services.verify(challenge_id, bobs.get(options), purpose=Purpose.STEP_UP, user=ada)
    challenge_id, options = services.options_for(ada, Purpose.STEP_UP)
    with pytest.raises(PasskeyRefused):
        services.verify(challenge_id, phone.get(options), purpose=Purpose.STEP_UP, user=bob)
    assert not Passkey.objects.filter(last_used_at__isnull=False).exists()


@pytest.mark.parametrize("made", list(Purpose))
@pytest.mark.parametrize("used", list(Purpose))
def test_a_challenge_serves_its_purpose_only(
    ada: User, adas: Passkey, phone: Authenticator, made: Purpose, used: Purpose
) -> None:
    def user_for(purpose: Purpose) -> User | None:
        return None if purpose is Purpose.LOGIN else ada

    challenge_id, options = services.options_for(user_for(made), made)
    credential = phone.get(options)
    if made is used:
        assert services.verify(challenge_id, credential, purpose=used, user=user_for(used)) == adas
        return
    with pytest.raises(PasskeyRefused):
        services.verify(challenge_id, credential, purpose=used, user=user_for(used))
    adas.refresh_from_db()
    assert adas.last_used_at is None


@pytest.mark.parametrize("challenge_id", ["", "x", "é" * 40, "n6hCP2nN3fKrUTcGlNmEwJPC0lbNpdcXmZJjP4UKVbk"])
def test_a_challenge_that_was_never_made_proves_nothing(
    ada: User, adas: Passkey, phone: Authenticator, challenge_id: str
) -> None:
    _, options = services.options_for(ada, Purpose.STEP_UP)
    with pytest.raises(PasskeyRefused):
        services.verify(challenge_id, phone.get(options), purpose=Purpose.STEP_UP, user=ada)


def test_the_table_of_challenges_opens_nothing(ada: User, adas: Passkey) -> None:
    challenge_id, options = services.options_for(ada, Purpose.STEP_UP)
    assert challenge_id == options["challenge"]
    row = PasskeyChallenge.objects.get(purpose=Purpose.STEP_UP)
    assert challenge_id not in {row.digest, row.purpose}


def test_the_worker_forgets_what_is_over(ada: User, held_clock: HeldClock) -> None:
    services.options_for(ada, Purpose.STEP_UP)
    held_clock.advance(minutes=4)
    services.options_for(None, Purpose.LOGIN)
    assert services.challenges_purge() == 0
    held_clock.advance(minutes=1)
    assert services.challenges_purge() == 1
    assert PasskeyChallenge.objects.get().purpose == Purpose.LOGIN


def test_idle_processes_do_not_carry_fido2() -> None:
    """It is imported by the first ceremony: nobody else needs it."""
    code = (
        "import servicekit.wsgi, sys; servicekit.wsgi.application('user_service');"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import user_service.wiring, user_service.passkeys.api.login;"
        "sys.exit(any(name.startswith('fido2') for name in sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False, timeout=50)  # noqa: S603 - a literal of ours
    assert ended.returncode == 0
