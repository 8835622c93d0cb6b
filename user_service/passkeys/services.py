"""Add, use and remove passkeys. What a browser signs is a challenge of ours, good once."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from servicekit import clock
from servicekit.errors import JsonValue, NotFound
from user_service.accounts import locks as account_locks
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.events import publish
from user_service.accounts.models import User
from user_service.audit.record import record
from user_service.letters import services as letters
from user_service.mfa import selectors as factors
from user_service.mfa.models import BackupCode
from user_service.passkeys import locks, selectors
from user_service.passkeys.domain import rules
from user_service.passkeys.domain.errors import PasskeyNotAccepted, PasskeyRefused, TooManyPasskeys
from user_service.passkeys.domain.purpose import Purpose
from user_service.passkeys.events import UserPasskeyAdded, UserPasskeyRemoved
from user_service.passkeys.models import Passkey, PasskeyChallenge
from user_service.sessions.domain.proof import BY_PASSKEY
from user_service.sessions.services import session_open
from user_service.sessions.tokens import Issued

CHALLENGE_BYTES = 32
Credential = Mapping[str, Any]


def options_for(user: User | None, purpose: Purpose) -> tuple[str, dict[str, Any]]:
    """A new challenge: its id, and the options for the browser. Nobody (None) at a login, where the passkey says who.

    The id is the challenge itself in base64url; the table keeps its digest. Raises TooManyPasskeys.
    """
    from user_service.passkeys import ceremony  # noqa: PLC0415 - fido2 is loaded when it is first needed

    mine = list(selectors.passkeys_of(user.pk)) if user else None
    if purpose is Purpose.REGISTER and len(mine or ()) >= rules.MOST_PER_USER:
        raise _too_many()
    challenge = _challenge_made(user, purpose)
    if user is not None and purpose is Purpose.REGISTER:
        return challenge, ceremony.creation_options(challenge=challenge, user=user, existing=mine or [])
    return challenge, ceremony.request_options(challenge=challenge, allowed=mine)


def verify(
    challenge_id: str,
    credential: Credential,
    *,
    purpose: Purpose,
    user: User | None = None,
    origins: Collection[str] = (),
) -> Passkey:
    """The passkey that signed the challenge, which it used up. PasskeyRefused for everything else.

    `user`: whose passkey it must be; `origins`: where ours may be besides PUBLIC_URL's (see api.origin.ours). Not to be
    called inside a transaction: a refusal leaves the challenge used.
    """
    from user_service.passkeys import ceremony  # noqa: PLC0415 - fido2 is loaded when it is first needed

    if not _challenge_taken(challenge_id, purpose, user):
        raise PasskeyRefused
    passkey = selectors.passkey_by_credential(str(credential.get("rawId", "")))
    if passkey is None or not passkey.user.is_active or (user is not None and passkey.user_id != user.pk):
        raise PasskeyRefused
    try:
        proof = ceremony.asserted(
            credential,
            passkey=passkey,
            challenge=challenge_id,
            origins=_origins(origins),
            owner_named=user is None,
        )
    except ceremony.CeremonyFailed:
        raise PasskeyRefused from None
    # Raised outside the transaction, which has something to remember about a copied passkey.
    if not _used(passkey, sign_count=proof.sign_count, backed_up=proof.backed_up):
        raise PasskeyRefused
    return passkey


def passkey_login(
    *,
    challenge_id: str,
    credential: Credential,
    origins: Collection[str] = (),
    address: str = "",
    user_agent: str = "",
    device: str = "",
    remember: bool = False,
) -> Issued:
    """Start a session for whoever's passkey this is. PasskeyRefused, for disabled users too. For the rest, see
    `session_open`.
    """
    passkey = verify(challenge_id, credential, purpose=Purpose.LOGIN, origins=origins)
    try:
        return session_open(
            user=passkey.user,
            proof=BY_PASSKEY,
            address=address,
            user_agent=user_agent,
            device=device,
            remember=remember,
        )
    except InvalidCredentials:  # disabled since
        raise PasskeyRefused from None


def passkey_add(
    *, user: User, challenge_id: str, name: str, credential: Credential, origins: Collection[str] = ()
) -> Passkey:
    """Keep a new passkey. Raises PasskeyNotAccepted, TooManyPasskeys."""
    from user_service.passkeys import ceremony  # noqa: PLC0415 - fido2 is loaded when it is first needed

    if not _challenge_taken(challenge_id, Purpose.REGISTER, user):
        raise PasskeyNotAccepted
    try:
        made = ceremony.registered(credential, challenge=challenge_id, origins=_origins(origins))
    except ceremony.CeremonyFailed:
        raise PasskeyNotAccepted from None
    told = [str(transport) for transport in credential["response"].get("transports", ())]
    passkey = Passkey(
        user_id=user.pk,
        name=name,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        aaguid=made.aaguid,
        transports=[transport for transport in rules.TRANSPORTS if transport in told],
        backup_eligible=made.backup_eligible,
        backed_up=made.backed_up,
    )
    try:
        return _added(passkey)
    except IntegrityError:  # known already, whoever's it is: saying so would tell that it exists
        raise PasskeyNotAccepted from None


@transaction.atomic(durable=True)
def passkey_rename(*, user_id: UUID | str, passkey_id: UUID | str, name: str) -> Passkey:
    """Give one's passkey another name. Raises NotFound."""
    passkey = locks.passkey_of(user_id, passkey_id)
    if passkey is None:
        raise NotFound
    passkey.name = name
    passkey.save(update_fields=["name"])
    return passkey


