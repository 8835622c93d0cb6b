"""Stripe's signature scheme: `t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>" in hex>[,v1=…]`.

Read here and not by the provider's library, which costs every web process 30 MB, takes a stamp of any day to come, and
goes through as many signatures as are sent. A test holds this and the library against each other.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from payments_service.webhooks.domain.errors import WebhookSignatureInvalid, WebhookTimestampOutOfRange

# Both ways: a stamp from the future would be good again and again until then.
WINDOW_SECONDS = 300
# One per secret in force, two during a rotation; some to spare.
MOST_SIGNATURES = 5
LONGEST_HEADER = 1024

STAMP = re.compile(r"[1-9][0-9]{0,11}", re.ASCII)
SIGNATURE = re.compile(r"[0-9a-f]{64}", re.ASCII)
# Schemes of a later day, and Stripe's v0 of its test mode, are passed over.
ITEM = re.compile(r"(?P<name>[a-z][a-z0-9]{0,15})=(?P<value>[A-Za-z0-9_.-]{1,128})", re.ASCII)


@dataclass(frozen=True)
class Signed:
    stamp: str
    signatures: tuple[str, ...]


def verify(header: str, body: bytes, *, secrets: Sequence[str], now: float) -> None:
    """Raises WebhookSignatureInvalid, WebhookTimestampOutOfRange. Any of the secrets will do."""
    signed = read(header)
    if not _genuine(signed, body, secrets):
        raise WebhookSignatureInvalid
    if abs(now - int(signed.stamp)) > WINDOW_SECONDS:
        raise WebhookTimestampOutOfRange


def read(header: str) -> Signed:
    if len(header) > LONGEST_HEADER:
        raise WebhookSignatureInvalid
    items = [ITEM.fullmatch(item) for item in header.split(",")]
    found = [(item["name"], item["value"]) for item in items if item]
    stamps = [value for name, value in found if name == "t"]
    signatures = tuple(value for name, value in found if name == "v1")
    if len(found) < len(items) or not _plausible(stamps, signatures):
        raise WebhookSignatureInvalid
    return Signed(stamps[0], signatures)


def _plausible(stamps: Sequence[str], signatures: Sequence[str]) -> bool:
    return (
        len(stamps) == 1
        and STAMP.fullmatch(stamps[0]) is not None
        and 1 <= len(signatures) <= MOST_SIGNATURES
        and all(SIGNATURE.fullmatch(one) for one in signatures)
    )


def _genuine(signed: Signed, body: bytes, secrets: Iterable[str]) -> bool:
    """Every secret is tried with every signature, so that the time it takes tells nothing about either."""
    expected = [_mac(signed.stamp, body, secret) for secret in secrets if secret]
    return any([hmac.compare_digest(ours, theirs) for ours in expected for theirs in signed.signatures])  # noqa: C419 - all of them, see above


def sign(body: bytes, *, secret: str, at: int) -> str:
    """The header a provider sends."""
    return f"t={at},v1={_mac(str(at), body, secret)}"


def _mac(stamp: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
