from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from servicekit.errors import NotFound
from servicekit.events import deadletters, registry, replaying
from servicekit.events.errors import EventFailedAgain, NotSubscribed
from servicekit.events.models import DeadLetter

MOST = 100  # dead letters in one request; a handler takes 5 ms


def letter_replay(*, letter_id: int) -> None:
    """NotFound for one that does not wait, EventFailedAgain with its new reason, NotSubscribed."""
    letter = deadletters.waiting().filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("There is no such dead letter, or it has been replayed.")
    if letter.consumer not in registry.subscribed():
        raise NotSubscribed(f"Nobody is subscribed as {letter.consumer} any more.")
    if not _replay(letter):
        letter.refresh_from_db()
        raise EventFailedAgain(letter.error[:500])


def letters_replay() -> tuple[int, int]:
    """The oldest first: how many were replayed, and how many were not."""
    letters = list(deadletters.waiting()[:MOST])
    known = registry.subscribed()
    done = sum(letter.consumer in known and _replay(letter) for letter in letters)
    return done, len(letters) - done


@transaction.atomic
def _replay(letter: DeadLetter) -> bool:
    done = replaying.replay(letter, registry.subscribed()[letter.consumer])
    import_string(getattr(settings, "AUDITED"))(
        "event.replayed",
        resource="dead-letter",
        resource_id=str(letter.event_id),
        details={"consumer": letter.consumer, "reason": letter.reason, "done": done},
    )
    return done
