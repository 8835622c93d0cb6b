"""What administrators may set: each with its type, its default, its bounds and what it does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from user_service.accounts.domain.roles import Role

Value = bool | int | tuple[str, ...]
# A customer without a second factor is a customer.
ROLES = tuple(role.value for role in Role if role is not Role.CUSTOMER)


@dataclass(frozen=True)
class Definition:
    """One value. `min` and `max` are those of a whole number, `choices` those of the members of a list."""

    name: str
    type: Literal["boolean", "integer", "list"]
    default: Value
    help: str
    min: int | None = None
    max: int | None = None
    choices: tuple[str, ...] = ()

    def refusal(self, value: object) -> str:
        """Why `value` cannot be had, as a sentence; empty when it can."""
        return {"boolean": self._no_boolean, "integer": self._no_integer, "list": self._no_list}[self.type](value)

    def typed(self, value: object) -> Value:
        """An acceptable value, as code wants it."""
        return tuple(value) if isinstance(value, list | tuple) else value  # type: ignore[return-value] # judged before

    def _no_boolean(self, value: object) -> str:
        return "" if isinstance(value, bool) else "true or false."

    def _no_integer(self, value: object) -> str:
        whole = type(value) is int and (self.min or 0) <= value <= (self.max or 0)
        return "" if whole else f"A whole number from {self.min} to {self.max}."

    def _no_list(self, value: object) -> str:
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            return "A list of words."
        if strange := [one for one in value if one not in self.choices]:
            return f"Not among {', '.join(self.choices)}: {', '.join(strange)[:100]}."
        return "" if len(set(value)) == len(value) else "Name each once."


def _whole(name: str, default: int, least: int, most: int, words: str) -> Definition:
    return Definition(name=name, type="integer", default=default, min=least, max=most, help=words)


DEFINITIONS: Mapping[str, Definition] = {
    one.name: one
    for one in (
        Definition("registration_open", "boolean", True, "Whether visitors can register an account."),
        Definition(
            "require_second_factor_for",
            "list",
            (),
            "Roles that nobody has before a second factor was shown: until then, they are customers.",
            choices=ROLES,
        ),
        _whole("session_idle_days", 7, 1, 30, "Days after which a session that was not used ends."),
        _whole("session_absolute_days", 30, 1, 90, "Days after which a session ends, however busy it is."),
        _whole("sessions_per_user", 100, 1, 100, "Sessions one user may have at once; one more ends the oldest."),
        _whole(
            "login_failures_per_account", 10, 3, 50, "Wrong passwords for one account from one address in five minutes."
        ),
        _whole("login_failures_per_address", 100, 10, 1000, "Wrong passwords from one address in five minutes."),
        _whole(
            "login_failures_by_strangers",
            30,
            10,
            1000,
            "Wrong passwords for one account in fifteen minutes, from all places it was never used from together.",
        ),
    )
}


@dataclass(frozen=True)
class Refused:
    """What was wrong with a document of values: a sentence by name."""

    words: Mapping[str, str] = field(default_factory=dict)


def judge(values: Mapping[str, object]) -> Refused:
    """Each value on its own, and those that only make sense together."""
    wrong = {name: words for name, value in values.items() if (words := DEFINITIONS[name].refusal(value))}
    idle, absolute = values.get("session_idle_days"), values.get("session_absolute_days")
    if not wrong and isinstance(idle, int) and isinstance(absolute, int) and idle > absolute:
        wrong["session_idle_days"] = "Not longer than session_absolute_days."
    return Refused(wrong)
