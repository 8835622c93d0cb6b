"""The refresh token's cookie: out of reach of scripts, of other sites, and of plain HTTP where there is HTTPS."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponseBase
from rest_framework.request import Request

from servicekit import clock


def secure() -> bool:
    return bool(settings.SHOPMESH.public_url.startswith("https://"))


def name() -> str:
    # The prefix makes browsers insist on Secure, Path=/ and no Domain, so that a sibling host cannot plant one.
    return "__Host-rt" if secure() else "rt"


def read(request: Request) -> str:
    return str(request.COOKIES.get(name(), ""))


def write(response: HttpResponseBase, refresh: str, expires_at: datetime) -> None:
    seconds = int((expires_at - clock.now()).total_seconds())
    response.set_cookie(name(), refresh, max_age=seconds, path="/", secure=secure(), httponly=True, samesite="Strict")


def clear(response: HttpResponseBase) -> None:
    response.set_cookie(name(), "", max_age=0, path="/", secure=secure(), httponly=True, samesite="Strict")
