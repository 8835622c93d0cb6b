"""NATS: one node, or with `./dev up --nats-cluster` three that keep every event between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.mesh import Mesh

CLUSTER = ("nats", "nats-2", "nats-3")

ALONE = """\
listen: "{address}"
server_name: {name}
jetstream {{
  store_dir: "{store}"
  max_file_store: 1GB
  # The default syncs every two minutes: an acknowledged event could be lost with the machine.
  sync_interval: always
}}
"""
AMONG = """\
cluster {{
  name: shopmesh
  listen: "{own}"
  routes: [{routes}]
}}
"""


def names(mesh: Mesh) -> tuple[str, ...]:
    return CLUSTER[: mesh.brokers]


def urls(mesh: Mesh, caller: str) -> str:
    """NATS_URL of one process."""
    return ",".join(f"nats://{mesh.reach(caller, name)}" for name in names(mesh))


def write(mesh: Mesh) -> None:
    """What each node reads. A cluster has disks of its own: a node that was alone brings its stream into none."""
    for name in names(mesh):
        store = mesh.state.data / ("nats" if mesh.brokers == 1 else f"cluster-{name}")
        text = ALONE.format(address=mesh.ports.address(name), name=name, store=store)
        (mesh.state.run / f"{name}.conf").write_text(text + (among(mesh, name) if mesh.brokers > 1 else ""))


def among(mesh: Mesh, name: str) -> str:
    places = {node: mesh.ports.address(f"{node}-routes") for node in names(mesh)}
    routes = ", ".join(f'"nats://{place}"' for place in places.values())
    return AMONG.format(own=places[name], routes=routes)
