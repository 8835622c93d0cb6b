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


@contextmanager
def author_standing(author_id: UUID) -> Iterator[bool]:
    """Within a transaction: whether the author's name is hidden. NobodysToken for one who is deleted.

    Whoever is here has a mark for as long as the transaction takes, so that an event about the same person waits for
    what is written meanwhile, and finds it.
    """
    mark, new = AuthorAway.objects.get_or_create(author_id=author_id)
    if mark.deleted:
        raise NobodysToken
    yield not new
    if new:
        mark.delete()


def author_away(author_id: UUID, *, deleted: bool = False) -> None:
    """Part of the transaction of the event."""
    AuthorAway.objects.get_or_create(author_id=author_id)
    if deleted:
        AuthorAway.objects.filter(pk=author_id).update(deleted=True, at=clock.now())


def author_back(author_id: UUID) -> None:
    """Nobody comes back who is deleted."""
    AuthorAway.objects.filter(pk=author_id, deleted=False).delete()


def deleted_forget() -> int:
    """Periodic: no token of theirs is good any more."""
    return AuthorAway.objects.filter(deleted=True, at__lt=clock.now() - KEEP_DELETED).delete()[0]
