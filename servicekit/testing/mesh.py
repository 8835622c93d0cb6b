"""A mesh of one process: certificates of its own, servers on free ports, channels as any service would have them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import grpc

from servicekit.grpc import mtls
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy, Policies
from servicekit.grpc.server import MeshServer


class EveryMethod(dict[str, CallPolicy]):
    """One policy for whatever is called: tests of servicers care about answers, not about policies."""

    def __missing__(self, method: str) -> CallPolicy:
        return CallPolicy(deadline=5.0)


class MeshTls:
    """Certificates of a mesh of its own; those of a service are made when they are first asked for."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def of(self, service: str) -> Path:
        mtls.ensure(self.directory, [service])
        return self.directory / service


@dataclass(frozen=True)
class RunningServer:
    """A server under test. `address` is what a service's `*_GRPC` setting would say."""

    server: MeshServer
    service: str
    tls: MeshTls

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def channel(self, caller: str, policies: Policies | None = None) -> grpc.Channel:
        """The channel that `caller` would have to this server."""
        known = EveryMethod() if policies is None else policies
        return mesh_channel(self.service, self.address, known, tls_dir=self.tls.of(caller))
