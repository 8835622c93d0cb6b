"""Double entry: money is never made, it moves from one account to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Account(StrEnum):
    # What the provider holds for us and will pay out.
    PROVIDER = "provider"
    # What customers paid us; negative is credit.
    SALES = "sales"


@dataclass(frozen=True)
class Entry:
    account: Account
    minor_units: int


class Unbalanced(ValueError):
    """The entries of one transaction must sum to zero."""


def captured(minor_units: int) -> tuple[Entry, ...]:
    return balanced([Entry(Account.PROVIDER, minor_units), Entry(Account.SALES, -minor_units)])


def refunded(minor_units: int) -> tuple[Entry, ...]:
    return balanced([Entry(Account.SALES, minor_units), Entry(Account.PROVIDER, -minor_units)])


def balanced(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    made = tuple(entries)
    if sum(entry.minor_units for entry in made) != 0:
        raise Unbalanced(str(made))
    return made
