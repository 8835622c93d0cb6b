"""How often a password may be guessed, and by whom.

Counted per account and network, so that a stranger elsewhere cannot lock the owner out; per network over all accounts,
so that trying one password on every account stops too; and per account over all networks it was never used from, so
that a thousand addresses guess no faster than one. A device that the account knows is counted for itself alone:
whatever others do meanwhile, its owner gets in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from ipaddress import IPv6Address, ip_address, ip_network

WINDOW = timedelta(minutes=5)
# Long, because it bounds a distributed attack: thirty guesses a quarter of an hour are 2,880 a day.
STRANGERS_WINDOW = timedelta(minutes=15)
# What one customer of a provider gets (RFC 6177): counting single addresses would give each of them 2^64 tries.
IPV6_PREFIX = 64


class Standing(Enum):
    """What an account knows of the place that a login comes from."""

    DEVICE = "a device that logged in before, shown by its cookie"
    NETWORK = "a network that it was logged in from before"
    STRANGER = "neither"


@dataclass(frozen=True)
class Limits:
    """Failures until guessing stops for the rest of the window."""

    per_account: int
    per_address: int
    by_strangers: int


@dataclass(frozen=True)
class Count:
    """One thing that is counted, named by the parts of its key."""

    name: tuple[str, ...]
    limit: int
    window: timedelta


def counts(*, login: str, network: str, device: str, standing: Standing, limits: Limits) -> Iterator[Count]:
    """What an attempt counts towards. `device` is the digest of its cookie; it matters only to whom it is known."""
    if standing is Standing.DEVICE:
        yield Count(("device", login, device), limits.per_account, WINDOW)
        return
    yield Count(("account", login, network), limits.per_account, WINDOW)
    yield Count(("address", network), limits.per_address, WINDOW)
    if standing is Standing.STRANGER:
        yield Count(("strangers", login), limits.by_strangers, STRANGERS_WINDOW)


def network_of(address: str) -> str:
    """What stands for an address where tries are counted: itself, or the /64 it belongs to."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped or ip_network((parsed.packed, IPV6_PREFIX), strict=False).network_address)
    return str(parsed)


def retry_after(window_ends_at: datetime, now: datetime) -> int:
    """Whole seconds until guessing is allowed again; at least one."""
    return max(1, -int((now - window_ends_at).total_seconds() // 1))
