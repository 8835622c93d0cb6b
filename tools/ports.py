"""Which port each process listens on: the canonical one, or a free one when somebody else has it."""

from __future__ import annotations

import json
import random
import socket
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"
STANDIN = "-standin"
SPARE = range(20_000, 32_000)

CANONICAL: Mapping[str, int] = {
    "gateway": 8080,
    "user-web": 8001,
    "product-web": 8002,
    "order-web": 8003,
    "payments-web": 8004,
    "sandbox": 8005,
    "gateway-health": 8006,
    "gateway-status": 8007,
    "live": 8009,
    "user-grpc": 50051,
    "product-grpc": 50052,
    "order-grpc": 50053,
    "payments-grpc": 50054,
    "user-grpc-metrics": 9101,
    "product-grpc-metrics": 9102,
    "order-grpc-metrics": 9103,
    "payments-grpc-metrics": 9104,
    "user-worker-metrics": 9111,
    "product-worker-metrics": 9112,
    "order-worker-metrics": 9113,
    "payments-worker-metrics": 9114,
    "faults-metrics": 9121,
    # Where a process is stood in for while it is restarted; `spare` chooses others than these.
    "user-web-standin": 8101,
    "product-web-standin": 8102,
    "order-web-standin": 8103,
    "payments-web-standin": 8104,
    "gateway-health-standin": 8106,
    "user-grpc-standin": 8151,
    "product-grpc-standin": 8152,
    "order-grpc-standin": 8153,
    "payments-grpc-standin": 8154,
    "nats": 4222,
    # Of a cluster: its other nodes, and where its nodes talk to each other.
    "nats-2": 4223,
    "nats-3": 4224,
    "nats-routes": 6222,
    "nats-2-routes": 6223,
    "nats-3-routes": 6224,
    "redis": 6379,
    "postgres": 5432,
}


@dataclass(frozen=True)
class Ports:
    numbers: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        return self.numbers[name]

    def address(self, name: str) -> str:
        return f"{LOOPBACK}:{self.numbers[name]}"

    def url(self, name: str) -> str:
        return f"http://{self.address(name)}"


def busy(port: int) -> bool:
    """Whether binding the port fails: this also sees ports held by other users, without connecting to them."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            with spoken_for([port]):
                return False
        except OSError:
            return True


@contextmanager
def spoken_for(numbers: Iterable[int]) -> Iterator[None]:
    """Tell the other meshes of this machine that the ports will be used, until their servers have bound them.

    A name in Linux's abstract namespace (unix(7)) belongs to one process and goes with it. OSError when it is taken.
    """
    with ExitStack() as stack:
        for number in numbers if sys.platform == "linux" else ():
            name = stack.enter_context(socket.socket(socket.AF_UNIX))
            name.bind(f"\0shopmesh-port-{number}")
        yield


def free(avoid: Iterable[int] = ()) -> int:
    taken = set(avoid)
    while True:
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            port = int(probe.getsockname()[1])
        if port not in taken:
            return port


@contextmanager
def held(numbers: Iterable[int]) -> Iterator[None]:
    """Keep the ports from any other program while tables and pages are being made, which can take a minute.

    Without SO_REUSEADDR, so that `busy` sees it; a port that cannot be held that way (TIME_WAIT) is left alone.
    """
    with ExitStack() as stack:
        for number in numbers:
            holder = stack.enter_context(socket.socket())
            with suppress(OSError):
                holder.bind((LOOPBACK, number))
        yield


def suggestion(port: int) -> int:
    """The next free port above a busy one: what a person would try by hand."""
    above = (candidate for candidate in range(port + 1, 65536) if not busy(candidate))
    return next(above, 0) or free()


def spare(avoid: Iterable[int] = ()) -> int:
    """For a stand-in, whose port nobody holds while it is not at work.

    From below the range that outgoing connections are given (32768 and up on Linux), and by chance, so that two meshes,
    who do not see each other's, do not choose the same.
    """
    taken = set(avoid)
    while (port := random.choice(SPARE)) in taken or busy(port):  # noqa: S311 - a port is no secret
        pass
    return port


def choose(remembered: Path, gateway: int) -> Ports:
    """Last time's internal ports where they are still free, else the canonical ones, else any free one."""
    before: dict[str, int] = json.loads(remembered.read_text()) if remembered.exists() else {}
    chosen = {"gateway": gateway}
    for name, canonical in CANONICAL.items():
        if name != "gateway":
            standin = name.endswith(STANDIN)
            wishes = [before.get(name, 0), 0 if standin else canonical]
            any_port = spare if standin else free
            chosen[name] = available(wishes, chosen.values()) or any_port(chosen.values())
    remembered.parent.mkdir(parents=True, exist_ok=True)
    remembered.write_text(json.dumps(chosen, indent=2))
    return Ports(chosen)


def available(wishes: Iterable[int], taken: Collection[int]) -> int:
    """The first that can be had; 0 when there is none."""
    return next((port for port in wishes if port and port not in taken and not busy(port)), 0)
