"""The events of all services as JSON Schema: protos/events/<type>.v<version>.json, and what may change in one version.

Readers ignore fields that they do not know. So a version may gain fields, if readers can do without them (events of
yesterday, still in the stream, lack them); what it has stays, with its type. Everything else is a new version, sent
beside the old one until nobody reads that any more. ADR 26.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from tools.console import Failure
from tools.mesh import SERVICES
from tools.openapi import ENVIRONMENT
from tools.run import run
from tools.state import ROOT

FOLDER = ROOT / "protos" / "events"
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Described:
    """By service: what it sends, and what it reads with which handlers."""

    sends: dict[str, dict[str, Schema]] = field(default_factory=dict)
    reads: dict[str, dict[str, list[dict[str, str]]]] = field(default_factory=dict)

    @property
    def schemas(self) -> dict[str, Schema]:
        """By subject, each with the services that send it."""
        found: dict[str, Schema] = {}
        for subject in sorted({subject for those in self.sends.values() for subject in those}):
            senders = [service for service in SERVICES if subject in self.sends[service]]
            found[subject] = {**self.sends[senders[0]][subject], "x-senders": senders}
        return found

    @property
    def readers(self) -> dict[str, list[str]]:
        """Who reads a subject."""
        found: dict[str, list[str]] = {}
        for service in SERVICES:
            for subject in self.reads[service]:
                found.setdefault(subject, []).append(service)
        return found


def collect() -> Described:
    """From the classes, as they are now."""

    def one(service: str) -> Any:
        said = run([sys.executable, "-m", service, "manage", "event_schemas"], env=ENVIRONMENT)
        return json.loads(said.splitlines()[-1])

    with ThreadPoolExecutor(2) as threads:
        said = dict(zip(SERVICES, threads.map(one, SERVICES), strict=True))
    return Described(
        {service: told["sends"] for service, told in said.items()},
        {service: told["reads"] for service, told in said.items()},
    )


def written(schema: Schema) -> str:
    return json.dumps(schema, indent=2) + "\n"


def generate(found: Described) -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.json"):
        if path.stem not in found.schemas:
            path.unlink()
    for subject, schema in found.schemas.items():
        (FOLDER / f"{subject}.json").write_text(written(schema), encoding="utf-8")


def committed() -> dict[str, Schema]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def baseline(commit: str) -> dict[str, Schema]:
    """As another commit has them: `git show`, file by file."""
    listed = run(["git", "ls-tree", "--name-only", f"{commit}:protos/events"]).split()
    return {
        name.removesuffix(".json"): json.loads(run(["git", "show", f"{commit}:protos/events/{name}"]))
        for name in listed
        if name.endswith(".json")
    }


def check() -> None:
    """Failure when the files are not what the classes say, or when a reader of the last commit would be broken."""
    found = collect()
    if committed() != found.schemas:
        raise Failure(f"protos/events differs from the event classes; ./dev gen: {', '.join(_differing(found))}")
    import_module("tools.asyncapi").check(found)
    base = _base()
    broken = list(incompatible(baseline(base), found.schemas, found.readers)) if base else []
    if broken:
        raise Failure("Readers of what is committed would break (ADR 26):\n" + "\n".join(broken))


def _differing(found: Described) -> list[str]:
    old, new = committed(), found.schemas
    return sorted(subject for subject in old.keys() | new.keys() if old.get(subject) != new.get(subject))


def _base() -> str:
    """The commit that `buf breaking` compares with."""
    return next((name for name in ("origin/main", "main", "HEAD") if _has_events(name)), "")


def _has_events(name: str) -> bool:
    question = ["git", "cat-file", "-e", f"{name}:protos/events"]
    return subprocess.run(question, check=False, cwd=ROOT, capture_output=True).returncode == 0  # noqa: S603 - our own arguments


def incompatible(
    old: Mapping[str, Schema], new: Mapping[str, Schema], readers: Mapping[str, list[str]]
) -> Iterator[str]:
    """What a reader of `old` could stumble over, in words."""
    for subject, before in old.items():
        if subject in new:
            yield from changes(before, new[subject], subject)
        elif subject in readers:
            yield f"{subject} is gone, and {', '.join(readers[subject])} still reads it"


def changes(old: Schema, new: Schema, where: str) -> Iterator[str]:
    if _types(old) != _types(new):
        yield f"{where}: was {_words(old)}, is {_words(new)}"
        return
    before, after = old.get("properties", {}), new.get("properties", {})
    needed = set(new.get("required", ()))
    for name, schema in before.items():
        if name not in after:
            yield f"{where}.{name}: is gone"
        else:
            yield from changes(schema, after[name], f"{where}.{name}")
    for name in sorted(set(old.get("required", ())) & after.keys() - needed):
        yield f"{where}.{name}: was always there, and may now be missing"
    for name in sorted(needed - before.keys()):
        yield f"{where}.{name}: is new and has no default: events that were sent before lack it"
    for part in ("items", "additionalProperties"):
        if part in old or part in new:
            yield from changes(old.get(part, {}), new.get(part, {}), f"{where}[]")


def _types(schema: Schema) -> frozenset[str]:
    kind = schema.get("type", "anything")
    return frozenset([kind] if isinstance(kind, str) else kind)


def _words(schema: Schema) -> str:
    return " or ".join(sorted(_types(schema)))
