"""Connections to Redis that put the one question they are for: each of the library's further ones could take as long.

A module of its own, which Django's cache loads when it is first used: redis is 6 MB that most processes never need.
"""

from __future__ import annotations

from typing import Any

from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.retry import Retry


class OneQuestion(ConnectionPool):
    """No repetition, no ping first, and a connection that begins with neither HELLO nor CLIENT SETINFO."""

    def __init__(self, **options: Any) -> None:
        retry = Retry(NoBackoff(), 0)
        super().__init__(**options | {"retry": retry, "health_check_interval": 0, "protocol": 2, "driver_info": None})
