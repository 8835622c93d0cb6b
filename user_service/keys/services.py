"""What is done to signing keys: by command, by the admin API and by the worker's clock, on any number of hosts.

Each change holds the directory's lock, then a transaction, and replaces the manifest last: when the transaction fails
the keys stay as they were. Only a revocation does not wait for a database.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction

from servicekit import clock, logs
from servicekit.errors import DependencyUnavailable, InvalidState
from servicekit.events import outbox
from user_service.audit.record import record
from user_service.keys import ring, store
from user_service.keys.domain import lifecycle
from user_service.keys.domain.errors import NextExists
from user_service.keys.domain.lifecycle import Key, Keys, KeyState, Timings
from user_service.keys.events import KeyActivated, KeyRevoked

log = logs.get(__name__)

Change = Callable[[Keys, datetime], Keys]


def timings() -> Timings:
    config = settings.SHOPMESH
    return Timings(
        publish=timedelta(seconds=config.key_publish_seconds),
        overlap=timedelta(seconds=config.access_token_seconds + config.key_leeway_seconds),
        every=timedelta(days=config.key_rotation_days) if config.key_rotation_days else None,
    )


def known() -> Keys:
    """All that ever were, oldest first."""
    return store.read_manifest(settings.SHOPMESH.signing_keys_dir)


def keys_ensure() -> Key:
    """The active key; the first one is made where there is none. Needs no database: it runs before the tables exist."""
    return store.ensure(settings.SHOPMESH.signing_keys_dir)


def rotation_begin() -> tuple[Key, datetime]:
    """The NEXT key, and when it will begin to sign. The one that waits already, when there is one."""
    if lifecycle.in_state(known(), KeyState.NEXT) is None:
        with suppress(NextExists):  # somebody else began at this moment
            key_next()
    waiting = lifecycle.in_state(known(), KeyState.NEXT)
    if waiting is None:
        raise InvalidState("The key that waited is in use already.")
    return waiting, lifecycle.signs_from(waiting, timings())


def key_next() -> Key:
    """A new key, published and not yet used. InvalidState when one is waiting already."""
    made = store.generate()
    after = _change(lambda keys, now: lifecycle.introduce(keys, made.kid, now=now), made)
    return lifecycle.found(after, made.kid)


def key_activate(*, kid: str, early: bool = False) -> Key:
    """NEXT signs from now on. `early`: before its time, because somebody saw that every verifier has it."""
    after = _change(lambda keys, now: lifecycle.activate(keys, kid, now=now, timings=timings(), early=early))
    return lifecycle.found(after, kid)


def key_retire(*, kid: str) -> Key:
    """RETIRING verifies no more, and its private part is deleted. InvalidState while its tokens may still be good."""
    after = _change(lambda keys, now: lifecycle.retire(keys, kid, now=now))
    return lifecycle.found(after, kid)


def key_revoke(*, kid: str) -> Key:
    """No token of this key is good from now on; verifiers follow within 60 s. Answers the key that signs now."""
    made = store.generate() if lifecycle.needs_spare(known(), kid) else None
    spare = made.kid if made else ""
    after = _change(lambda keys, now: lifecycle.revoke(keys, kid, now=now, spare=spare), made, anyway=True)
    active = lifecycle.in_state(after, KeyState.ACTIVE)
    assert active is not None  # noqa: S101 - revoking the active key makes another one active
    return active


def rotation_advance() -> list[str]:
    """What is due by now is done: `["active …", "retiring …"]`. Cheap when nothing is; any number of workers may."""
    before = known()
    if lifecycle.rotation_due(before, now=clock.now(), timings=timings()):
        rotation_begin()
    if lifecycle.advance(before, now=clock.now(), timings=timings()) != before:
        _change(lambda keys, now: lifecycle.advance(keys, now=now, timings=timings()))
    return [f"{key.state} {key.kid}" for key in lifecycle.changed(before, known())]


def _change(change: Change, made: store.NewKey | None = None, *, anyway: bool = False) -> Keys:
    """The keys after it. `made` belongs to a key that the change may bring in."""
    directory = settings.SHOPMESH.signing_keys_dir
    with store.locked(directory):
        before = store.read_manifest(directory)
        after = change(before, clock.now())
        if made and any(key.kid == made.kid for key in after):
            store.write_private(directory, made)
        _commit(before, after, anyway=anyway)
        store.sweep(directory, after)
    ring.watch(directory).look()
    return after


def _commit(before: Keys, after: Keys, *, anyway: bool) -> None:
    directory = settings.SHOPMESH.signing_keys_dir
    try:
        with transaction.atomic(durable=True):
            changed = lifecycle.changed(before, after)
            for key in changed:
                _tell(key)
            for key in changed:
                record(action(key), resource="key", resource_id=key.kid)
            store.write_manifest(directory, after)
    except (DatabaseError, DependencyUnavailable) as error:
        if not anyway:
            raise
        # Somebody may be using a stolen key at this moment: the entry can be made later, the token is refused now.
        kids = [key.kid for key in lifecycle.changed(before, after)]
        log.exception("keys.change_not_recorded", error=str(error), kids=kids)
        store.write_manifest(directory, after)


def action(key: Key) -> str:
    """What the audit log calls it."""
    if key.revoked:
        return "key.revoked"
    return {KeyState.NEXT: "key.created", KeyState.ACTIVE: "key.activated"}.get(key.state, f"key.{key.state}")


def _tell(key: Key) -> None:
    """Log, event and audit entry of a key that came into its state just now."""
    log.info("keys.changed", kid=key.kid, state=key.state.value, revoked=key.revoked)
    if key.state is KeyState.ACTIVE:
        outbox.publish(KeyActivated(kid=key.kid), aggregate="key", aggregate_id=key.kid)
    if key.revoked:
        outbox.publish(KeyRevoked(kid=key.kid), aggregate="key", aggregate_id=key.kid)
