from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import nats as nats_client
from asgiref.sync import async_to_sync

from servicekit.events import stream
from servicekit.testing.ports import free_ports
from servicekit.tests.events.counting import wait_until
from servicekit.tests.events.nats_server import NATS_SERVER, Nats


@dataclass
class Cluster:
    """Three brokers on loopback, each with its own disk."""

    folder: Path
    ports: list[int] = field(default_factory=lambda: free_ports(6))
    nodes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return ["nats-1", "nats-2", "nats-3"]

    @property
    def url(self) -> str:
        return ",".join(f"nats://127.0.0.1:{port}" for port in self.ports[:3])

    def start(self) -> None:
        for name in self.names:
            self.start_node(name)
        for port in self.ports[:3]:
            wait_until(Nats(port, self.folder).listens)

    def start_node(self, name: str) -> None:
        number = self.names.index(name)
        routes = ",".join(f"nats://127.0.0.1:{port}" for port in self.ports[3:])
        where = ["-a", "127.0.0.1", "-p", str(self.ports[number]), "-n", name, "--cluster_name", "testing"]
        among = ["--cluster", f"nats://127.0.0.1:{self.ports[3 + number]}", "--routes", routes]
        self.nodes[name] = subprocess.Popen(  # noqa: S603 - our own binary and arguments
            [str(NATS_SERVER), *where, *among, "-js", "-sd", str(self.folder / name)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self, name: str) -> None:
        """SIGKILL: it says goodbye to nobody."""
        node = self.nodes.pop(name)
        node.kill()
        node.wait()

    def stop(self) -> None:
        for name in list(self.nodes):
            self.kill(name)

    @async_to_sync
    async def leader(self) -> str:
        """The node that takes what is published."""
        client = await nats_client.connect(self.url.split(","))
        try:
            info = await client.jetstream().stream_info(stream.STREAM)
        finally:
            await client.close()
        assert info.config.num_replicas == len(self.names)
        assert info.cluster is not None
        assert info.cluster.leader is not None
        return info.cluster.leader
