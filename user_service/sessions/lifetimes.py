"""How long a session may last, as administrators have set it."""

from datetime import timedelta

from user_service.configuration.values import value


def idle() -> timedelta:
    """Without being refreshed."""
    return timedelta(days=value("session_idle_days"))


def absolute() -> timedelta:
    """However busy it is."""
    return timedelta(days=value("session_absolute_days"))
