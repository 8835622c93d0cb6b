"""Somebody who is signed in asked for what their role has no right to: the audit log is told, but cannot be flooded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import Error
from django.utils.module_loading import import_string

from servicekit import clock, logs

if TYPE_CHECKING:
    from rest_framework.request import Request

    from servicekit.auth.principal import Principal

MINUTE = 60  # seconds
log = logs.get(__name__)


class OncePerMinute:
    """Whether something was not seen in this minute yet. Remembers this minute only, so it never grows for long."""

    def __init__(self) -> None:
        self._minute = 0
        self._seen: set[tuple[str, str]] = set()

    def first(self, who: str, what: str) -> bool:
        minute = int(clock.now().timestamp() // MINUTE)
        if minute != self._minute:
            self._minute, self._seen = minute, set()
        known = (who, what) in self._seen
        self._seen.add((who, what))
        return not known


once = OncePerMinute()


def tell(request: Request, user: Principal, permission: str) -> None:
    """At most once per user, operation and minute. Never raises: the answer is no, whether it can be told or not."""
    operation = named(request)
    if not once.first(user.id, operation):
        return
    try:
        import_string(getattr(settings, "ACCESS_DENIED"))(operation=operation, permission=permission, role=user.role)
    except Error:
        log.warning("access.denied.untold", operation=operation, permission=permission)


def named(request: Request) -> str:
    """`PUT /api/admin/users/<uuid:user_id>/role/`: the route and not the path, or every id would be an operation."""
    match = request.resolver_match
    return f"{request.method} /{match.route if match else ''}"
