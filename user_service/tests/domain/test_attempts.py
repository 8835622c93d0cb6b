from datetime import UTC, datetime, timedelta

import pytest

from user_service.accounts.domain.attempts import retry_after

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("left", "expected"), [(300, 300), (0.2, 1), (299.5, 300), (0, 1), (-5, 1)])
def test_the_wait_is_told_in_whole_seconds_rounded_up(left: float, expected: int) -> None:
    assert retry_after(NOW + timedelta(seconds=left), NOW) == expected
