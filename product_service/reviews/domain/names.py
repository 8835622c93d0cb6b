"""What a review says of who wrote it."""

from __future__ import annotations

# Nobody could be asked, or who wrote it has no name, may not act or is gone.
SOMEBODY = "A customer"
LONGEST = 60


def display_name(first: str, last: str) -> str:
    """A first name and an initial, "Ana S.": enough to tell two reviewers apart, too little to find a person.

    Empty without a first name; neither e-mail address nor user name ever takes its place.
    """
    first, last = first.strip(), last.strip()
    if not first or "@" in first:
        return ""
    return f"{first[: LONGEST - 4]} {last[0].upper()}." if last[:1].isalpha() else first[:LONGEST]
