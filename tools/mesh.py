"""What runs, where, with which environment: the one description that `./dev`, tests and benchmarks share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tools import brokers
from tools.ports import CANONICAL, LOOPBACK, STANDIN, Ports
from tools.state import ROOT, State

SERVICES = ("user_service", "product_service", "order_service", "payments_service")
# The gateway's health process asks the services over gRPC, so it has a certificate of its own.
IDENTITIES = (*SERVICES, "api_gateway")
PROVIDER_KEY = "sandbox-development-key"
WEBHOOK_SECRET = "whsec_sandbox_development"  # noqa: S105 - of the demo; production refuses it
# Another payment provider than the sandbox, and its keys: for payments_service, and for nobody else to see.
CHOSEN_PROVIDER = frozenset({"PAYMENT_PROVIDER", "STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_URL"})

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
    # How many NATS nodes: one, or three that keep every event between them.
    brokers: int = 1
    # Empty means SQLite; otherwise service → postgres URL.
    databases: Mapping[str, str] = field(default_factory=dict)
    own_postgres: bool = False
    # Taken from the caller's environment as they are, for example SHOPMESH_LOGIN_RATE in a benchmark.
    extra: Mapping[str, str] = field(default_factory=dict)
    # "caller:callee" → where the fault proxy listens for it. Empty: nothing stands between two processes.
    links: Mapping[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.ports['gateway']}"

    @property
    def database(self) -> str:
        return "postgres" if self.databases else "sqlite"

    def reach(self, caller: str, callee: str) -> str:
        """The address at which one process finds another."""
        link = self.links.get(f"{caller}:{callee}")
        return f"{LOOPBACK}:{link}" if link else self.ports.address(callee)

    def places(self, caller: str, callee: str) -> list[str]:
        """Where it finds one that may be stood in for: the stand-in has an address of its own."""
        return [self.reach(caller, callee), self.ports.address(f"{callee}{STANDIN}")]

    def jwks_urls(self, caller: str) -> str:
        return ",".join(f"http://{place}/.well-known/jwks.json" for place in self.places(caller, "user-web"))

    def database_url(self, service: str, caller: str = "") -> str:
        url = self.databases.get(service) or f"sqlite:///{self.state.data / service}.sqlite3"
        link = self.links.get(f"{caller}:postgres")
        return url if link is None else url.replace(authority(url), f"{LOOPBACK}:{link}", 1)

    def environment(self, service: str, caller: str = "") -> dict[str, str]:
        """The environment of one process of a service, or of a command that belongs to none of them."""
        name = short(service)
        own = {"SIGNING_KEYS_DIR": str(self.state.keys)} if service == "user_service" else {}
        return {
            **self.common(),
            **own,
            **self._provider(service, caller),
            **self.faults(),
            "DATABASE_URL": self.database_url(service, caller),
            "REDIS_URL": f"redis://{self.reach(caller, 'redis')}/0" if self.redis else "",
            "NATS_URL": brokers.urls(self, caller),
            "NATS_REPLICAS": str(self.brokers),
            "TLS_DIR": str(self.state.tls / service),
            "FIELD_KEYS_FILE": str(self.state.field_keys / f"{service}.json"),
            "JWKS_URL": self.jwks_urls(caller),
            "JWKS_CACHE": str(self.state.run / f"{service}-jwks.json"),
            "WEB_BIND": self.ports.address(f"{name}-web"),
            "GRPC_BIND": self.ports.address(f"{name}-grpc"),
            **self.grpc_targets(caller),
        }

    def faults(self) -> dict[str, str]:
        """Where processes read which faults to have; only while the fault proxy is wired in."""
        return {"FAULTS_FILE": str(self.state.run / "faults.json")} if self.links else {}

    def common(self) -> dict[str, str]:
        return {
            "SHOPMESH_ENV": "development",
            "SHOPMESH_STATE": str(self.state.folder),
            "PUBLIC_URL": self.url,
            "LOG_FORMAT": "json",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            **{name: value for name, value in self.extra.items() if name not in CHOSEN_PROVIDER},
        }

    def grpc_targets(self, caller: str = "") -> dict[str, str]:
        names = [short(service) for service in SERVICES]
        return {f"{name.upper()}_GRPC": ",".join(self.places(caller, f"{name}-grpc")) for name in names}

    def provider(self, caller: str = "") -> dict[str, str]:
        return {
            "PROVIDER_URL": f"http://{self.reach(caller, 'sandbox')}",
            "PROVIDER_API_KEY": PROVIDER_KEY,
            "PROVIDER_BIND": self.ports.address("sandbox"),
            "PROVIDER_DATA": str(self.state.data / "sandbox.sqlite3"),
            "PROVIDER_WEBHOOK_URL": f"{self.url}/api/payments/webhooks/sandbox/",
            "PROVIDER_WEBHOOK_SECRET": WEBHOOK_SECRET,
        }

    def _provider(self, service: str, caller: str) -> dict[str, str]:
        if service != "payments_service":
            return {}
        return self.provider(caller) | {name: self.extra[name] for name in CHOSEN_PROVIDER if name in self.extra}

    def save(self) -> None:
        """Written by `up`, read by every later command about this mesh."""
        facts = asdict(self) | {"state": str(self.state.folder), "ports": dict(self.ports.numbers)}
        path = description(self.state)
        path.touch(mode=0o600)
        path.chmod(0o600)  # database URLs carry passwords
        path.write_text(json.dumps(facts, indent=2))


def authority(url: str) -> str:
    """`host:port` of a database URL."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else f"{parts.hostname}"


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