@transaction.atomic(durable=True)
def passkey_remove(*, user_id: UUID | str, passkey_id: UUID | str) -> None:
    """Forget one's passkey: from now on it opens nothing. Raises NotFound."""
    user = account_locks.user(user_id)
    passkey = locks.passkey_of(user_id, passkey_id)
    if user is None or passkey is None:
        raise NotFound
    _removed(passkey, user)


def remove_all(user: User) -> None:
    """At the end of the caller's transaction, which holds the user's lock: none of them opens anything from now on."""
    for passkey in selectors.passkeys_of(user.pk).select_for_update():
        _removed(passkey, user)


def _removed(passkey: Passkey, user: User) -> None:
    letters.queue("passkey-removed", to=user.email, name=passkey.name, when=_when())
    gone = str(passkey.pk)
    passkey.delete()
    if not factors.methods(user.pk):
        # Codes on paper stand in for another factor. With the last one they go, or they would come back with the next.
        BackupCode.objects.filter(user_id=user.pk).delete()
    publish(UserPasskeyRemoved(user_id=str(user.pk), passkey_id=gone), user.pk)
    record("passkey.removed", resource="passkey", resource_id=gone)


@transaction.atomic(durable=True)
def challenges_purge() -> int:
    """Forget challenges that are over. Run periodically by the worker."""
    deleted, _ = PasskeyChallenge.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted


def _digest(challenge: str) -> str:
    return hashlib.sha256(challenge.encode()).hexdigest()


@transaction.atomic(durable=True)
def _challenge_made(user: User | None, purpose: Purpose) -> str:
    challenge = secrets.token_urlsafe(CHALLENGE_BYTES)
    PasskeyChallenge.objects.create(
        digest=_digest(challenge), purpose=purpose, user=user, expires_at=clock.now() + rules.CHALLENGE_LIFETIME
    )
    return challenge


@transaction.atomic(durable=True)
def _challenge_taken(challenge: str, purpose: Purpose, user: User | None) -> bool:
    """Use the challenge up. The one statement that decides between two answers at once: the second finds it used."""
    now = clock.now()
    mine = PasskeyChallenge.objects.filter(digest=_digest(challenge), purpose=purpose, user=user)
    return mine.filter(used_at__isnull=True, expires_at__gt=now).update(used_at=now) == 1


@transaction.atomic(durable=True)
def _used(passkey: Passkey, *, sign_count: int, backed_up: bool) -> bool:
    """Count one use. False for a passkey that is gone by now, or whose counter went back: there are two of it."""
    held = locks.passkey_of(passkey.user_id, passkey.pk)
    if held is None:
        return False
    if not rules.counter_goes_on(stored=held.sign_count, presented=sign_count):
        counts: dict[str, JsonValue] = {"stored": held.sign_count, "presented": sign_count}
        owner = str(held.user_id)
        record("passkey.cloned", resource="passkey", resource_id=str(held.pk), details=counts, actor_id=owner)
        return False
    held.sign_count, held.backed_up, held.last_used_at = sign_count, backed_up, clock.now()
    held.save(update_fields=["sign_count", "backed_up", "last_used_at"])
    return True


@transaction.atomic(durable=True)
def _added(passkey: Passkey) -> Passkey:
    # The user's lock makes the count exact, whoever else adds one now.
    user = account_locks.user(passkey.user_id)
    if user is None:
        raise PasskeyNotAccepted
    if selectors.passkeys_of(passkey.user_id).count() >= rules.MOST_PER_USER:
        raise _too_many()
    passkey.save(force_insert=True)
    letters.queue("passkey-added", to=user.email, name=passkey.name, when=_when())
    publish(UserPasskeyAdded(user_id=str(user.pk), passkey_id=str(passkey.pk)), user.pk)
    record("passkey.added", resource="passkey", resource_id=str(passkey.pk))
    return passkey


def _when() -> str:
    return f"{clock.now():%Y-%m-%d %H:%M} UTC"


def _origins(also: Collection[str]) -> frozenset[str]:
    return frozenset({rules.origin_of(settings.SHOPMESH.public_url), *also})


_too_many = partial(TooManyPasskeys, f"Remove one of your {rules.MOST_PER_USER} passkeys first.")
