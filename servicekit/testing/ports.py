"""Ports for servers that are started a moment later, often as a process of their own."""

from __future__ import annotations

import random
import socket

# Below the range that outgoing connections are given (32768 and up on Linux): between choosing a port there and binding
# it, any connection of any process on the machine may be given it.
SPARE = range(20_000, 32_000)


def free_port() -> int:
    """On loopback, by chance, so that two suites do not choose the same."""
    while not free(port := random.choice(SPARE)):  # noqa: S311 - a port is no secret
        pass
    return port


def free_ports(number: int) -> list[int]:
    """As many, each another one."""
    found: set[int] = set()
    while len(found) < number:
        found.add(free_port())
    return sorted(found)


def free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
