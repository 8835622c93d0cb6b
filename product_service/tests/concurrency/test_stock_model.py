"""Promise R12: whatever is asked, in whatever order, whoever dies of it, the tables say what a model of a page says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from product_service.tests.stock_machine import StockMachine, small_limits


@pytest.mark.timeout(
    240
)  # five seconds of CPU, which are more than a minute where twenty others want the same two cores
@pytest.mark.django_db
def test_the_stock_is_what_the_model_says() -> None:
    with small_limits():
        run_state_machine_as_test(
            StockMachine,
            settings=settings(
                max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
            ),
        )
