"""What is shown of what belongs together, without a database."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from product_service.recommendations.domain import choice, support
from product_service.recommendations.domain.kinds import Kind

ids = st.integers(1, 12)
lists = st.lists(ids, unique=True, max_size=10)
besides = st.dictionaries(ids, st.dictionaries(st.sampled_from(Kind), lists, max_size=2), max_size=6)


def test_what_others_looked_at_comes_before_what_they_bought_with_it() -> None:
    beside = {1: {Kind.BOUGHT: [5, 6], Kind.VIEWED: [6, 7]}}
    assert choice.rows([1], beside) == [choice.Row(1, (6, 7, 5))]


def test_on_a_products_page_what_is_bought_with_it_comes_first() -> None:
    assert choice.related({Kind.BOUGHT: [5, 6], Kind.VIEWED: [6, 7, 8]}, most=3) == [5, 6, 7]


@given(st.lists(ids, min_size=1, max_size=8), besides)
def test_no_row_shows_what_was_seen_or_what_another_shows(
    viewed: list[int], beside: dict[int, dict[Kind, list[int]]]
) -> None:
    rows = choice.rows(viewed, beside)
    shown = [product for row in rows for product in row.products]
    assert len(shown) == len(set(shown))
    assert not set(shown) & set(viewed)
    assert len(rows) <= choice.ROWS
    assert all(0 < len(row.products) <= choice.ACROSS for row in rows)
    assert [row.because for row in rows] == [one for one in dict.fromkeys(viewed) if one in {r.because for r in rows}]


def test_one_meeting_means_something_only_while_there_are_few_baskets() -> None:
    assert [support.least(groups) for groups in (1, 199, 200)] == [1, 1, 3]


@given(st.integers(1, 50), st.integers(1, 50), st.integers(1, 50))
def test_a_cosine_tells_how_often_two_were_together(one: int, other: int, both: int) -> None:
    both = min(one, other, both)
    cosine = both / (one * other) ** 0.5
    assert support.together(cosine, one, other) == both
