from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from order_service import wiring
from order_service.orders.seeds import demo_id
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.api import assert_problem
from servicekit.testing.events import deliver

pytestmark = pytest.mark.django_db


def test_the_tokens_of_an_ended_session_are_refused(as_role: Callable[..., APIClient]) -> None:
    client = as_role()
    assert client.get("/api/orders/").status_code == 200
    data = {
        "user_id": str(demo_id("alice")),
        "session_id": str(demo_id("session.alice")),
        "reason": "logout",
        "access_expires_at": (clock.now() + timedelta(minutes=15)).isoformat(),
    }
    envelope = Envelope(str(uuid4()), "session.terminated", 1, "session", "s", 1, clock.now(), "", data)
    [subscription] = [one for one in wiring.subscriptions() if one.subject == "session.terminated.v1"]
    assert deliver(subscription, envelope, times=2) == 1
    assert_problem(client.get("/api/orders/"), 401, "token-revoked")
    assert as_role(username="bob").get("/api/orders/").status_code == 200
