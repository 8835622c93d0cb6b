from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from product_service.reviews.domain.moderation import (
    Decision,
    Hold,
    Standing,
    State,
    after_decision,
    after_reports,
    after_writing,
)
from product_service.reviews.domain.names import display_name
from product_service.reviews.domain.screening import holds
from product_service.reviews.domain.tally import average, hundredths

LONG = "A chair that is a chair, and nothing but a chair, is worth more than a chair with a lamp."


@pytest.mark.parametrize(
    "text",
    [
        "Sturdy. E.g. my uncle stood on it, i.e. it holds 90 kg.",
        "Bought 3 in 2024 for 149.00 EUR, 2.5mm too wide.",
        "The LED TV with HDMI and USB works on AC and DC.",
        "Noooo problems at all!!!",
        "Very, very, very good.",
        "I live in Scunthorpe and like shiitake.",
        "Order 123456 came quickly.",
        "Чай остаётся горячим, очень доволен покупкой.",
        "とても良い椅子です。毎日使っています。",
        "Signal strength is good; the telegram on the cover is funny.",
        "10/10 would buy again in 5 years, size 42.",
        LONG,
    ],
)
def test_what_people_really_write_is_published(text: str) -> None:
    assert holds("Good", text) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("see https://example.org/x", Hold.LINK),
        ("see HTTP://1.2.3.4", Hold.LINK),
        ("www.example.museum has it", Hold.LINK),
        ("cheap-chairs.shop is better", Hold.LINK),
        ("ｗｗｗ．example．com", Hold.LINK),
        ("bob@example.com", Hold.CONTACT),
        ("bob (at) example [dot] com", Hold.CONTACT),
        ("+351 912 345 678", Hold.CONTACT),
        ("0049-30/1234567", Hold.CONTACT),
        ("WhatsApp me", Hold.CONTACT),
        ("telegram @bob", Hold.CONTACT),
        ("I WANT MY MONEY BACK RIGHT NOW", Hold.SHOUTING),
        ("good!!!!!!!!!", Hold.REPETITION),
        ("buy buy buy buy buy", Hold.REPETITION),
        ("good chair " * 20, Hold.REPETITION),
        ("a fucking chair", Hold.LANGUAGE),
        ("FuCkInG", Hold.LANGUAGE),
    ],
)
def test_what_a_person_should_read_first_waits(text: str, why: Hold) -> None:
    assert why in holds("Hello", text)


def test_a_title_is_read_as_well() -> None:
    assert holds("www.example.com", "") == (Hold.LINK,)


def test_an_address_of_a_person_is_no_link() -> None:
    assert holds("Hello", "bob@example.com") == (Hold.CONTACT,)


@given(st.text(max_size=5000))
def test_every_text_is_judged_quickly_and_without_an_error(text: str) -> None:
    assert set(holds("", text)) <= set(Hold)


@pytest.mark.parametrize(
    "evil",
    ["a" * 5000, "1 " * 2500, "a." * 2500, "a@" * 2500, "www" * 1600, "x y " * 1250, "(((((" * 1000, "-" * 5000],
)
def test_no_text_keeps_a_rule_busy(evil: str) -> None:
    """Regular expressions that go back and forth would take minutes with these; the test's time limit is the bound."""
    for _ in range(5):
        holds("", evil)


def test_what_a_rule_finds_waits_and_all_else_is_public() -> None:
    assert after_writing([]) == Standing(State.PUBLISHED)
    assert after_writing([Hold.LINK]) == Standing(State.PENDING, (Hold.LINK,))


def test_reports_and_rejections_outlive_an_edit() -> None:
    assert after_writing([], reported=True).state is State.PENDING
    assert after_writing([], rejected_before=True) == Standing(State.PENDING, (Hold.REJECTED_BEFORE,))


def test_the_third_report_counts() -> None:
    assert [after_reports(State.PUBLISHED, people) is None for people in (1, 2, 3, 4)] == [True, True, False, False]
    assert after_reports(State.PENDING, 9) is None


def test_a_decision_leaves_nothing_open() -> None:
    assert after_decision(Decision.PUBLISH) == Standing(State.PUBLISHED)
    assert after_decision(Decision.REJECT) == Standing(State.REJECTED)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("Ana", "Silva", "Ana S."),
        ("  Ana ", " silva", "Ana S."),
        ("Ana", "", "Ana"),
        ("Ana", "(née Silva)", "Ana"),
        ("", "Silva", ""),
        ("ana@example.com", "Silva", ""),
        ("A" * 100, "Silva", "A" * 56 + " S."),
        ("Łukasz", "Żak", "Łukasz Ż."),
    ],
)
def test_a_name_is_a_first_name_and_an_initial(first: str, last: str, shown: str) -> None:
    assert display_name(first, last) == shown


@pytest.mark.parametrize(
    ("count", "total", "shown", "compared"),
    [
        (0, 0, None, 0),
        (1, 5, "5.0", 500),
        (3, 13, "4.3", 433),
        (3, 14, "4.7", 467),
        (8, 35, "4.4", 438),
        (2, 7, "3.5", 350),
    ],
)
def test_an_average_is_rounded_half_up(count: int, total: int, shown: str | None, compared: int) -> None:
    assert (average(count, total), hundredths(count, total)) == (shown, compared)


@given(st.lists(st.integers(1, 5), min_size=1))
def test_an_average_is_within_half_a_hundredth_and_never_beyond_five_stars(stars: list[int]) -> None:
    exact = 100 * sum(stars) / len(stars)
    assert abs(hundredths(len(stars), sum(stars)) - exact) <= 0.5
    assert 100 <= hundredths(len(stars), sum(stars)) <= 500
