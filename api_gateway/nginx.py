"""What nginx counts about itself (`stub_status`), as metrics of the process beside it: nginx speaks no Prometheus."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from threading import Lock
from urllib.parse import urlsplit

from prometheus_client import Counter, Gauge

TIMEOUT = 1.0  # seconds
NUMBERS = re.compile(
    rb"Active connections: (?P<active>\d+)\s+server accepts handled requests\s+"
    rb"(?P<accepted>\d+) \d+ (?P<requests>\d+)\s+Reading: (?P<reading>\d+) Writing: (?P<writing>\d+) "
    rb"Waiting: (?P<waiting>\d+)"
)

REQUESTS = Counter("gateway_requests", "Requests nginx has taken, probes of its own health included.")
ACCEPTED = Counter("gateway_connections_accepted", "Connections nginx has accepted.")
CONNECTIONS = Gauge("gateway_connections", "state: active (all), reading, writing, waiting (kept, idle).", ["state"])
UP = Gauge("gateway_up", "1 when nginx answered when last asked.")


class Nginx:
    """Its figures begin at 0 with every start; ours go on."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._known: Mapping[str, int] = {}
        self._lock = Lock()

    def measure(self) -> None:
        found = self._figures()
        UP.set(bool(found))
        if found:
            self._take(found)

    def _take(self, found: Mapping[str, int]) -> None:
        with self._lock:
            REQUESTS.inc(self._since("requests", found["requests"]))
            ACCEPTED.inc(self._since("accepted", found["accepted"]))
            self._known = found
        for state in ("active", "reading", "writing", "waiting"):
            CONNECTIONS.labels(state).set(found[state])

    def _since(self, name: str, now: int) -> int:
        before = self._known.get(name, 0)
        return now - before if now >= before else now

    def _figures(self) -> Mapping[str, int]:
        """Empty when it does not answer."""
        connection = http.client.HTTPConnection(self._url.hostname or "", self._url.port, timeout=TIMEOUT)
        try:
            connection.request("GET", self._url.path)
            match = NUMBERS.search(connection.getresponse().read())
        except (OSError, http.client.HTTPException):
            return {}
        finally:
            connection.close()
        return {name: int(value) for name, value in match.groupdict().items()} if match else {}
