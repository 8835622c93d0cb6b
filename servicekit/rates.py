"""How often one person may do something in a while, exactly: one statement counts and refuses.

Part of the transaction of what is done, so what is rolled back was not counted, and two who come at once wait for each
other at the row. A counter in a cache would forget with it, and let both through.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db import connection, models

from servicekit import clock
from servicekit.errors import RateLimited

# Whoever finds no place gets no row back.
COUNT = """
    INSERT INTO {table} ({who}, ends_at, placed) VALUES (%s, %s, 1)
    ON CONFLICT ({who}) DO UPDATE SET
        placed = CASE WHEN {table}.ends_at <= %s THEN 1 ELSE {table}.placed + 1 END,
        ends_at = CASE WHEN {table}.ends_at <= %s THEN excluded.ends_at ELSE {table}.ends_at END
    WHERE {table}.ends_at <= %s OR {table}.placed < %s
    RETURNING placed, ends_at
"""


@dataclass(frozen=True)
class Standing:
    """The `most` that is allowed in a `window`, what is left of it, and the whole seconds until all is free again."""

    policy: str
    most: int
    window: timedelta
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """draft-ietf-httpapi-ratelimit-headers-10: the policy, and where the caller stands."""
        window = int(self.window.total_seconds())
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.most};w={window}',
            "RateLimit": f'"{self.policy}";r={self.left};t={self.seconds}',
        }


@dataclass(frozen=True)
class Rate:
    """At most `most()` in each `window` that begins with the first.

    The rows of `model` have `ends_at` (milliseconds since 1970: the same number in both databases) and `placed`; the
    primary key says who, in the words of its column (of a blind index, the index). `enough` is the sentence for
    who has had it all.
    """

    policy: str
    model: type[models.Model]
    window: timedelta
    most: Callable[[], int]
    enough: Callable[[int], str]

    def count(self, who: object) -> Standing:
        """One more. RateLimited when this window has had all of its; then it is not counted."""
        now, most = clock.now(), self.most()
        key, moment = self._key(who), _milliseconds(now)
        with connection.cursor() as cursor:
            cursor.execute(self._statement, [key, _milliseconds(now + self.window), moment, moment, moment, most])
            row = cursor.fetchone()
        if row is None:
            raise self._limited(key, moment)
        placed, ends_at = row
        return self._standing(max(0, most - int(placed)), int(ends_at) - moment)

    def forget_old(self) -> int:
        """Rows whose window is over say nothing any more."""
        return self._rows.filter(ends_at__lte=_milliseconds(clock.now())).delete()[0]

    @property
    def _rows(self) -> models.QuerySet[Any]:
        return models.QuerySet(self.model)

    @property
    def _who(self) -> models.Field[Any, Any]:
        field: models.Field[Any, Any] = self.model._meta.pk  # noqa: SLF001 - Django's documented way to a model's fields
        return field

    @property
    def _statement(self) -> str:
        return COUNT.format(table=self.model._meta.db_table, who=self._who.column)  # noqa: SLF001 - the same

    def _key(self, who: object) -> Any:
        return self._who.get_db_prep_save(who, connection)

    def _limited(self, key: Any, moment: int) -> RateLimited:
        with connection.cursor() as cursor:
            table, who = self.model._meta.db_table, self._who.column  # noqa: SLF001 - the same
            cursor.execute(f"SELECT ends_at FROM {table} WHERE {who} = %s", [key])  # noqa: S608 - names of a model
            row = cursor.fetchone()
        standing = self._standing(0, (int(row[0]) if row else moment) - moment)
        return RateLimited(self.enough(standing.most), retry_after=standing.seconds, headers=standing.headers)

    def _standing(self, left: int, milliseconds: int) -> Standing:
        return Standing(self.policy, self.most(), self.window, left, max(1, ceil(milliseconds / 1000)))


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
