"""/docs/events: the AsyncAPI document as a page. Plain HTML made here, so the browser runs no script for it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from tools.gateway import filled
from tools.state import ROOT

# Not from tools.asyncapi: pages are also made where only the gateway's files are.
DOCUMENT = ROOT / "docs" / "reference" / "asyncapi" / "events.json"
Found = Mapping[str, Any]


def write(folder: Path, source: Path, links: str) -> None:
    shutil.copy2(source / "events.css", folder / "assets")
    shutil.copy2(DOCUMENT, folder / "events.json")
    found = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    parts = {
        "links": links,
        "contents": contents(found),
        "envelope": fields(found, "Envelope"),
        "events": events(found),
    }
    (folder / "events.html").write_text(
        filled((source / "events.html").read_text(), parts | {"links": links}), encoding="utf-8"
    )


def nouns(found: Found) -> Iterator[tuple[str, list[str]]]:
    """Subjects by their first word."""
    for noun, subjects in groupby(sorted(found["channels"]), key=lambda subject: subject.partition(".")[0]):
        yield noun, list(subjects)


def contents(found: Found) -> str:
    return "\n".join(
        f'<li><a href="#{noun}">{noun}</a> <span class="count">{len(those)}</span></li>' for noun, those in nouns(found)
    )


def events(found: Found) -> str:
    return "\n".join(
        f'<section aria-labelledby="{noun}"><h2 id="{noun}">{noun.title()}</h2>\n'
        f"{''.join(event(found, subject) for subject in subjects)}</section>"
        for noun, subjects in nouns(found)
    )


def event(found: Found, subject: str) -> str:
    told = found["components"]["schemas"][subject]["description"]
    who = "".join(
        f"<div><dt>{words}</dt><dd>{' '.join(chips(found, action, subject)) or '<em>nobody yet</em>'}</dd></div>"
        for action, words in (("send", "sent by"), ("receive", "read by"))
    )
    words = f"<p>{escape(told)}</p>" if told else ""
    head = f"<h3><code>{subject}</code></h3>{words}<dl>{who}</dl>"
    return f'<article id="{subject}">{head}{fields(found, subject)}</article>\n'


def chips(found: Found, action: str, subject: str) -> Iterator[str]:
    for name in found["operations"]:
        service, doing, _ = name.split(".", 2)
        if doing == f"{action}s" and name.endswith(f".{subject}"):
            yield f'<span class="chip">{escape(service.removesuffix("_service"))}</span>'


def fields(found: Found, name: str) -> str:
    schema = found["components"]["schemas"][name]
    rows = "".join(row(path, one, needed=needed) for path, one, needed in flat(schema, ""))
    head = '<tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr>'
    named = f'role="region" tabindex="0" aria-label="Fields of {escape(name)}"'
    return f'<div class="scroll" {named}><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def flat(schema: Found, above: str) -> Iterator[tuple[str, Found, bool]]:
    """Fields, and those of objects in lists below them: `lines[].quantity`."""
    for name, one in schema["properties"].items():
        yield f"{above}{name}", one, name in schema.get("required", ())
        if "properties" in (inner := one.get("items", {})):
            yield from flat(inner, f"{above}{name}[].")


def row(path: str, schema: Found, *, needed: bool) -> str:
    kind = schema.get("format") or schema.get("type", "anything")
    told = schema.get("description", "") or ("" if needed else "may be missing")
    words = kind if isinstance(kind, str) else " or ".join(kind)
    return f'<tr><th scope="row"><code>{escape(path)}</code></th><td>{escape(words)}</td><td>{escape(told)}</td></tr>'
