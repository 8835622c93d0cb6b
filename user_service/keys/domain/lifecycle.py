"""The life of a signing key, as data.

    NEXT → ACTIVE → RETIRING → RETIRED

NEXT is published and not yet used, so that verifiers know it before they meet it; RETIRING no longer signs, but tokens
it signed are still good; of RETIRED only the line in the manifest is left. A revoked key is RETIRED at once.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from user_service.keys.domain.errors import KeyInUse, KeyNotDue, KeyUnknown, NextExists


class KeyState(StrEnum):
    NEXT = "next"
    ACTIVE = "active"
    RETIRING = "retiring"
    RETIRED = "retired"


PUBLISHED = frozenset({KeyState.NEXT, KeyState.ACTIVE, KeyState.RETIRING})
# RETIRED is reached from everywhere by revocation; in the ordinary course of things only from RETIRING.
TRANSITIONS = {
    KeyState.NEXT: frozenset({KeyState.ACTIVE, KeyState.RETIRED}),
    KeyState.ACTIVE: frozenset({KeyState.RETIRING, KeyState.RETIRED}),
    KeyState.RETIRING: frozenset({KeyState.RETIRED}),
    KeyState.RETIRED: frozenset[KeyState](),
}


@dataclass(frozen=True)
class Key:
    """`since`: when it came into its state; `until`, of a RETIRING key: when its last token has expired."""

    kid: str
    state: KeyState
    since: datetime
    until: datetime | None = None
    revoked: bool = False


Keys = tuple[Key, ...]


@dataclass(frozen=True)
class Timings:
    """`publish`: how long NEXT is known before it signs.
    `overlap`: how long RETIRING verifies: at least the lifetime of an access token, the 30 s by which clocks may
    differ, and the seconds until every process has seen the change.
    `every`: from one rotation to the next; None: only when somebody asks.
    """

    publish: timedelta
    overlap: timedelta
    every: timedelta | None = None


def in_state(keys: Keys, state: KeyState) -> Key | None:
    """The first such key. There is at most one NEXT and one ACTIVE."""
    return next((key for key in keys if key.state is state), None)


def found(keys: Keys, kid: str) -> Key:
    for key in keys:
        if key.kid == kid:
            return key
    raise KeyUnknown(kid)


def first(keys: Keys, kid: str, *, now: datetime) -> Keys:
    """Where nothing is active yet there is nobody to wait for."""
    return keys if in_state(keys, KeyState.ACTIVE) else (*keys, Key(kid, KeyState.ACTIVE, now))


def introduce(keys: Keys, kid: str, *, now: datetime) -> Keys:
    """A new NEXT. NextExists when there is one already: two would be published, and one of them for nothing."""
    if waiting := in_state(keys, KeyState.NEXT):
        raise NextExists(waiting.kid)
    return (*keys, Key(kid, KeyState.NEXT, now))


def signs_from(key: Key, timings: Timings) -> datetime:
    """When NEXT may become ACTIVE: by then every verifier has fetched it."""
    return key.since + timings.publish


def activate(keys: Keys, kid: str, *, now: datetime, timings: Timings, early: bool = False) -> Keys:
    """NEXT begins to sign, and the key that did begins to retire. KeyNotDue before its time, unless `early`."""
    chosen = found(keys, kid)
    if not early and chosen.state is KeyState.NEXT and now < signs_from(chosen, timings):
        raise KeyNotDue(kid, signs_from(chosen, timings))
    begun = _moved(chosen, KeyState.ACTIVE, now)
    former = in_state(keys, KeyState.ACTIVE)
    resting = [replace(_moved(former, KeyState.RETIRING, now), until=now + timings.overlap)] if former else []
    return _with(keys, begun, *resting)


def retire(keys: Keys, kid: str, *, now: datetime) -> Keys:
    """RETIRING becomes RETIRED. KeyNotDue while a token it signed may still be good."""
    chosen = found(keys, kid)
    if chosen.state is not KeyState.RETIRING:
        raise KeyInUse(kid, chosen.state)
    if chosen.until and now < chosen.until:
        raise KeyNotDue(kid, chosen.until)
    return _with(keys, _moved(chosen, KeyState.RETIRED, now))


def needs_spare(keys: Keys, kid: str) -> bool:
    """Whether revoking this key leaves nothing to sign with."""
    return found(keys, kid).state is KeyState.ACTIVE and in_state(keys, KeyState.NEXT) is None


def revoke(keys: Keys, kid: str, *, now: datetime, spare: str = "") -> Keys:
    """RETIRED at once, whatever it was. When it was ACTIVE, NEXT signs from now on, or the new key `spare`."""
    chosen = found(keys, kid)
    ended = replace(_moved(chosen, KeyState.RETIRED, now), revoked=True)
    if chosen.state is not KeyState.ACTIVE:
        return _with(keys, ended)
    waiting = in_state(keys, KeyState.NEXT)
    if waiting is None and not spare:
        raise KeyInUse(kid, chosen.state)
    heir = _moved(waiting, KeyState.ACTIVE, now) if waiting else Key(spare, KeyState.ACTIVE, now)
    return _with(keys, ended, heir)


def begins_at(keys: Keys, timings: Timings) -> datetime | None:
    """When the schedule makes the next NEXT: early enough that it signs `every` after the one before. None: never."""
    active = in_state(keys, KeyState.ACTIVE)
    if timings.every is None or active is None or in_state(keys, KeyState.NEXT):
        return None
    return active.since + max(timings.every - timings.publish, timedelta())


def changes_at(keys: Keys, timings: Timings) -> datetime | None:
    """When another key will begin to sign. None: nothing is planned."""
    if waiting := in_state(keys, KeyState.NEXT):
        return signs_from(waiting, timings)
    begins = begins_at(keys, timings)
    return begins + timings.publish if begins else None


def rotation_due(keys: Keys, *, now: datetime, timings: Timings) -> bool:
    begins = begins_at(keys, timings)
    return begins is not None and now >= begins


def advance(keys: Keys, *, now: datetime, timings: Timings) -> Keys:
    """All that time alone brings about: NEXT that was published long enough signs, RETIRING that is over retires."""
    waiting = in_state(keys, KeyState.NEXT)
    if waiting and now >= signs_from(waiting, timings):
        keys = activate(keys, waiting.kid, now=now, timings=timings)
    for key in keys:
        if key.state is KeyState.RETIRING and key.until and now >= key.until:
            keys = retire(keys, key.kid, now=now)
    return keys


def changed(before: Keys, after: Keys) -> list[Key]:
    """The keys that are new or in another state."""
    known = {key.kid: key for key in before}
    return [key for key in after if known.get(key.kid) != key]


def _moved(key: Key, state: KeyState, now: datetime) -> Key:
    if state not in TRANSITIONS[key.state]:
        raise KeyInUse(key.kid, key.state)
    return replace(key, state=state, since=now, until=None)


def _with(keys: Keys, *news: Key) -> Keys:
    """The same keys, some of them changed; one that was not there comes last."""
    by_kid = {key.kid: key for key in (*keys, *news)}
    return tuple(by_kid.values())
