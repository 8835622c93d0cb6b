from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicekit.faults.proxy import FaultProxy
from servicekit.faults.toxics import BadToxic, Schedule, Toxic
from servicekit.tests.faults.talking import Talker, echo_server

SMALL = st.floats(0.0001, 0.002)
SHAPING = st.one_of(
    st.builds(Toxic, kind=st.just("latency"), delay=SMALL),
    st.builds(Toxic, kind=st.just("bandwidth"), rate=st.integers(100_000, 10_000_000)),
    st.builds(Toxic, kind=st.just("slice"), size=st.integers(1, 5000), gap=st.floats(0, 0.00005)),
)


@given(st.lists(st.integers(1, 100_000), max_size=8), st.lists(SHAPING, max_size=4), st.integers())
def test_pieces_are_all_of_the_bytes_in_order_and_none_leaves_before_it_came(
    arrivals: list[int], toxics: list[Toxic], seed: int
) -> None:
    schedule, now, dues = Schedule(random.Random(seed)), 100.0, []  # noqa: S311 - repeatable, not secret
    for size in arrivals:
        pieces = list(schedule.pieces(size, now, toxics))
        assert sum(length for length, _ in pieces) == size
        assert all(length > 0 and due >= now for length, due in pieces)
        dues += [due for _, due in pieces]
        now += 0.01
    assert all(earlier <= later for earlier, later in pairwise(dues))


@settings(max_examples=40)
@given(st.binary(min_size=1, max_size=20_000), st.lists(SHAPING, max_size=3))
def test_what_arrives_is_what_was_sent_whatever_shapes_it(data: bytes, toxics: list[Toxic]) -> None:
    with echo_server() as address, FaultProxy(address) as link:
        for toxic in toxics:
            link.add(toxic)
        with Talker(link.address) as talker:
            talker.said_back(data)


def test_a_limited_stream_takes_its_size_divided_by_the_rate() -> None:
    toxic = Toxic(kind="bandwidth", rate=1000)
    schedule = Schedule(random.Random(0))  # noqa: S311 - repeatable, not secret
    *_, (_, due) = schedule.pieces(5000, 10.0, [toxic])
    assert due == pytest.approx(15.0)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "gremlins"}, "there are: latency"),
        ({"kind": "latency"}, "latency needs a number above 0"),
        ({"kind": "bandwidth", "rate": 0}, "bandwidth needs a number above 0"),
        ({"kind": "latency", "delay": 0.1, "jitter": 0.2}, "jitter is larger"),
        ({"kind": "reset", "after": -1}, "below 0"),
        ({"kind": "reset", "probability": 0}, "probability"),
        ({"kind": "reset", "probability": 1.5}, "probability"),
        ({"kind": "reset", "lasts": 0}, "lasts longer"),
        ({"kind": "reset", "direction": "sideways"}, "up, down or both"),
    ],
)
def test_a_fault_that_cannot_be_meant_is_refused_with_the_reason(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(BadToxic, match=told):
        Toxic(**wrong)
