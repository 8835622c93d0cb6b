"""How many orders one person may place in a minute, exactly: one statement counts and refuses.

Part of the transaction that makes the order, so what is rolled back was not counted; and an answer that is replayed
under its key, or a run that is gone on with, makes no order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.conf import settings
from django.db import connection

from order_service.orders.models import OrderRate
from servicekit import clock
from servicekit.encryption.index import blind_index
from servicekit.errors import RateLimited

WINDOW = timedelta(minutes=1)

# The row's lock makes two who come at once wait for each other; whoever finds no place gets no row back.
COUNT = """
    INSERT INTO orders_orderrate (customer, ends_at, placed) VALUES (%s, %s, 1)
    ON CONFLICT (customer) DO UPDATE SET
        placed = CASE WHEN orders_orderrate.ends_at <= %s THEN 1 ELSE orders_orderrate.placed + 1 END,
        ends_at = CASE WHEN orders_orderrate.ends_at <= %s THEN excluded.ends_at ELSE orders_orderrate.ends_at END
    WHERE orders_orderrate.ends_at <= %s OR orders_orderrate.placed < %s
    RETURNING placed, ends_at
"""


@dataclass(frozen=True)
class Standing:
    """What is left of the minute's orders, and the whole seconds until they are all free again."""

    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """draft-ietf-httpapi-ratelimit-headers-10: the policy, and where the caller stands."""
        window = int(WINDOW.total_seconds())
        return {
            "RateLimit-Policy": f'"orders";q={most()};w={window}',
            "RateLimit": f'"orders";r={self.left};t={self.seconds}',
        }


def most() -> int:
    return int(settings.SHOPMESH.orders_per_minute)


def count(customer_id: UUID) -> Standing:
    """One order more. RateLimited when this minute has had all of its; then it is not counted."""
    now = clock.now()
    whose = blind_index(customer_id, purpose="orders.rate")
    moment = _milliseconds(now)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [whose, _milliseconds(now + WINDOW), moment, moment, moment, most()])
        row = cursor.fetchone()
    if row is None:
        raise _limited(whose, moment)
    placed, ends_at = row
    return Standing(max(0, most() - int(placed)), _seconds(int(ends_at) - moment))


def forget_old() -> int:
    """Rows whose minute is over say nothing any more."""
    return OrderRate.objects.filter(ends_at__lte=_milliseconds(clock.now())).delete()[0]


def _limited(whose: str, moment: int) -> RateLimited:
    ends_at = OrderRate.objects.values_list("ends_at", flat=True).filter(pk__in=[whose]).first()
    standing = Standing(0, _seconds((ends_at or moment) - moment))
    told = f"{most()} orders a minute are enough for one person."
    return RateLimited(told, retry_after=standing.seconds, headers=standing.headers)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _seconds(milliseconds: int) -> int:
    return max(1, ceil(milliseconds / 1000))
