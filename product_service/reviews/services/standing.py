"""Whether the name of whoever writes may be shown: what user_service told, whenever it came.

A token outlives the account that it was made for by some minutes. So what is disabled or deleted is remembered, and a
review that is written afterwards is asked of it like those from before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from product_service.reviews.domain.errors import NobodysToken
from product_service.reviews.models import AuthorAway
from servicekit import clock

# Far longer than any token is good for.
KEEP_DELETED = timedelta(days=1)
# Longer than the stream keeps an event that could be older (servicekit/events/positions.py).
KEEP_BACK = timedelta(days=8)


@contextmanager
def author_standing(author_id: UUID) -> Iterator[bool]:
    """Within a transaction: whether the author's name is hidden. NobodysToken for one who is deleted.

    Whoever is here has the mark for as long as the transaction takes, a new one or the one there is, so that an event
    about the same person waits for what is written meanwhile, and finds it.
    """
    mark, new = _locked(author_id)
    if mark.deleted:
        raise NobodysToken
    yield not (new or mark.back)
    if new:
        mark.delete()


def author_told(author_id: UUID, *, away: bool, seq: int) -> bool:
    """Part of the transaction of the event. False for what is older than what is known; who is deleted stays so."""
    mark, _ = _locked(author_id)
    if mark.deleted or seq <= mark.seq:
        return False
    mark.back, mark.seq, mark.at = not away, seq, clock.now()
    mark.save(update_fields=["back", "seq", "at"])
    return True


def author_gone(author_id: UUID) -> None:
    """The same; for good."""
    mark, _ = _locked(author_id)
    mark.deleted, mark.at = True, clock.now()
    mark.save(update_fields=["deleted", "at"])


def deleted_forget() -> int:
    """Periodic: no token of theirs is good any more, and nothing older comes of who is back."""
    now = clock.now()
    gone = AuthorAway.objects.filter(deleted=True, at__lt=now - KEEP_DELETED).delete()[0]
    return gone + AuthorAway.objects.filter(deleted=False, back=True, at__lt=now - KEEP_BACK).delete()[0]


def _locked(author_id: UUID) -> tuple[AuthorAway, bool]:
    return AuthorAway.objects.select_for_update().get_or_create(author_id=author_id)
