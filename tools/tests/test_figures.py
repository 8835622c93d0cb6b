"""What a benchmark prints: a figure, the aim beside it, and whether it is met."""

from __future__ import annotations

from benchmarks.figures import Figure, as_values, in_turns, quantile, shown

FIGURES = [
    Figure("ratio", 1.2, "chained to bare", at_most=1.25),
    Figure("goodput", 0.7, "to the peak", at_least=0.8),
    Figure("floor_us", 500, "a bare call, µs"),
]


def test_people_see_which_aim_is_missed() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in shown(FIGURES).splitlines()[2:]]
    assert [row[:4] for row in rows] == [
        ["ratio", "1.2", "≤ 1.25", "yes"],
        ["goodput", "0.7", "≥ 0.8", "NO"],
        ["floor_us", "500", "", ""],
    ]


def test_machines_get_plain_numbers_and_the_names_of_what_is_missed() -> None:
    assert as_values(FIGURES) == {"ratio": 1.2, "goodput": 0.7, "floor_us": 500, "missed": ["goodput"]}


def test_calls_take_turns_and_every_other_round_is_backwards() -> None:
    order: list[str] = []
    calls = {name: (lambda name=name: order.append(name)) for name in ("bare", "chain")}
    spent = in_turns(calls, rounds=2, warm=1)
    assert order == ["chain", "bare", "bare", "chain", "chain", "bare"]
    assert {name: len(seconds) for name, seconds in spent.items()} == {"bare": 2, "chain": 2}


def test_a_quantile_is_what_that_share_does_not_exceed() -> None:
    seconds = [float(number) for number in range(1, 1001)]
    assert abs(quantile(seconds, 0.5) - 500) < 1
    assert abs(quantile(seconds, 0.99) - 990) < 1
