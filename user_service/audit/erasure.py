"""Take somebody's personal data out of the log. The chain stays whole: it holds only a salted digest of it."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from servicekit import clock, context
from user_service.audit import locks
from user_service.audit.domain.chain import NOTHING, Deed, Personal, written
from user_service.audit.domain.verification import ERASED
from user_service.audit.models import AuditEntry
from user_service.audit.record import OURS, append

BLANK = {"salt": "", "address": "", "user_agent": "", "actor_name": "", "personal": ""}


@transaction.atomic(savepoint=False)
def erase(user_id: UUID | str) -> int:
    """Erase the personal part of what a user did, and the values that others wrote about them; of how many entries.

    The last thing that the deletion of a user does. It is recorded itself: a verification asks why a part is missing.
    """
    user = str(user_id)
    about = Q(resource="user", resource_id=user)
    theirs = Q(actor_id=user) | about & (Q(actor_id="") | ~Q(personal=""))
    locks.head()  # nothing about them is written meanwhile, and two erasures do not meet half way
    erased = AuditEntry.objects.filter(theirs).exclude(salt="").update(**BLANK)
    _record(user, erased)
    return erased


def _record(user: str, erased: int) -> None:
    visitor = context.visitor()
    deed = Deed(
        at=clock.now(),
        service=OURS,
        actor_id=visitor.user_id,
        action=ERASED,
        resource="user",
        resource_id=user,
        details=written({"entries": erased}),
        request_id=context.request_id(),
    )
    # Somebody who erases themselves leaves no new address behind.
    named = Personal(visitor.address[:45], visitor.user_agent[:200], visitor.username[:64])
    append(deed, NOTHING if visitor.user_id == user else named)
