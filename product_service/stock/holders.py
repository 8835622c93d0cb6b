"""How much one customer holds at a time, exactly: of two baskets at once the second counts the first.

Who it is, the tables do not say: a keyed hash stands with what is held, and is taken away with it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import connection

from product_service.stock import selectors
from product_service.stock.domain.errors import ReservationLimit

KEY_BYTES = 8  # of an advisory lock's number


def admit(holder: str, *, now: datetime) -> None:
    """Whether the holder's open reservations, with the one just written, stay within bounds. ReservationLimit.

    They are counted and not kept in a counter, which would go on counting what it was not told is over.
    """
    _one_at_a_time(holder)
    reservations, units = selectors.held_by(holder, at=now)
    config = settings.SHOPMESH
    if units > config.held_units_per_customer or reservations > config.held_reservations_per_customer:
        raise ReservationLimit(
            most_units=config.held_units_per_customer, most_reservations=config.held_reservations_per_customer
        )


def _one_at_a_time(holder: str) -> None:
    """On PostgreSQL a lock until the end of the transaction, taken before any shelf's; SQLite has one writer anyway.

    Without it two baskets would not see each other: neither is committed when the other counts.
    """
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(holder.encode()).digest()[:KEY_BYTES], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
