from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from product_service import wiring
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.api import assert_problem
from servicekit.testing.events import deliver


@pytest.mark.django_db
def test_a_logout_reaches_this_service(as_role: Callable[..., APIClient]) -> None:
    session = str(uuid4())
    client = as_role("customer", sid=session)
    assert client.get("/api/products/").status_code == 200
    [subscription] = [found for found in wiring.subscriptions() if found.subject == "session.terminated.v1"]
    until = (clock.now() + timedelta(minutes=15)).isoformat()
    data = {"session_id": session, "user_id": str(uuid4()), "reason": "logout", "access_expires_at": until}
    ended = Envelope(str(uuid4()), "session.terminated", 1, "session", session, 1, clock.now(), "", data)
    assert deliver(subscription, ended, times=2) == 1
    assert_problem(client.get("/api/products/"), 401, "token-revoked")
