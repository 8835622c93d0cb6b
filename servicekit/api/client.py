"""Where a request comes from."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest
    from rest_framework.request import Request

LONGEST = 200  # characters of a user agent that are kept


def address(request: HttpRequest | Request) -> str:
    """The caller's address. The gateway overwrites X-Forwarded-For, so its last entry is the peer that nginx saw."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
    try:
        return str(ip_address(forwarded))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))


def user_agent(request: HttpRequest | Request) -> str:
    """As the client calls itself, without what cannot be shown."""
    told = str(request.META.get("HTTP_USER_AGENT", ""))[:LONGEST]
    return told if told.isprintable() else "".join(character for character in told if character.isprintable())
