"""The OpenAPI documents, tried: made-up requests, good and bad, of every operation, sent as everybody in turn.

In `./dev test` a few of each (tests/mesh/test_schema.py); `./dev soak contract` goes on for longer.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import hypothesis
import requests
from hypothesis import strategies
from requests.adapters import HTTPAdapter
from schemathesis import openapi
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.operations import SERVICES, document

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# They end the sessions of those who ask, or change the rules that all others live by (a made-up If-Match may be `*`);
# what they answer has tests of its own.
LEFT_OUT = {"logout", "sessions_end_others", "config_set"}


def operations() -> Iterator[Any]:
    """Schemathesis' view of every operation of every service."""
    for service in SERVICES:
        found: Any
        for found in openapi.from_dict(document(service)).get_all_operations():
            operation = found.ok()  # raises what is wrong with the document
            if operation.definition.raw["operationId"] not in LEFT_OUT:
                yield operation


def attempt(operation: Any, *, url: str, tokens: Mapping[str, str], examples: int, seed: int) -> int:
    """Send made-up requests of one operation as everybody; the number of answers, all of them documented."""
    session, answered = from_an_address_of_its_own(operation.label), 0

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategies.data())
    def everybody(data: Any) -> None:
        nonlocal answered
        mode = data.draw(strategies.sampled_from(list(GenerationMode)))
        case = data.draw(operation.as_strategy(mode))
        for name, token in tokens.items():
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            answer = case.call(base_url=url, session=session, headers=headers)
            hypothesis.note(f"as {name}")
            case.validate_response(answer, checks=CHECKS)
            answered += 1

    everybody()
    return answered


class Elsewhere(HTTPAdapter):
    """Speaks from another loopback address: failed logins are counted per address, and other tests want to log in."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options, source_address=(self.address, 0))


def from_an_address_of_its_own(label: str) -> requests.Session:
    session = requests.Session()
    session.mount("http://", Elsewhere(address_of(label)))
    return session


def address_of(label: str) -> str:
    """A loopback address for what has this name: the gateway and the services limit by address."""
    number = zlib.crc32(label.encode())
    return f"127.9.{number % 251}.{number // 251 % 251 + 1}"
