"""What services need before their first start: the signing key, certificates, tables and demo data."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from servicekit.encryption import keyfile
from servicekit.grpc import mtls
from tools import stamps
from tools.console import Failure, step
from tools.mesh import IDENTITIES, Mesh
from tools.processes import present
from tools.run import run
from tools.state import ROOT, State

# What migrations and seeds read.
SHARED = tuple(ROOT / "servicekit" / name for name in ("events", "idempotency", "auth", "encryption"))


def prepare(mesh: Mesh) -> list[str]:
    """Why services could not be prepared; the others start all the same, as they would when one is down."""
    certificates(mesh.state)
    with ThreadPoolExecutor(max_workers=2) as pool:
        reasons = pool.map(partial(attempt, mesh), present())
    return [reason for reason in reasons if reason]


def attempt(mesh: Mesh, service: str) -> str:
    try:
        service_ready(mesh, service)
    except Failure as failure:
        return f"{service}: {failure}"
    return ""


def certificates(state: State) -> None:
    """As the process of that name does while the mesh runs."""
    authority = mtls.make_authority(state.tls / "authority")
    wanted = [name for name in IDENTITIES if mtls.due_in(state.tls / name, authority) <= 0]
    if wanted:
        with step(f"{len(wanted)} certificates, signed by a local authority"):
            mtls.ensure(state.tls, wanted)


def service_ready(mesh: Mesh, service: str) -> None:
    """Keys, tables and demo data of one service; nothing of it runs when nothing it reads has changed."""
    seen = read_by(mesh, service)
    needed = [mesh.state.data / f"{service}.sqlite3"] if mesh.database == "sqlite" else []
    ensure_field_keys(mesh, service)
    if service == "user_service":
        ensure_signing_key(mesh)
    if stamps.unchanged(mesh.state, f"data-{service}", seen, needs=needed):
        return
    with step(f"{service}: tables"):
        manage(mesh, service, "migrate")
        if not mesh.redis:
            manage(mesh, service, "manage", "createcachetable")
    with step(f"{service}: demo data"):
        manage(mesh, service, "seed")
    stamps.remember(mesh.state, f"data-{service}", seen)


def read_by(mesh: Mesh, service: str) -> str:
    """The digest of all that the tables and the demo data are made from, and of where they are kept."""
    return stamps.digest(ROOT / service, *SHARED, also=f"{mesh.database_url(service)} {mesh.redis}")


def ensure_field_keys(mesh: Mesh, service: str) -> None:
    path = mesh.state.field_keys / f"{service}.json"
    if not path.exists():
        with step(f"{service}: field keys (AES-256)"):
            keyfile.ensure(path)


def ensure_signing_key(mesh: Mesh) -> None:
    if any(mesh.state.keys.iterdir()):
        return
    with step("user_service: signing key (RSA-3072)"):
        manage(mesh, "user_service", "manage", "keys", "ensure")


def manage(mesh: Mesh, service: str, *arguments: str) -> str:
    return run([sys.executable, "-m", service, *arguments], env=mesh.environment(service))


def attached(mesh: Mesh, service: str, *arguments: str) -> int:
    """The same, with the caller's terminal: for commands that ask or print."""
    command = [sys.executable, "-m", service, *arguments]
    return subprocess.run(command, check=False, env={**os.environ, **mesh.environment(service)}).returncode  # noqa: S603 - our own interpreter
