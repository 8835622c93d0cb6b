"""HTTP by hand: what clients' libraries would tidy up goes over the wire as written."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, list[str]]
    body: bytes

    def header(self, name: str) -> str:
        """The one value of a header; two of the same name are a mistake of ours."""
        values = self.headers.get(name.lower(), [])
        assert len(values) <= 1, f"{name} came {len(values)} times"
        return values[0] if values else ""

    def problem(self) -> Any:
        assert self.header("Content-Type") == "application/problem+json"
        return json.loads(self.body)


def request(path: str, *headers: str, method: str = "GET", host: str = "localhost", body: bytes = b"") -> bytes:
    length = [f"Content-Length: {len(body)}"] if body or method in {"POST", "PUT", "PATCH"} else []
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *length, *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def send(port: int, payload: bytes, *, seconds: float = 15) -> Answer:
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(payload)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    return parse(received)


def parse(received: bytes) -> Answer:
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.lower(), []).append(value.strip())
    return Answer(int(first.split(" ")[1]) if first else 0, headers, body)
