from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from servicekit.ids import is_uuid
from user_service.accounts.models import User
from user_service.audit.domain.chain import Deed, Personal
from user_service.audit.domain.verification import ERASED, End, Link
from user_service.audit.models import AuditEntry, AuditHead

CHUNK = 1000  # entries in memory at a time
DEED = ("at", "service", "actor_id", "action", "resource", "resource_id", "details", "request_id")
PERSONAL = ("address", "user_agent", "actor_name", "personal")
COLUMNS = ("seq", *DEED, *PERSONAL, "salt", "personal_digest", "previous", "hash")


@dataclass(frozen=True)
class Filters:
    """Which entries are asked for; what is empty is not asked."""

    actor: str = ""
    action: str = ""
    resource: str = ""
    resource_id: str = ""
    service: str = ""
    search: str = ""
    since: datetime | None = None
    until: datetime | None = None


def entries(asked: Filters) -> QuerySet[AuditEntry]:
    """Those that fit, in no order yet."""
    exact = {"actor_id": asked.actor, "action": asked.action, "resource": asked.resource}
    exact |= {"resource_id": asked.resource_id, "service": asked.service}
    found = AuditEntry.objects.filter(**{column: wanted for column, wanted in exact.items() if wanted})
    if asked.since:
        found = found.filter(at__gte=asked.since)
    if asked.until:
        found = found.filter(at__lt=asked.until)
    return found.filter(_mentions(asked.search)) if asked.search else found


def _mentions(text: str) -> Q:
    columns = ("action", "resource_id", "details", "actor_name", "address", "request_id")
    return Q(*[(f"{column}__icontains", text) for column in columns], _connector=Q.OR)


def in_chunks(found: QuerySet[AuditEntry], *, upto: int) -> Iterator[AuditEntry]:
    """Oldest first, a thousand per query: a million entries are never in memory, and no cursor stays open."""
    after = 0
    while chunk := list(found.filter(seq__gt=after, seq__lte=upto).order_by("seq")[:CHUNK]):
        yield from chunk
        after = chunk[-1].seq


def links(*, upto: int, after: int = 0) -> Iterator[Link]:
    """The chain as it is found, in order. Plain tuples: models would double the time of a verification."""
    rows: list[Any] = [(after,)]
    while rows:
        found = AuditEntry.objects.filter(seq__gt=rows[-1][0], seq__lte=upto).order_by("seq")
        rows = list(found.values_list(*COLUMNS)[:CHUNK])
        for row in rows:
            yield Link(row[0], Deed(*row[1:9]), Personal(*row[9:13]), *row[13:])


def head() -> End | None:
    """The end of the chain as the head says; None when there is no head."""
    found = AuditHead.objects.filter(pk=1).first()
    return End(found.seq, found.hash) if found else None


def highest() -> int:
    """The number of the last entry there is."""
    return AuditEntry.objects.aggregate(last=Max("seq"))["last"] or 0


def seq_of(link: str) -> int | None:
    """Which entry has this hash."""
    return AuditEntry.objects.filter(hash=link).values_list("seq", flat=True).first()


def erasures() -> dict[str, int]:
    """Whose personal data were erased, each with the last entry that says so."""
    found = AuditEntry.objects.filter(action=ERASED).values_list("resource_id")
    return dict(found.annotate(last=Max("seq")).order_by())


def usernames(ids: Iterable[str]) -> dict[str, str]:
    """The names of these users by id; those that are gone are not in it."""
    wanted = {one for one in ids if is_uuid(one)}
    found = User.objects.filter(pk__in=wanted).values_list("pk", "username") if wanted else []
    return {str(pk): username for pk, username in found}
