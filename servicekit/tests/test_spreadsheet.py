from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicekit.spreadsheet import FORMULA, harmless, lines, unharmed


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\r", "\n", "＝1", "'=1", "''@x"])
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "chair", "1.50", "'tis", "''", "a=1", 7])
def test_everything_else_stands_as_it_is(cell: object) -> None:
    assert harmless(cell) == str(cell)


@given(st.text(st.sampled_from("'=+-@\t\r\nax") | st.characters(), max_size=8))
def test_it_can_be_taken_back_from_every_cell(cell: str) -> None:
    assert not harmless(cell).startswith(FORMULA)
    assert unharmed(harmless(cell)) == cell


def test_lines_are_what_a_reader_of_csv_reads() -> None:
    text = "".join(lines(["a", "b"], [[1, 'say "hi"'], ["x\r\ny", "=1"]]))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], ["1", 'say "hi"'], ["x\r\ny", "'=1"]]
