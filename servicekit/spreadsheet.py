"""CSV that a spreadsheet shows and never runs (OWASP, CSV injection), written while it is read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

# What a spreadsheet takes for a formula, or for the end of the cell before one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def lines(names: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """RFC 4180, with a line of names. Every cell is quoted, and none begins a formula."""
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    yield writer.writerow(names)
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])


def harmless(value: object) -> str:
    """The cell as text: behind an apostrophe when a spreadsheet would run it.

    One that has apostrophes there already gets one more, so that it can be told from one that was given its only one.
    """
    text = str(value)
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def unharmed(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


class _Line:
    """What csv.writer writes to; it hands the line back."""

    def write(self, text: str) -> str:
        return text
