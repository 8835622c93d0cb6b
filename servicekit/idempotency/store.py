"""The life of a record, as conditional updates: whoever changes a row first wins, on any database.

(none) ─ begin ─► in progress ─ finish ─► completed ─ replay for `ttl`
                    │      ▲
                    │      └─ take over: lease ended, compare-and-set on the fence, `resource_id` kept
                    └─ release: gone when nothing was made, otherwise the lease ends at once
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.db.models import QuerySet

from servicekit import clock, errors
from servicekit.encryption.index import blind_index, candidates
from servicekit.idempotency.models import BODY, SCOPE, IdempotencyRecord, State
from servicekit.leases import lease_end

RACES = 5  # a record can expire, end or be released between two statements; more often than this in a row it does not


def begin(
    *, scope: str, key: str, fingerprint: str, ttl: timedelta, lease: timedelta
) -> tuple[IdempotencyRecord, bool]:
    """The record and whether the caller now owns it. A record that is not owned is completed: replay it.

    Raises IdempotencyKeyReused for another request under the same key, and IdempotencyInProgress while somebody works
    on it.
    """
    for _ in range(RACES):
        owner = uuid4()
        _insert(scope, key, fingerprint, owner, ttl=ttl, lease=lease)
        record = _standing(scope, key, owner)
        if record is None or _forgotten(record):
            continue
        if record.lease_owner == owner:
            return record, True
        if _is_answered(record, fingerprint):
            return record, False
        if _take_over(record, owner, lease):
            return record, True
    raise in_progress()


def _is_answered(record: IdempotencyRecord, fingerprint: str) -> bool:
    """True: replay it. False: its lease has ended, somebody may take over."""
    if record.fingerprint not in candidates(fingerprint, purpose=BODY):
        raise errors.IdempotencyKeyReused
    if record.state == State.IN_PROGRESS and record.lease_until > clock.now():
        raise in_progress()
    return record.state == State.COMPLETED


def owned(record: IdempotencyRecord) -> QuerySet[IdempotencyRecord]:
    """The record, as long as nobody has taken it over."""
    return IdempotencyRecord.objects.filter(
        pk=record.pk, lease_owner=record.lease_owner, fence=record.fence, state=State.IN_PROGRESS
    )


def finish(record: IdempotencyRecord, *, status: int, headers: dict[str, str], body: bytes) -> bool:
    """Keep the answer. False when the lease ended and somebody else owns the record now."""
    return bool(owned(record).update(state=State.COMPLETED, status=status, headers=headers, body=body))


def release(record: IdempotencyRecord) -> None:
    """The answer is not final. What made nothing leaves no trace, so a corrected body may use the same key."""
    if not owned(record).filter(resource_id=None).delete()[0]:
        owned(record).update(lease_until=clock.now(), fence=record.fence + 1)


def in_progress() -> errors.IdempotencyInProgress:
    return errors.IdempotencyInProgress(retry_after=1)


def _insert(scope: str, key: str, fingerprint: str, owner: UUID, *, ttl: timedelta, lease: timedelta) -> None:
    """INSERT … ON CONFLICT DO NOTHING: of any number of senders exactly one row, hence one owner, comes out."""
    moment = clock.now()
    row = IdempotencyRecord(
        scope=blind_index(scope, purpose=SCOPE),
        key=key,
        fingerprint=blind_index(fingerprint, purpose=BODY),
        lease_owner=owner,
        lease_until=lease_end(moment, lease),
        created_at=moment,
        expires_at=moment + ttl,
    )
    IdempotencyRecord.objects.bulk_create([row], ignore_conflicts=True)


def _standing(scope: str, key: str, owner: UUID) -> IdempotencyRecord | None:
    """The one record of this key, `owner`'s or another's.

    While the index key changes there can be two, each found under one of the keys. Whoever sees another's beside their
    own withdraws; when both do, both senders are told to come back, and nothing has happened.
    """
    found = list(IdempotencyRecord.objects.filter(scope=scope, key=key))
    mine = next((record for record in found if record.lease_owner == owner), None)
    other = next((record for record in found if record.lease_owner != owner), None)
    if mine and other:
        owned(mine).delete()
    return other or mine


def _forgotten(record: IdempotencyRecord) -> bool:
    """An expired record counts as absent, whether or not the purge has come by."""
    if record.expires_at > clock.now():
        return False
    IdempotencyRecord.objects.filter(pk=record.pk, expires_at__lte=clock.now()).delete()
    return True


def _take_over(record: IdempotencyRecord, owner: UUID, lease: timedelta) -> bool:
    """Compare-and-set on the fence; the row is read again because the last owner may have got further meanwhile."""
    stale = IdempotencyRecord.objects.filter(
        pk=record.pk,
        fence=record.fence,
        lease_owner=record.lease_owner,
        state=State.IN_PROGRESS,
        lease_until__lte=clock.now(),
    )
    won = stale.update(fence=record.fence + 1, lease_owner=owner, lease_until=lease_end(clock.now(), lease))
    if won:
        record.refresh_from_db()
    return bool(won)
