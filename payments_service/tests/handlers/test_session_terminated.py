from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from payments_service import wiring
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.api import assert_problem
from servicekit.testing.events import deliver
from servicekit.testing.tokens import claims

pytestmark = pytest.mark.django_db


def test_tokens_of_an_ended_session_are_refused_here_too(as_role: Callable[..., APIClient]) -> None:
    alice, bob = as_role("customer", "alice"), as_role("customer", "bob")
    assert alice.get("/api/payments/").status_code == 200
    ended: dict[str, Any] = {
        "user_id": claims(username="alice")["sub"],
        "session_id": claims(username="alice")["sid"],
        "reason": "logout",
        "access_expires_at": (clock.now() + timedelta(minutes=15)).isoformat(),
    }
    event = Envelope(str(uuid4()), "session.terminated", 1, "session", ended["session_id"], 1, clock.now(), "", ended)
    subscription = next(each for each in wiring.subscriptions() if each.subject == "session.terminated.v1")
    assert deliver(subscription, event, times=2) == 1
    assert alice.get("/api/payments/").status_code == 401
    assert bob.get("/api/payments/").status_code == 200
    assert_problem(alice.get("/api/payments/"), 401, "token-revoked")
