"""Telephone numbers, in the one form that every network understands."""

import re

DECORATION = re.compile(r"[ ()./-]")
E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def normalised(typed: str) -> str | None:
    """`+49 (171) 123-4567` as `+491711234567`, or None. The country code is asked for: there is no country to guess."""
    bare = DECORATION.sub("", typed)
    return bare if E164.fullmatch(bare) else None


def hint(phone: str) -> str:
    """As much as tells one's own telephones apart, and no more."""
    return f"…{phone[-2:]}"
