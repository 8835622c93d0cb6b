"""How often a connection to PostgreSQL is asked whether it still answers. No server is needed to see it."""

from __future__ import annotations

import time

import pytest

from servicekit.db.postgresql import base


class Asked(base.DatabaseWrapper):
    """With a connection that answers, and counts how often it is asked."""

    def __init__(self) -> None:
        self.connection = object()
        self.settings_dict = {"CONN_HEALTH_CHECKS": True, "OPTIONS": {}}
        self.alias, self.health_check_enabled = "default", True
        self.times = 0

    def is_usable(self) -> bool:
        self.times += 1
        return True

    def begin_request(self) -> None:
        self.health_check_done = False
        self.close_if_health_check_failed()


def test_a_connection_that_answered_within_the_second_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    asked = Asked()
    asked.begin_request()
    now += 0.9
    asked.begin_request()
    assert asked.times == 1
    now += 1.1
    asked.begin_request()
    assert asked.times == 2
