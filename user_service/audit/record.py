"""Write down who did what. The entry and the deed are one transaction: both are there, or neither."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from servicekit import clock, context
from servicekit.errors import JsonValue
from user_service.audit import locks
from user_service.audit.domain.chain import Deed, Personal, entry_hash, personal_digest, written
from user_service.audit.models import AuditEntry, AuditHead

OURS = "user_service"
SALT_BYTES = 16


def record(
    action: str,
    *,
    resource: str,
    resource_id: str = "",
    details: Mapping[str, JsonValue] | None = None,
    personal: Mapping[str, JsonValue] | None = None,
    actor_id: str | None = None,
) -> AuditEntry:
    """Append an entry to the chain, as the last thing that the transaction does: its lock is the last one taken.

    Who asked, and from where, is the request's; `actor_id` only where nobody is signed in yet (a login). `details`
    stay for ever, so they name nobody; values that do (a name before and after) go into `personal`, which is erased
    with their owner's account. Neither holds a secret. Outside a transaction it is one of its own.
    """
    visitor = context.visitor()
    named = actor_id is None
    deed = Deed(
        at=clock.now(),
        service=OURS,
        actor_id=str(visitor.user_id if named else actor_id),
        action=action,
        resource=resource,
        resource_id=str(resource_id)[:128],
        details=written(details),
        request_id=context.request_id()[:64],
    )
    about = Personal(
        address=visitor.address[:45],
        user_agent=visitor.user_agent[:200],
        actor_name=visitor.username[:64] if named else "",
        values=written(personal) if personal else "",
    )
    return append(deed, about)


@transaction.atomic(savepoint=False)
def append(deed: Deed, personal: Personal) -> AuditEntry:
    """The next link of the chain, whoever tells of it."""
    head = locks.head()
    seq, salt = head.seq + 1, secrets.token_hex(SALT_BYTES)
    digest = personal_digest(personal, salt)
    link = entry_hash(head.hash, seq, deed, digest)
    AuditHead.objects.filter(pk=head.pk).update(seq=seq, hash=link)
    return AuditEntry.objects.create(
        seq=seq,
        **asdict(deed),
        salt=salt,
        address=personal.address,
        user_agent=personal.user_agent,
        actor_name=personal.actor_name,
        personal=personal.values,
        personal_digest=digest,
        previous=head.hash,
        hash=link,
    )
