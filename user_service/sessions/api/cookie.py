"""The cookies of a session: out of reach of scripts, of other sites, and of plain HTTP where there is HTTPS.

`rt` is the refresh token. `did` says no more than that somebody logged in on this device before; it opens nothing.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponseBase
from rest_framework.request import Request

from servicekit import clock
from user_service.sessions.places import KNOWN_FOR


def secure() -> bool:
    return bool(settings.SHOPMESH.public_url.startswith("https://"))


REFRESH, DEVICE = "rt", "did"


def name(kind: str = REFRESH) -> str:
    # The prefix makes browsers insist on Secure, Path=/ and no Domain, so that a sibling host cannot plant one.
    return f"__Host-{kind}" if secure() else kind


def read(request: Request, kind: str = REFRESH) -> str:
    return str(request.COOKIES.get(name(kind), ""))


def write(response: HttpResponseBase, refresh: str, expires_at: datetime) -> None:
    _set(response, REFRESH, refresh, seconds=int((expires_at - clock.now()).total_seconds()))


def write_device(response: HttpResponseBase, device: str) -> None:
    _set(response, DEVICE, device, seconds=int(KNOWN_FOR.total_seconds()))


def clear(response: HttpResponseBase) -> None:
    """The device stays known: whoever logs out will want to log in again."""
    _set(response, REFRESH, "", seconds=0)


def _set(response: HttpResponseBase, kind: str, value: str, *, seconds: int) -> None:
    response.set_cookie(name(kind), value, max_age=seconds, path="/", secure=secure(), httponly=True, samesite="Strict")
