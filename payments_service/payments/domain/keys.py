"""Idempotency keys, ours and the ones derived for the provider.

Derived keys are never random and never expire: whoever sends again, sends the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from uuid import UUID

PRINTABLE = re.compile(r"[\x21-\x7e]{1,255}")


def well_formed(key: str) -> bool:
    """1 to 255 visible ASCII characters."""
    return PRINTABLE.fullmatch(key) is not None


def fingerprint(*content: str | int) -> str:
    """Tells the same request from another one under the same key."""
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def of_request(user_id: UUID, key: str) -> str:
    """The key of what a person asked for over REST: nobody else's request can be taken for it."""
    return f"rest:{fingerprint(str(user_id), key)}"


def of_authorization(payment_id: UUID, attempt: int = 0) -> str:
    """A request may be paid again after a decline: every attempt is a charge of its own, numbered from 1."""
    return f"pay:{payment_id}:{attempt}" if attempt else f"authorize:{payment_id}"


def of_capture(payment_id: UUID, attempt: int = 0) -> str:
    return f"capture:{payment_id}:{attempt}" if attempt else f"capture:{payment_id}"


def of_void(payment_id: UUID, attempt: int = 0) -> str:
    return f"void:{payment_id}:{attempt}" if attempt else f"void:{payment_id}"


def of_refund(refund_id: UUID) -> str:
    return f"refund:{refund_id}"
