"""What a serving process does not load; asked of a process of its own, because this one has loaded it all."""

from __future__ import annotations

import json
import os
import subprocess
import sys

HEAVY = ("redis", "requests", "rich", "psycopg", "pygments")
LOADED = """
import json, sys
from servicekit import lean
lean.keep_out({url!r})
for wanted in ("servicekit.logs", "servicekit.grpc.breaker", "httpx"):
    __import__(wanted)
try:
    import requests
except ImportError:
    pass
print(json.dumps([name for name in {heavy!r} if sys.modules.get(name)]))
"""


def loaded(url: str, **environment: str) -> list[str]:
    code = LOADED.format(url=url, heavy=HEAVY)
    known = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, env=known | environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    found: list[str] = json.loads(answer.stdout)
    return found


def test_a_process_with_a_file_for_a_database_loads_none_of_it() -> None:
    assert loaded("sqlite:///x.sqlite3") == []


def test_whoever_sends_spans_has_what_sends_them() -> None:
    assert "requests" in loaded("sqlite:///x.sqlite3", OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:4318")
