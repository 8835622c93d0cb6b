"""What the gateway keeps for a moment, and what it must not: the stubs answer as product_service does."""

from __future__ import annotations

import json
from itertools import count

import pytest

from api_gateway.tests.conftest import Running, Start
from api_gateway.tests.raw import Answer

numbers = count()


def fresh(path: str) -> str:
    """An address that nobody asked for before."""
    return f"{path}?n={next(numbers)}"


def state(answer: Answer) -> str:
    return answer.header("X-Cache")


def test_of_two_who_ask_for_the_same_the_service_sees_one(front: Running) -> None:
    path = fresh("/api/products/5/")
    first, second = front.get(path), front.get(path)
    assert (state(first), state(second)) == ("MISS", "HIT")
    assert first.body == second.body
    assert len(front.seen) == 1
    assert first.header("X-Request-Id") != second.header("X-Request-Id")


def test_browsers_are_told_what_the_service_says_and_nothing_of_the_second(front: Running) -> None:
    answer = front.get(fresh("/api/products/5/"))
    assert answer.header("Cache-Control") == "public, max-age=0, must-revalidate"
    assert answer.header("X-Accel-Expires") == ""


def test_another_query_is_another_answer(front: Running) -> None:
    assert [state(front.get(fresh("/api/products/5/"))) for _ in range(2)] == ["MISS", "MISS"]


def test_whoever_is_signed_in_is_answered_by_the_service_and_leaves_nothing_behind(front: Running) -> None:
    path = fresh("/api/products/7/")
    bearer = "Authorization: Bearer somebody"
    assert [state(front.get(path, bearer)) for _ in range(2)] == ["BYPASS", "BYPASS"]
    assert [seen.headers["authorization"] for seen in front.seen] == ["Bearer somebody"] * 2
    assert state(front.get(path)) == "MISS"


def test_a_kept_answer_is_not_given_to_somebody_who_is_signed_in(front: Running) -> None:
    path = fresh("/api/products/7/")
    kept = front.get(path)
    own = front.get(path, "Authorization: Bearer somebody")
    assert json.loads(own.body) != json.loads(kept.body)


@pytest.mark.parametrize(
    ("accept", "states"), [("text/html, */*;q=0.1", ["MISS", "HIT"]), ("text/html", ["BYPASS"] * 2)]
)
def test_a_kept_answer_is_for_those_who_take_json(front: Running, accept: str, states: list[str]) -> None:
    path = fresh("/api/products/5/")
    assert [state(front.get(path, f"Accept: {accept}")) for _ in range(2)] == states


def test_a_visitor_whose_copy_is_good_is_told_so_without_the_service(front: Running) -> None:
    path = fresh("/api/products/7/")
    front.get(path)
    answer = front.get(path, 'If-None-Match: "good"')
    assert (answer.status, answer.body, len(front.seen)) == (304, b"", 1)


def test_the_first_to_ask_with_a_copy_does_not_leave_an_empty_answer_for_the_next(front: Running) -> None:
    path = fresh("/api/products/7/")
    assert front.get(path, 'If-None-Match: "good"').status == 304
    assert "if-none-match" not in front.seen[0].headers
    assert "made" in json.loads(front.get(path).body)


def test_what_is_over_is_asked_for_again_by_its_tag(front: Running) -> None:
    path = fresh("/api/products/8/")
    first, second = front.get(path), front.get(path)
    assert (state(second), first.body) == ("REVALIDATED", second.body)
    assert [seen.headers.get("if-none-match") for seen in front.seen] == [None, '"good"']


def test_cache_control_alone_keeps_nothing_here(front: Running) -> None:
    assert [state(front.get("/api/categories/")) for _ in range(2)] == ["MISS", "MISS"]


def test_a_refusal_is_not_kept(front: Running) -> None:
    for _ in range(2):
        assert front.get("/api/products/busy/").status == 503
    assert len(front.seen) == 2


@pytest.mark.parametrize("path", ["/api/orders/", "/api/users/me/", "/api/products/7/stock/", "/api/products/imports/"])
def test_nothing_else_is_kept(front: Running, path: str) -> None:
    assert [state(front.get(path)) for _ in range(2)] == ["", ""]
    assert len(front.seen) == 2


def test_writing_goes_to_the_service_each_time(front: Running) -> None:
    path = fresh("/api/products/5/")
    answers = [front.get(path), front.post(path), front.post(path)]
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert [seen.method for seen in front.seen] == ["GET", "POST", "POST"]


def test_prd_46_an_address_that_reads_faster_than_a_person_is_told_to_wait(start: Start) -> None:
    """One a second, and five at once before that; orders are not what is being read too fast."""
    gateway = start(limit=1)
    answers = [gateway.get("/api/products/") for _ in range(10)]
    assert [answer.status for answer in answers[:6]] == [200] * 6
    refused = answers[-1]
    assert (refused.status, refused.problem()["type"]) == (429, "/problems/rate-limited")
    assert refused.header("Retry-After") == "1"
    assert gateway.get("/api/orders/").status == 200


def test_a_read_of_what_has_changed_is_refused_as_any_refusal_is(front: Running) -> None:
    """Of answers that it may keep nginx compares the tag itself; its own page of HTML is nobody's problem document."""
    refused = front.get(fresh("/api/products/5/"), 'If-Match: "never-seen"')
    assert (refused.status, refused.problem()["type"]) == (412, "/problems/precondition-failed")
