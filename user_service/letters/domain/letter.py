"""A letter as text, and how long it is tried to be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

# 2, 4, 8 … seconds, at most half an hour apart: three hours in all, an outage of a mail server included.
ATTEMPTS = 16
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=30)


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def written(template: str, values: Mapping[str, str]) -> Text:
    """The template's first line is the subject; `{name}` stands for a value. KeyError for one that is not given."""
    subject, _, body = template.partition("\n")
    # A line break in a subject would begin another header.
    return Text(" ".join(subject.format_map(values).split()), body.lstrip("\n").format_map(values))


def pause_after(attempts: int) -> timedelta:
    """How long to wait once so many attempts have failed."""
    return min(FIRST_PAUSE * (1 << (attempts - 1)), LONGEST_PAUSE)


def hopeless(attempts: int) -> bool:
    return attempts >= ATTEMPTS
