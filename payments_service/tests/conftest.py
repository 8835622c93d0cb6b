from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from payments_service.payments.adapters.sandbox import SandboxProvider
from payments_service.tests.support import ScriptedProvider

ROOT = Path(__file__).resolve().parent.parent.parent
API_KEY = "key-of-the-tests"


@pytest.fixture
def provider() -> ScriptedProvider:
    return ScriptedProvider()


@dataclass
class Sandbox:
    """The real provider process. `data` survives a kill, so a new process on it is the same provider."""

    data: Path
    process: subprocess.Popen[str] | None = None
    url: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        environment = {
            **os.environ,
            "PROVIDER_BIND": "127.0.0.1:0",
            "PROVIDER_DATA": str(self.data),
            "PROVIDER_API_KEY": API_KEY,
            "SANDBOX_SLOW_SECONDS": "0.4",
            "SANDBOX_HOLD_SECONDS": "3",
            **self.settings,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "payments_service", "sandbox"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = f"http://{json.loads(self.process.stdout.readline())['address']}"

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        assert self.process is not None
        self.process.kill()
        self.close()

    def terminate(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return self.close()

    def close(self) -> int:
        assert self.process is not None
        assert self.process.stdout is not None
        code = self.process.wait(10)
        self.process.stdout.close()
        self.process = None
        return code

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {API_KEY}", **options.pop("headers", {})}
        return httpx.request(method, f"{self.url}{path}", headers=headers, timeout=5, trust_env=False, **options)

    def script(self, operation: str, outcome: str, **more: Any) -> None:
        self.call("POST", "/v1/script", json={"operation": operation, "outcome": outcome, **more}).raise_for_status()

    def charges_of(self, reference: object) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.call("GET", f"/v1/charges?reference={reference}").json()["data"]
        return found


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox") / "books.sqlite3")
    sandbox.start()
    yield sandbox
    sandbox.terminate()


@pytest.fixture
def sandbox(sandbox_process: Sandbox) -> Iterator[Sandbox]:
    """One process for all tests; its script is empty for each."""
    yield sandbox_process
    sandbox_process.call("DELETE", "/v1/script")


@pytest.fixture
def new_sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A process of this test alone, free to be killed."""
    sandbox = Sandbox(tmp_path / "books.sqlite3")
    sandbox.start()
    yield sandbox
    if sandbox.process is not None:
        sandbox.kill()


@pytest.fixture
def connect() -> Iterator[Callable[..., SandboxProvider]]:
    """`connect(url)`: our adapter to whatever listens there, closed after the test."""
    made: list[SandboxProvider] = []

    def provider(url: str, api_key: str = API_KEY) -> SandboxProvider:
        made.append(SandboxProvider(url=url, api_key=api_key))
        return made[-1]

    yield provider
    for each in made:
        each.close()


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    def wait(condition: Callable[[], bool], seconds: float = 5) -> None:
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, "it did not come true in time"
            time.sleep(0.02)  # between two looks, not instead of one

    return wait
