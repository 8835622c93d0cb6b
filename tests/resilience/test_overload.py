"""Many times as many requests as the shop can take, sent without waiting for answers: shed in words, checkout last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing

import pytest

from benchmarks.openloop import Offer, Sent, sent
from benchmarks.parts.shoppers import People
from tests.harness import Mesh, eventually

SECONDS = 8.0
LISTS = 300.0  # a second; two cores answer about 100
CHECKOUTS = 2.0


@pytest.fixture(scope="module")
def answers(mesh: Mesh) -> Sequence[Sent]:
    with closing(People(mesh)) as people:
        offers = [Offer("list", LISTS, people.order_list()), Offer("checkout", CHECKOUTS, people.checkout())]
        answers = sent(mesh.url, offers, seconds=SECONDS)
        eventually(lambda: people.reader.get("/api/orders/").status_code == 200, within=10)  # and the shop is calm
    return answers


def success(answers: Sequence[Sent], kind: str) -> float:
    chosen = [one.good for one in answers if one.kind == kind]
    return sum(chosen) / len(chosen)


def test_who_is_not_served_is_told_when_to_come_again(answers: Sequence[Sent]) -> None:
    odd = [one for one in answers if one.kind == "list" and not one.good and not one.refused_well]
    assert Counter(one.status for one in odd) == {}


def test_a_checkout_is_done_or_refused_in_words(answers: Sequence[Sent]) -> None:
    """504: it was taken on, and its 3 s were over before its end; its key tells what became of it."""
    odd = [one for one in answers if one.kind == "checkout" and not one.good and not one.refused_well]
    assert {one.status for one in odd} <= {504}
    assert all("problem+json" in one.headers["content-type"] for one in odd)


def test_most_is_shed_and_checkout_last(answers: Sequence[Sent]) -> None:
    assert any(one.status == 503 for one in answers if one.kind == "list")
    assert success(answers, "checkout") > success(answers, "list")
