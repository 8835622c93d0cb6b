"""What a card says of numbers and times, against those who say it elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from product_service.catalog.selectors.cards import decimal, stars, told
from servicekit.money import DIGITS, Money

FIRST = datetime(1000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@given(st.integers(0, 10**12), st.sampled_from(sorted(DIGITS)))
def test_an_amount_is_written_as_money_writes_it(minor_units: int, currency: str) -> None:
    assert decimal(minor_units, currency) == Money(minor_units, currency).decimal()


@given(st.datetimes(min_value=FIRST))
def test_a_time_is_written_alike_from_either_database(moment: datetime) -> None:
    wanted = moment.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    sqlite = str(moment)
    postgresql = f"{sqlite.rstrip('0') if '.' in sqlite else sqlite}+00"
    assert told(sqlite) == told(postgresql) == wanted


@pytest.mark.parametrize(
    ("hundredths", "shown"), [(0, "0.0"), (100, "1.0"), (434, "4.3"), (435, "4.4"), (494, "4.9"), (500, "5.0")]
)
def test_an_average_has_one_digit(hundredths: int, shown: str) -> None:
    assert stars(hundredths, 3) == {"average": shown, "count": 3}


def test_without_reviews_there_is_no_average() -> None:
    assert stars(0, 0) == {"average": None, "count": 0}
