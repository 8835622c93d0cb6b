from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from payments_service.tests.support import ScriptedProvider
from payments_service.tests.webhooks.support import URL, encoded, signed
from payments_service.webhooks import applying

Deliver = Callable[..., Any]


@pytest.fixture
def deliver(api: APIClient) -> Deliver:
    """`deliver(event)` or `deliver(bytes, header=…)`: the answer of the sandbox's endpoint."""

    def send(event: dict[str, Any] | bytes, *, header: str | None = None, url: str = URL, **more: Any) -> Any:
        body = event if isinstance(event, bytes) else encoded(event)
        stamp = signed(body) if header is None else header
        return api.post(url, body, content_type="application/json", HTTP_SANDBOX_SIGNATURE=stamp, **more)

    return send


@pytest.fixture
def worked(provider: ScriptedProvider, held_clock: Any) -> Callable[[], int]:
    """The worker has had all the time it wanted. How often it worked on an event."""

    def work() -> int:
        done = 0
        for _ in range(12):
            done += applying.apply_due(provider)
            held_clock.advance(seconds=20)
        return done

    return work
