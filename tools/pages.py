"""The gateway's own pages: Swagger for each service, and one page per problem type out of docs/problems.md."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from markdown_it import MarkdownIt

from tools import events_page
from tools.gateway import SERVICES, filled
from tools.state import ROOT

SOURCE = ROOT / "api_gateway" / "pages"
PROBLEMS = ROOT / "docs" / "problems.md"
SWAGGER = ("swagger-ui.css", "swagger-ui-bundle.js")
# "## out-of-stock" begins the section of /problems/out-of-stock.
SECTION = re.compile(r"^## `?([a-z0-9-]+)`?.*$", re.MULTILINE)


def write(pages: Path) -> None:
    write_docs(pages / "docs")
    write_problems(pages / "problems")


def write_docs(folder: Path) -> None:
    assets = folder / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    for name in SWAGGER:
        shutil.copy2(sidecar() / name, assets)
    for name in ("docs.css", "docs.js"):
        shutil.copy2(SOURCE / name, assets)
    links = " ".join(f'<a href="/docs/{name}">{name.title()}</a>' for name in SERVICES)
    links += ' <a href="/docs/events">Events</a>'
    events_page.write(folder, SOURCE, links)
    (folder / "index.html").write_text(filled((SOURCE / "docs-index.html").read_text(), {"links": links}))
    page = (SOURCE / "docs.html").read_text()
    for name in SERVICES:
        (folder / f"{name}.html").write_text(filled(page, {"name": name, "title": name.title(), "links": links}))


def sidecar() -> Path:
    """Swagger UI as drf-spectacular's authors package it: served from here, never from a CDN."""
    spec = find_spec("drf_spectacular_sidecar")
    if spec is None or spec.origin is None:
        raise LookupError("drf-spectacular-sidecar is missing from the virtual environment")
    return Path(spec.origin).parent / "static" / "drf_spectacular_sidecar" / "swagger-ui-dist"


def write_problems(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy2(SOURCE / "problems.css", folder)
    source = PROBLEMS.read_text() if PROBLEMS.exists() else "# Problems\n"
    page, markdown = (SOURCE / "problem.html").read_text(), MarkdownIt("commonmark").enable("table")
    for slug, text in sections(source).items():
        (folder / f"{slug}.html").write_text(filled(page, {"title": slug, "body": markdown.render(text)}))
    (folder / "index.html").write_text(filled(page, {"title": "All", "body": markdown.render(index(source))}))


def sections(source: str) -> dict[str, str]:
    """Slug → its part of the document, heading included."""
    parts = SECTION.split(source)[1:]
    return {slug: f"# {slug}\n{text}" for slug, text in zip(parts[::2], parts[1::2], strict=True)}


def index(source: str) -> str:
    """The document's introduction and a list of all sections."""
    introduction = SECTION.split(source)[0]
    return introduction + "\n" + "\n".join(f"- [{slug}](/problems/{slug})" for slug in sections(source))
