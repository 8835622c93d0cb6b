"""Files as people make them."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from product_service.imports import check, reading
from product_service.imports.domain import limits
from product_service.imports.domain.mistakes import Unreadable
from product_service.imports.reading import Table, opened

HEADER = b"sku,name\r\n"


def read(tmp_path: Path, content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    path = tmp_path / "products.csv"
    path.write_bytes(content)
    with opened(path) as table:
        return list(table.columns), list(table.records)


@pytest.mark.parametrize(
    "content",
    [
        b"sku,name\nA,Caf\xc3\xa9\n",
        b"sku,name\r\nA,Caf\xc3\xa9\r\n",
        b"sku,name\nA,Caf\xc3\xa9",
        b"\xef\xbb\xbfsku,name\nA,Caf\xc3\xa9\n",
        b"sku;name\nA;Caf\xc3\xa9\n",
        b"sku\tname\nA\tCaf\xc3\xa9\n",
        b'"sku","name"\n"A","Caf\xc3\xa9"\n',
        b" SKU , Name \nA,Caf\xc3\xa9\n",
    ],
)
def test_spreadsheets_write_the_same_in_many_ways(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == (["sku", "name"], [(2, ["A", "Café"])])


def test_a_cell_may_hold_lines_quotes_and_delimiters(tmp_path: Path) -> None:
    _, rows = read(tmp_path, HEADER + b'A,"two\r\nlines, ""quoted""; and more"\r\n\r\nB,b\r\n')
    assert rows == [(2, ["A", 'two\r\nlines, "quoted"; and more']), (4, ["B", "b"])]


@pytest.mark.parametrize(
    ("content", "row", "code", "words"),
    [
        (b"", 1, "empty", "name the columns"),
        (b"\r\n", 1, "empty", "name the columns"),
        (b",,\r\n", 1, "empty", "name the columns"),
        (b"sku,colour\r\n", 1, "unknown-column", "'colour'"),
        (b"sku,name,SKU\r\n", 1, "repeated-column", "twice"),
        (b"name,price\r\n", 1, "missing-column", "sku"),
        ("sku,name\r\nA,Café\r\n".encode("utf-16"), 1, "encoding", "CSV UTF-8"),
        ("sku,name\r\nA,Café\r\n".encode("utf-16-le"), 1, "encoding", "CSV UTF-8"),
        (HEADER + b"A,a\r\nB,Caf\xe9\r\n", 3, "encoding", "Byte 0xE9"),
        (b"sku,caf\xe9\r\n", 1, "encoding", "Byte 0xE9"),
        (HEADER + b'A,a\r\nB,"b\r\nC,c\r\n', 3, "quoting", "not closed"),
        (HEADER + b'A,"a"x\r\n', 2, "quoting", "written twice"),
        (HEADER + b"A,a\rB,b\r\n", 2, "line-ends", "CSV UTF-8"),
        (HEADER + b'A,a\r\nB,"' + b"long lines\n" * 7_000, 3, "cell-too-large", "65,536"),
        (HEADER + b"A," + b"x" * (limits.LONGEST_LINE + 1), 2, "encoding", "262,144 bytes"),
        (HEADER + b"A,a\r\n" + b'"\nab",' * 200_000, 3, "encoding", "1,048,576 bytes"),
    ],
)
def test_what_cannot_be_read_is_said_in_words_with_its_row(
    tmp_path: Path, content: bytes, row: int, code: str, words: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, content)
    mistake = refused.value.mistake
    assert (mistake.row, mistake.code) == (row, code)
    assert words in mistake.detail


def test_many_rows_together_may_be_larger_than_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_ROW", 20)
    assert len(read(tmp_path, HEADER + b'A,"a\nb"\n' * 30)[1]) == 30


class Watched(list[str]):
    """A row that can be seen to be gone."""


@pytest.mark.usefixtures("db")
def test_of_a_row_that_is_refused_nothing_is_kept() -> None:
    sent: list[weakref.ref[Watched]] = []

    def records() -> Iterator[tuple[int, list[str]]]:
        for number in range(2, 12):
            cells = Watched(["one cell of two"])
            sent.append(weakref.ref(cells))
            yield number, cells
            del cells
            assert sum(one() is not None for one in sent) <= 1

    [(rows, mistakes)] = check.read(Table(["sku", "name"], records()), 100)
    assert (rows, len({mistake.row for mistake in mistakes}), len(sent)) == ([], 10, 10)


def test_more_rows_than_a_file_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    assert len(read(tmp_path, HEADER + b"A,a\n" * 3)[1]) == 3
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, HEADER + b"A,a\n" * 4)
    assert refused.value.mistake[:3] == (5, "", "too-many-rows")
