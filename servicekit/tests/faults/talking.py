"""A server that says back what it hears, and a client that measures how long that takes."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PATIENCE = 5.0  # seconds


@contextmanager
def echo_server() -> Iterator[str]:
    """Its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_serve, args=(listener,), daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def _serve(listener: socket.socket) -> None:
    with suppress(OSError):  # closed: the test is over
        while True:
            threading.Thread(target=_echo, args=(listener.accept()[0],), daemon=True).start()


def _echo(connection: socket.socket) -> None:
    with connection, suppress(OSError):
        while data := connection.recv(65_536):
            connection.sendall(data)


class Talker:
    def __init__(self, address: str) -> None:
        host, port = address.split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=PATIENCE)

    def __enter__(self) -> Talker:  # noqa: PYI034 - never subclassed
        return self

    def __exit__(self, *_error: object) -> None:
        self.socket.close()

    def said_back(self, data: bytes = b"hello") -> float:
        """Seconds until all of it has come back, unchanged and in order."""
        began = time.monotonic()
        sending = threading.Thread(target=self._say, args=(data,))
        sending.start()
        assert self.heard(len(data)) == data
        sending.join()
        return time.monotonic() - began

    def _say(self, data: bytes) -> None:
        with suppress(OSError):  # whoever listens for the answer notices
            self.socket.sendall(data)

    def heard(self, length: int) -> bytes:
        """Fewer bytes when the other side ends before. ConnectionResetError when it does so by RST."""
        data = b""
        while len(data) < length and (piece := self.socket.recv(length - len(data))):
            data += piece
        return data

    def silence(self, seconds: float) -> bool:
        """Whether nothing at all is heard for so long."""
        self.socket.settimeout(seconds)
        try:
            self.socket.recv(1)
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(PATIENCE)
        return False
