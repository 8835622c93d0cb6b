from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from django.conf import settings

from product_service.search import engines, jobs, services, shelves, vocabulary
from product_service.search.engines.external import client as external
from product_service.search.engines.external.engine import ExternalEngine
from product_service.search.ports import Engine, Filters, Found, Ordering, Query, Suggestions

PACKAGE = Path(__file__).resolve().parents[2]
Fail = Callable[[str], None]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    shelves.forget()


@pytest.fixture(scope="session")
def standin() -> Iterator[str]:
    """The address of a process that speaks the API of Elasticsearch and OpenSearch."""
    command = [sys.executable, str(PACKAGE / "tests" / "search" / "standin.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own file
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.kill()


@pytest.fixture
def external_engine(standin: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """SEARCH_ENGINE=external, with an alias of this test's own."""
    config = settings.SHOPMESH
    for name, value in {
        "search_engine": "external",
        "search_url": standin,
        "search_index": f"products-{uuid4().hex[:8]}",
    }.items():
        monkeypatch.setattr(config, name, value)
    monkeypatch.setattr(external, "ASK_SECONDS", 30.0)  # on a busy machine, too, it is this engine that answers
    engines.engine.cache_clear()
    external.client.cache_clear()
    yield standin
    external.client().close()
    engines.engine.cache_clear()
    external.client.cache_clear()


@pytest.fixture
def fail(standin: str) -> Iterator[Fail]:
    """`fail("busy")`: what the stand-in does from now on; see its first lines."""

    def make(mode: str) -> None:
        httpx.put(f"{standin}/_standin", json={"mode": mode}).raise_for_status()

    yield make
    make("ok")


@dataclass
class Shop:
    """The search as a shopper has it, everything that waits being done first."""

    external: bool

    def find(
        self,
        text: str,
        filters: Filters | None = None,
        ordering: Ordering | None = None,
        *,
        offset: int = 0,
        limit: int = 20,
    ) -> Found:
        self.settle()
        return self.engine().find(Query(text, filters or Filters(), ordering, offset=offset, limit=limit))

    def suggest(self, text: str, limit: int = 6) -> Suggestions:
        self.settle()
        return self.engine().suggest(text, limit=limit)

    def engine(self) -> Engine:
        """Without the other one behind it."""
        if self.external:
            return ExternalEngine(external.client(), settings.SHOPMESH.search_index)
        return engines.embedded()

    def settle(self) -> None:
        while services.drain():
            pass
        while vocabulary.fold():
            pass
        if self.external:
            jobs.first_index()
            jobs.push()
            refreshed(external.client())


def refreshed(client: external.Client) -> None:
    for index in client.tell("GET", f"/_alias/{settings.SHOPMESH.search_index}"):
        client.tell("POST", f"/{index}/_refresh")


@pytest.fixture(params=["embedded", "external"])
def shop(request: pytest.FixtureRequest, db: None) -> Shop:
    """The same for every engine."""
    if request.param == "external":
        request.getfixturevalue("external_engine")
    return Shop(external=request.param == "external")


@pytest.fixture
def embedded_shop(db: None) -> Shop:
    return Shop(external=False)


@pytest.fixture
def external_shop(db: None, external_engine: str) -> Shop:
    return Shop(external=True)
