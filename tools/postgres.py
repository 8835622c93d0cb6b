"""A private PostgreSQL cluster, for `--postgres` without DATABASE_URL: made once, supervised like everything else."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tools import binaries
from tools.console import Failure
from tools.mesh import SERVICES, short
from tools.ports import LOOPBACK
from tools.run import run
from tools.state import State

OWNER = "postgres"
# Development data on a laptop: the server's own defaults, less memory, no waiting for other people's time zones.
SETTINGS = {"shared_buffers": "'64MB'", "max_connections": "200", "timezone": "'UTC'", "log_timezone": "'UTC'"}


def given(environment: Mapping[str, str]) -> dict[str, str]:
    """Databases the caller brings: USER_DATABASE_URL … per service, or one DATABASE_URL whose path is the server's."""
    named = {service: environment.get(f"{short(service).upper()}_DATABASE_URL", "") for service in SERVICES}
    shared = environment.get("DATABASE_URL", "")
    if not any(named.values()) and not shared:
        return {}
    missing = [service for service, url in named.items() if not url and not shared]
    if missing:
        raise Failure(
            f"--postgres: no database for {', '.join(missing)}; set {short(missing[0]).upper()}_DATABASE_URL."
        )
    return {service: url or f"{shared.rstrip('/').rpartition('/')[0]}/{service}" for service, url in named.items()}


def urls(port: int) -> dict[str, str]:
    return {service: url(service, port) for service in SERVICES}


def url(database: str, port: int) -> str:
    return f"postgres://{OWNER}@{LOOPBACK}:{port}/{database}"


def folder(state: State) -> Path:
    """In the state folder, or where the `postgres` user can go (a checkout below /root is closed to it)."""
    wanted = state.data / "postgres"
    if not binaries.is_root() or reachable(wanted.parent):
        return wanted
    digest = hashlib.sha256(str(state.folder).encode()).hexdigest()[:12]
    return Path("/var/lib") / f"shopmesh-{digest}" / "postgres"


def reachable(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in [path, *path.parents] if parent.exists())


def prepare(state: State) -> None:
    """initdb, when there is no cluster yet. Trust on loopback: the cluster is private to this machine's developer."""
    home = folder(state)
    if (home / "PG_VERSION").exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    if binaries.is_root():
        shutil.chown(home, OWNER, OWNER)
    home.chmod(0o700)
    arguments = ["--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--no-sync", "--locale", "C.UTF-8"]
    run([*as_owner(), str(binaries.postgres("initdb")), "-D", str(home), *arguments], cwd=Path("/"))
    settings = "".join(f"{name} = {value}\n" for name, value in SETTINGS.items())
    with (home / "postgresql.conf").open("a") as file:
        file.write(settings)


def as_owner() -> list[str]:
    return ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups"] if binaries.is_root() else []


def command(state: State, port: int) -> list[str]:
    # No unix socket: its path may have 107 bytes, and a checkout can lie deeper than that.
    place = ["-D", str(folder(state)), "-h", LOOPBACK, "-p", str(port), "-k", ""]
    return [str(binaries.postgres("postgres")), *place]


def create_databases(names: Sequence[str], port: int) -> None:
    present = psql(port, "SELECT datname FROM pg_database").split()
    for name in names:
        if name not in present:
            psql(port, f'CREATE DATABASE "{name}"')


def wait(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if accepts(port):
            return
        time.sleep(0.2)
    raise Failure(f"PostgreSQL did not answer on port {port} within {seconds:.0f} s.")


def accepts(port: int) -> bool:
    question = [str(binaries.postgres("pg_isready")), "-q", "-h", LOOPBACK, "-p", str(port)]
    return subprocess.run(question, check=False).returncode == 0  # noqa: S603 - our own arguments


def psql(port: int, statement: str) -> str:
    client = [str(binaries.postgres("psql")), "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1"]
    place = ["-h", LOOPBACK, "-p", str(port), "-U", OWNER, "-d", "postgres"]
    return run([*client, *place, "-c", statement], env={"PGOPTIONS": ""}, cwd=Path("/"))


def stop_orphan(state: State) -> None:
    """End a server whose supervisor was killed: a second one would find its data locked."""
    note = folder(state) / "postmaster.pid"
    with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
        pid = int(note.read_text().split()[0])
        if Path(f"/proc/{pid}/cwd").resolve() == folder(state).resolve():
            os.kill(pid, signal.SIGINT)  # fast shutdown: clients are disconnected
            wait_for_end(note)


def wait_for_end(note: Path, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while note.exists() and time.monotonic() < end:
        time.sleep(0.1)


def remove(state: State) -> None:
    home = folder(state)
    shutil.rmtree(home, ignore_errors=True)
    if state.folder not in home.parents:
        shutil.rmtree(home.parent, ignore_errors=True)
