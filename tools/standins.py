"""Who serves in whose place: where the gateway sends the requests for each of its upstreams."""

from __future__ import annotations

import json
from pathlib import Path

from tools import gateway
from tools.mesh import Mesh
from tools.state import State

# In the order of the gateway's upstreams; live updates come last, and nobody stands in for them.
BEHIND_GATEWAY = ("user-web", "product-web", "order-web", "payments-web", "gateway-health")


def record(state: State) -> Path:
    return state.run / "gateway" / "standins.json"


def serving(state: State) -> list[str]:
    """Names of the processes that are stood in for."""
    path = record(state)
    return list(json.loads(path.read_text())) if path.exists() else []


def remember(state: State, process: str, *, replaced: bool) -> None:
    others = [name for name in serving(state) if name != process]
    record(state).write_text(json.dumps([*others, process] if replaced else others))


def forget(state: State) -> None:
    """A mesh that starts has every process in its own place."""
    record(state).unlink(missing_ok=True)


def upstreams(mesh: Mesh) -> dict[str, str]:
    """Addresses by the names the gateway has for them."""
    replaced = serving(mesh.state)
    places = [mesh.places("gateway", name)[name in replaced] for name in BEHIND_GATEWAY]
    return dict(zip(gateway.UPSTREAMS, [*places, mesh.reach("gateway", "live")], strict=True))
