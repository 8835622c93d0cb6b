"""What administrators have set, as code reads it: `value("registration_open")`.

Looked up at most every two seconds per process: a change holds at once where it was made, and soon after everywhere.
"""

import time
from collections.abc import Mapping
from typing import Literal, overload

from user_service.configuration.domain.definitions import DEFINITIONS, Value
from user_service.configuration.models import Configuration

KNOWN_FOR = 2.0  # seconds

Switch = Literal["registration_open"]
Number = Literal[
    "session_idle_days",
    "session_absolute_days",
    "sessions_per_user",
    "login_failures_per_account",
    "login_failures_per_address",
    "login_failures_by_strangers",
]
Names = Literal["require_second_factor_for"]


@overload
def value(name: Switch) -> bool: ...
@overload
def value(name: Number) -> int: ...
@overload
def value(name: Names) -> tuple[str, ...]: ...
def value(name: str) -> Value:
    """The value of that name. KeyError for one that is not defined."""
    return current()[name]


class _Known:
    """What this process knows, and until when."""

    values: Mapping[str, Value] = {}
    until = float("-inf")


def current() -> Mapping[str, Value]:
    """All values, as they were at most two seconds ago."""
    if time.monotonic() >= _Known.until:
        _Known.values, _Known.until = stored(), time.monotonic() + KNOWN_FOR
    return _Known.values


def forget() -> None:
    """Look again at the next question: somebody has changed something here."""
    _Known.until = float("-inf")


def stored() -> Mapping[str, Value]:
    """As the database says now; what it does not say, or no longer rightly, is at its default."""
    return as_stored()[1]


def as_stored() -> tuple[int, Mapping[str, Value]]:
    """The same with its version; 0 as long as nobody has set anything."""
    version, found = Configuration.objects.filter(pk=1).values_list("version", "values").first() or (0, {})
    return version, {name: _one(name, found) for name in DEFINITIONS}


def _one(name: str, found: Mapping[str, object]) -> Value:
    definition = DEFINITIONS[name]
    told = found.get(name)
    return definition.default if told is None or definition.refusal(told) else definition.typed(told)
