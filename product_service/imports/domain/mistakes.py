"""What is wrong with a file, where in it, in words for the person who made it."""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """`row` as a spreadsheet counts: the names of the columns are row 1. An empty `column`: the row as a whole."""

    row: int
    column: str
    code: str
    detail: str


class Unreadable(Exception):
    """Nothing behind this mistake can be read for certain."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.detail)
        self.mistake = mistake


class Refused(Exception):
    """The value of one cell, or of two that belong together."""

    def __init__(self, *found: tuple[str, str, str]) -> None:
        super().__init__(*found)
        # Column, code and detail of each mistake.
        self.found = found
