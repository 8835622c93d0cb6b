"""Neighbours against a brute-force count of the same baskets."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from product_service.recommendations.computing import together

baskets = st.lists(st.sets(st.integers(1, 9), max_size=5), max_size=12)


@given(baskets)
def test_neighbours_are_what_counting_by_hand_finds(made: list[set[int]]) -> None:
    pairs = [(number, product) for number, basket in enumerate(made) for product in sorted(basket)]
    found = {one.product: dict(one.others) for one in together(pairs, most=12).found}
    assert found.keys() == by_hand(made).keys()
    for product, others in by_hand(made).items():
        assert found[product].keys() == others.keys()
        assert all(abs(found[product][other] - cosine) < 1e-5 for other, cosine in others.items())


def by_hand(made: list[set[int]]) -> dict[int, dict[int, float]]:
    often = Counter(product for basket in made for product in basket)
    both = Counter(pair for basket in made for pair in combinations(sorted(basket), 2))
    found: dict[int, dict[int, float]] = {}
    for (one, other), times in both.items():
        cosine = times / (often[one] * often[other]) ** 0.5
        found.setdefault(one, {})[other] = cosine
        found.setdefault(other, {})[one] = cosine
    return found


def test_the_best_come_first_and_no_more_than_asked_for() -> None:
    pairs = [(basket, product) for basket in range(3) for product in (1, 2, 3 + basket)] + [(9, 3), (9, 1)]
    [first] = [one for one in together(pairs, most=2).found if one.product == 1]
    assert [other for other, _ in first.others] == [2, 3]


def test_chance_is_no_neighbour_once_there_is_enough_to_go_by() -> None:
    often = [(number, product) for number in range(199) for product in (1, 2)]
    chance = [(500, 7), (500, 8)]
    assert {one.product for one in together(often + chance, most=12).found} == {1, 2}
    assert {one.product for one in together(often[:300] + chance, most=12).found} == {1, 2, 7, 8}


def test_nothing_bought_is_nothing_found() -> None:
    nothing = together([], most=12)
    assert (nothing.groups, nothing.products, list(nothing.found)) == (0, 0, [])
