"""Two answers at once, on the real database."""

from collections.abc import Callable
from typing import Any

import pytest

from user_service.accounts.models import User
from user_service.passkeys import services
from user_service.passkeys.domain.errors import PasskeyNotAccepted, PasskeyRefused, TooManyPasskeys
from user_service.passkeys.domain.purpose import Purpose
from user_service.passkeys.models import Passkey
from user_service.tests.authenticator import Authenticator

pytestmark = pytest.mark.django_db(transaction=True)

Go = Callable[..., Any]


def test_of_two_answers_to_one_challenge_one_wins(ada: User, adas: Passkey, phone: Authenticator, at_once: Go) -> None:
    challenge_id, options = services.options_for(ada, Purpose.STEP_UP)
    credential = phone.get(options)

    def answer(_: int) -> bool:
        try:
            return bool(services.verify(challenge_id, credential, purpose=Purpose.STEP_UP, user=ada))
        except PasskeyRefused:
            return False

    assert sorted(at_once(4, answer)) == [False, False, False, True]


def test_of_two_uses_of_one_count_one_wins(ada: User, add: Go, at_once: Go) -> None:
    device = Authenticator(counter=1)
    add(ada, device)
    device.counter = 2
    asked = [services.options_for(ada, Purpose.STEP_UP) for _ in range(4)]
    answers = [(challenge_id, device.get(options)) for challenge_id, options in asked]

    def use(index: int) -> bool:
        challenge_id, credential = answers[index]
        try:
            return bool(services.verify(challenge_id, credential, purpose=Purpose.STEP_UP, user=ada))
        except PasskeyRefused:
            return False

    assert sorted(at_once(4, use)) == [False, False, False, True]
    assert Passkey.objects.get().sign_count == 2


def test_the_twentieth_is_added_once(ada: User, adas: Passkey, at_once: Go) -> None:
    copied = {"user": ada, "public_key": adas.public_key, "aaguid": adas.aaguid}
    Passkey.objects.bulk_create(Passkey(credential_id=Authenticator().id, **copied) for _ in range(18))
    asked = [services.options_for(ada, Purpose.REGISTER) for _ in range(3)]
    answers = [(challenge_id, Authenticator().create(options)) for challenge_id, options in asked]

    def add(index: int) -> bool:
        challenge_id, credential = answers[index]
        try:
            return bool(services.passkey_add(user=ada, challenge_id=challenge_id, name="x", credential=credential))
        except TooManyPasskeys:
            return False

    assert sorted(at_once(3, add)) == [False, False, True]
    assert Passkey.objects.count() == 20


def test_one_credential_is_kept_once(ada: User, make_user: Go, at_once: Go) -> None:
    users = [ada, make_user("bob")]
    shared = Authenticator()
    asked = [services.options_for(user, Purpose.REGISTER) for user in users]
    answers = [(challenge_id, shared.create(options)) for challenge_id, options in asked]

    def add(index: int) -> bool:
        challenge_id, credential = answers[index]
        try:
            added = services.passkey_add(user=users[index], challenge_id=challenge_id, name="x", credential=credential)
        except PasskeyNotAccepted:
            return False
        return bool(added)

    assert sorted(at_once(2, add)) == [False, True]
    assert Passkey.objects.count() == 1
