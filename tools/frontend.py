"""The front end: packages, build and publication, each done again only when what it reads has changed."""

from __future__ import annotations

import shutil

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
    """`npm ci` when the lock file changed; the stamp lies in node_modules, so it goes when they go."""
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
    with step("build and publish the shell and its remotes"):
        node.npm(state, "run", "build")
        node.npm(state, "run", "publish", "--", str(state.web))
    stamps.remember(state, BUILD, sources)


def publish_pictures(state: State) -> None:
    """Product pictures belong to product_service and are served by the gateway."""
    target = state.web / "media" / "products"
    target.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES.glob("*.webp"):
        copy = target / picture.name
        if not copy.exists() or copy.stat().st_mtime < picture.stat().st_mtime:
            shutil.copy2(picture, copy)
