"""What runs, where, with which environment: the one description that `./dev`, tests and benchmarks share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tools.ports import CANONICAL, Ports
from tools.state import ROOT, State

SERVICES = ("user_service", "product_service", "order_service", "payments_service")
# The gateway's health process asks the services over gRPC, so it has a certificate of its own.
IDENTITIES = (*SERVICES, "api_gateway")
PROVIDER_KEY = "sandbox-development-key"

DEMO_LOGINS = (
    ("admin@example.com", "admin123", "admin"),
    ("staff@example.com", "staff123", "staff"),
    ("vendor@example.com", "vendor123", "vendor"),
    ("user@example.com", "user123", "customer"),
    ("viewer@example.com", "viewer123", "viewer"),
    ("user0@example.com … user9@example.com", "password123", "customer"),
)


def short(service: str) -> str:
    """`order_service` is `order` in process names, routes and documentation."""
    return service.removesuffix("_service")


@dataclass(frozen=True)
class Mesh:
    """Everything that may differ between two meshes of the same checkout."""

    state: State
    ports: Ports
    redis: bool = True
    # Empty means SQLite; otherwise service → postgres URL.
    databases: Mapping[str, str] = field(default_factory=dict)
    own_postgres: bool = False
    # Taken from the caller's environment as they are, for example SHOPMESH_LOGIN_RATE in a benchmark.
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.ports['gateway']}"

    @property
    def database(self) -> str:
        return "postgres" if self.databases else "sqlite"

    def database_url(self, service: str) -> str:
        return self.databases.get(service) or f"sqlite:///{self.state.data / service}.sqlite3"

    def environment(self, service: str) -> dict[str, str]:
        """The environment of every process of one service."""
        name = short(service)
        own = {"SIGNING_KEYS_DIR": str(self.state.keys)} if service == "user_service" else {}
        return {
            **self.common(),
            **own,
            **self._provider(service),
            "DATABASE_URL": self.database_url(service),
            "REDIS_URL": f"redis://{self.ports.address('redis')}/0" if self.redis else "",
            "NATS_URL": f"nats://{self.ports.address('nats')}",
            "TLS_DIR": str(self.state.tls / service),
            "JWKS_URL": f"{self.ports.url('user-web')}/.well-known/jwks.json",
            "JWKS_CACHE": str(self.state.run / f"{service}-jwks.json"),
            "WEB_BIND": self.ports.address(f"{name}-web"),
            "GRPC_BIND": self.ports.address(f"{name}-grpc"),
            **self.grpc_targets(),
        }

    def common(self) -> dict[str, str]:
        return {
            "SHOPMESH_ENV": "development",
            "SHOPMESH_STATE": str(self.state.folder),
            "PUBLIC_URL": self.url,
            "LOG_FORMAT": "json",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            **self.extra,
        }

    def grpc_targets(self) -> dict[str, str]:
        return {f"{short(service).upper()}_GRPC": self.ports.address(f"{short(service)}-grpc") for service in SERVICES}

    def provider(self) -> dict[str, str]:
        return {
            "PROVIDER_URL": self.ports.url("sandbox"),
            "PROVIDER_API_KEY": PROVIDER_KEY,
            "PROVIDER_BIND": self.ports.address("sandbox"),
            "PROVIDER_DATA": str(self.state.data / "sandbox.sqlite3"),
        }

    def _provider(self, service: str) -> dict[str, str]:
        return self.provider() if service == "payments_service" else {}

    def save(self) -> None:
        """Written by `up`, read by every later command about this mesh."""
        facts = asdict(self) | {"state": str(self.state.folder), "ports": dict(self.ports.numbers)}
        path = description(self.state)
        path.touch(mode=0o600)
        path.chmod(0o600)  # database URLs carry passwords
        path.write_text(json.dumps(facts, indent=2))


def description(state: State) -> Path:
    return state.run / "mesh.json"


def load(state: State) -> Mesh | None:
    """The mesh last started in this state folder, or None when there never was one."""
    path = description(state)
    if not path.exists():
        return None
    facts = json.loads(path.read_text())
    # A mesh that is older than this checkout may know fewer ports.
    return Mesh(**facts | {"state": state, "ports": Ports({**CANONICAL, **facts["ports"]})})
