"""The gateway writes one JSON object per request, under the ids that the services' own lines carry."""

from __future__ import annotations

import json
import time
from typing import Any

from api_gateway.tests.conftest import Running


def line_of(front: Running, request_id: str) -> dict[str, Any]:
    end = time.monotonic() + 5
    while time.monotonic() < end:
        for line in front.output.read_text().splitlines():
            if line.startswith("{") and request_id in line:
                return dict(json.loads(line))
        time.sleep(0.02)  # nginx writes the line after the answer
    raise AssertionError(f"no line about {request_id}")


def test_a_line_names_request_and_trace_and_leaves_the_query_out(front: Running) -> None:
    request_id = front.get("/api/products/?q=private").header("X-Request-Id")
    line = line_of(front, request_id)
    assert line["trace_id"] == request_id.replace("-", "")
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/products/", 200)
    assert "private" not in json.dumps(line)
