"""As much of Redis as a cache asks for, so that the tests run where none is installed; it can be told to hang."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn


class TinyRedis(ThreadingMixIn, TCPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.kept: dict[bytes, bytes] = {}
        self.commands: list[bytes] = []
        self.answering = threading.Event()
        self.answering.set()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Accepts whoever comes, and says nothing: what SIGSTOP makes of the real one."""
        self.answering.clear()
        try:
            yield
        finally:
            self.answering.set()

    def obey(self, name: bytes, *words: bytes) -> bytes:
        self.commands.append(name)
        match name:
            case b"SET":
                self.kept[words[0]] = words[1]
                return b"+OK\r\n"
            case b"GET" if words[0] in self.kept:
                return b"$%d\r\n%b\r\n" % (len(self.kept[words[0]]), self.kept[words[0]])
            case b"GET":
                return b"$-1\r\n"
            case b"DEL":
                return b":%d\r\n" % sum(self.kept.pop(word, None) is not None for word in words)
        return b"-ERR unknown command\r\n"


class Conversation(StreamRequestHandler):
    server: TinyRedis

    def handle(self) -> None:
        while head := self.rfile.readline():
            words = [self._word() for _ in range(int(head[1:]))]
            self.server.answering.wait()
            try:
                self.wfile.write(self.server.obey(words[0].upper(), *words[1:]))
            except OSError:  # nobody waited for it
                return

    def _word(self) -> bytes:
        length = int(self.rfile.readline()[1:])
        return self.rfile.read(length + 2)[:-2]


@contextmanager
def tiny_redis() -> Iterator[TinyRedis]:
    with TinyRedis() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.answering.set()
        server.shutdown()
