"""Stripe's library on our own line: its requests leave through the transport that bounds every answer and its time.

As it comes, the library waits 80 s for an answer of any size, follows redirects, repeats by itself and reports how long
our requests took. None of this is wanted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import stripe

from payments_service.payments.adapters.transport import Transport


class Bounded(stripe.HTTPClient):
    """What the library sends through. Our own exceptions pass through it to whoever called the library."""

    name = "shopmesh"

    def __init__(self, url: str) -> None:
        super().__init__()
        self._transport = Transport(url, {})

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_: Any
    ) -> tuple[Any, int, Mapping[str, str]]:
        content = post_data.encode() if isinstance(post_data, str) else post_data
        answer = self._transport.call(method.upper(), url, headers=headers, content=content)
        return answer.body, answer.status, answer.headers

    def close(self) -> None:
        self._transport.close()


def connect(*, url: str, api_key: str) -> tuple[stripe.StripeClient, Bounded]:
    stripe.enable_telemetry = False
    line = Bounded(url)
    addresses: Any = {"api": url.rstrip("/")}
    return stripe.StripeClient(api_key, base_addresses=addresses, max_network_retries=0, http_client=line), line
