"""A file of unknown making, read row by row: what it is, or in words what is wrong with it, in bounded memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from product_service.imports.domain.limits import LONGEST_CELL, LONGEST_LINE, LONGEST_ROW, MOST_ROWS
from product_service.imports.domain.mistakes import Mistake, Unreadable

COLUMNS = ("sku", "name", "description", "category", "price", "currency", "stock", "picture", "alt")
DELIMITERS = ",;\t"
BOM = b"\xef\xbb\xbf"
# Of UTF-16, which spreadsheets call "Unicode text".
OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")

Cells = list[str]


@dataclass(frozen=True)
class Table:
    """`records` are the rows that are not empty, each with its number; the first row of data is number 2."""

    columns: Sequence[str]
    records: Iterator[tuple[int, Cells]]


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Raises Unreadable, also while `records` are read. FileNotFoundError when the file is gone."""
    with path.open("rb") as file:
        rows = _rows(file)
        _, names = next(rows, (1, []))
        yield Table(_columns(names), rows)


def _rows(file: IO[bytes]) -> Iterator[tuple[int, Cells]]:
    csv.field_size_limit(LONGEST_CELL)
    first = _first_line(file)
    lines = _Lines(file, first)
    reader = csv.reader(lines, delimiter=_delimiter(first), strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            lines.of_row = 0
            if number > MOST_ROWS + 1:
                raise _unreadable(number, "too-many-rows", f"A file may have {MOST_ROWS:,} rows. Divide it.")
            if cells:
                yield number, cells
    except csv.Error as error:
        raise _unreadable(number + 1, *_in_words(error)) from None
    except _NotText as error:
        raise _unreadable(number + 1, "encoding", str(error)) from None


class _NotText(ValueError):
    pass


def _first_line(file: IO[bytes]) -> str:
    raw = file.readline(LONGEST_LINE + 1)
    if raw.startswith(OTHER_BOMS) or b"\0" in raw:
        raise _unreadable(1, "encoding", "This is no UTF-8 text. Save the sheet as CSV UTF-8 (comma separated).")
    try:
        return _text(raw.removeprefix(BOM))
    except _NotText as error:
        raise _unreadable(1, "encoding", str(error)) from None


class _Lines:
    """What the reader asks for until its row is whole: `of_row` bytes of it so far.

    Without a bound a row goes on for as long as each line ends inside quotation marks, and 256 MiB of small cells are
    4 GB of text in memory.
    """

    def __init__(self, file: IO[bytes], first: str) -> None:
        self._file, self._first, self.of_row = file, first, 0

    def __iter__(self) -> Iterator[str]:
        yield self._first
        while raw := self._file.readline(LONGEST_LINE + 1):
            self.of_row += len(raw)
            if self.of_row > LONGEST_ROW:
                raise _NotText(f"A row has more than {LONGEST_ROW:,} bytes: a quotation mark is not closed.")
            yield _text(raw)


def _text(raw: bytes) -> str:
    if len(raw) > LONGEST_LINE:
        raise _NotText(f"A line has more than {LONGEST_LINE:,} bytes: this is no CSV file, or its line ends are lost.")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        wrong = raw[error.start]
        raise _NotText(f"Byte 0x{wrong:02X} is not UTF-8. Save the file as CSV UTF-8.") from None


def _delimiter(header: str) -> str:
    """The names of columns hold none of them, so whichever is there divides them."""
    return max(DELIMITERS, key=header.count)


def _columns(names: Cells) -> Sequence[str]:
    columns = [name.strip().lower() for name in names]
    if not any(columns):
        raise _unreadable(1, "empty", f"The first row must name the columns: {','.join(COLUMNS)}")
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown:
        shown = ", ".join(repr(name[:40]) for name in unknown[:5])
        raise _unreadable(1, "unknown-column", f"Not known: {shown}. Known are: {', '.join(COLUMNS)}.")
    if len(set(columns)) < len(columns):
        raise _unreadable(1, "repeated-column", "A column is named twice: which one is meant cannot be known.")
    if "sku" not in columns:
        raise _unreadable(1, "missing-column", "There is no column sku, by which products are found.")
    return columns


# What the csv module says, and what that means to somebody who made the file with a spreadsheet.
WORDS = {
    "field larger than field limit": (
        "cell-too-large",
        f"A cell has more than {LONGEST_CELL:,} characters; perhaps a quotation mark before it is not closed.",
    ),
    "unexpected end of data": ("quoting", "The file ends inside a quoted cell: a quotation mark is not closed."),
    "expected after": ("quoting", 'Something follows a closing quotation mark. Inside a cell it is written twice: "".'),
    "new-line character": ("line-ends", "Lines end in a way that is not known. Save the file as CSV UTF-8."),
}


def _in_words(error: csv.Error) -> tuple[str, str]:
    return next((words for said, words in WORDS.items() if said in str(error)), ("quoting", "This is no CSV row."))


def _unreadable(row: int, code: str, detail: str) -> Unreadable:
    return Unreadable(Mistake(row, "", code, detail))
