from datetime import UTC, datetime, timedelta

import pytest

from user_service.accounts.domain.attempts import Limits, Standing, counts, network_of, retry_after

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("left", "expected"), [(300, 300), (0.2, 1), (299.5, 300), (0, 1), (-5, 1)])
def test_the_wait_is_told_in_whole_seconds_rounded_up(left: float, expected: int) -> None:
    assert retry_after(NOW + timedelta(seconds=left), NOW) == expected


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::1", "::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_an_address_is_counted_by_what_one_customer_gets(address: str, network: str) -> None:
    assert network_of(address) == network


LIMITS = Limits(per_account=10, per_address=100, by_strangers=30)


@pytest.mark.parametrize(
    ("standing", "kinds"),
    [
        (Standing.DEVICE, ["device"]),
        (Standing.NETWORK, ["account", "address"]),
        (Standing.STRANGER, ["account", "address", "strangers"]),
    ],
)
def test_what_an_attempt_counts_towards_depends_on_where_it_comes_from(standing: Standing, kinds: list[str]) -> None:
    counted = counts(login="ada", network="n", device="d", standing=standing, limits=LIMITS)
    assert [one.name[0] for one in counted] == kinds
