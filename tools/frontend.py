"""The front end: packages, build and publication, each done again only when what it reads has changed."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import node, stamps
from tools.console import step
from tools.node import FRONTEND
from tools.state import ROOT, State

LOCK = FRONTEND / "package-lock.json"
PICTURES = ROOT / "product_service" / "catalog" / "seed" / "images"
BUILD = "frontend-build"


def present() -> bool:
    return LOCK.exists()


def prepare(state: State, *, rebuild: bool = False) -> None:
    """Bring .shopmesh/web up to date with the sources."""
    publish_pictures(state)
    if present():
        install(state)
        build(state, rebuild=rebuild)


def install(state: State) -> None:
    """`npm ci` when the lock file changed; the stamp lies in node_modules, so it goes when they go.

    One at a time: it begins by emptying node_modules, and two of them empty each other's.
    """
    with LOCK.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark, wanted = FRONTEND / "node_modules" / ".shopmesh-lock", stamps.digest(LOCK, also=str(node.wheel()))
        if mark.exists() and mark.read_text() == wanted:
            return
        with step("npm ci: the front end's packages, from package-lock.json"):
            node.npm(state, "ci", "--no-audit", "--no-fund")
            mark.write_text(wanted)


def build(state: State, *, rebuild: bool) -> None:
    sources = stamps.digest(FRONTEND, also=str(state.web))
    if not rebuild and stamps.unchanged(state, BUILD, sources, needs=[state.web / "index.html"]):
        return
    with alone():
        compiled(state, rebuild=rebuild)
        with step("publish the shell and its remotes"):
            node.npm(state, "run", "publish", "--", str(state.web))
    stamps.remember(state, BUILD, sources)


def compiled(state: State, *, rebuild: bool) -> None:
    """What is built lies beside the sources, so that several meshes of one checkout share it."""
    mark, wanted = FRONTEND / "node_modules" / ".shopmesh-built", stamps.digest(FRONTEND)
    if not rebuild and mark.exists() and mark.read_text() == wanted and all(app.exists() for app in built()):
        return
    mark.unlink(missing_ok=True)
    with step("build the shell and its remotes"):
        node.npm(state, "run", "build")
    mark.write_text(wanted)


def built() -> list[Path]:
    return [manifest.parent / "dist" for manifest in (FRONTEND / "apps").glob("*/package.json")]


@contextmanager
def alone() -> Iterator[None]:
    """One build or publication at a time: a build empties what another mesh may just be publishing."""
    with (FRONTEND / "node_modules" / ".shopmesh-build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def publish_pictures(state: State) -> None:
    """Product pictures belong to product_service and are served by the gateway."""
    target = state.web / "media" / "products"
    target.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES.glob("*.webp"):
        copy = target / picture.name
        if not copy.exists() or copy.stat().st_mtime < picture.stat().st_mtime:
            shutil.copy2(picture, copy)
