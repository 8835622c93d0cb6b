"""Event classes as JSON Schema (2020-12): what a reader may rely on. protos/events holds what they said last."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import MISSING, fields
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from django.conf import settings

from servicekit.events import registry
from servicekit.events.event import Event

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANY_JSON = "ForwardRef('JsonValue')"  # servicekit.errors.JsonValue, which contains itself
PLAIN = {str: "string", int: "integer", bool: "boolean", float: "number", NoneType: "null"}


class NotDescribable(TypeError):
    """A field whose type says too little, or something that JSON has no word for."""


def schema_of(event: type[Event]) -> Schema:
    """Readers ignore fields that they do not know, so none is forbidden here."""
    hints = get_type_hints(event)
    own = fields(event)  # type: ignore[arg-type]  # every event is a dataclass; the base has no fields
    return {
        "$schema": DIALECT,
        "title": event.subject,
        "description": _words(event),
        "type": "object",
        "properties": {field.name: of_type(hints[field.name]) for field in own},
        "required": [field.name for field in own if field.default is MISSING and field.default_factory is MISSING],
    }


def _words(event: type[Event]) -> str:
    """Its docstring; a dataclass without one has been given its signature."""
    told = inspect.cleandoc(event.__doc__ or "")
    return "" if told.startswith(f"{event.__name__}(") else told


def of_type(hint: Any) -> Schema:
    if hint is Any or ANY_JSON in str(hint):
        return {"type": "object"} if get_origin(hint) is dict else {}
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if is_typeddict(hint):
        return _object(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is list:
        return {"type": "array", "items": of_type(arguments[0])}
    if origin is dict and arguments[0] is str:
        return {"type": "object", "additionalProperties": of_type(arguments[1])}
    if origin in {Union, UnionType}:
        return {"type": sorted(PLAIN[one] for one in arguments)}
    raise NotDescribable(str(hint))


def _object(hint: Any) -> Schema:
    properties = {name: of_type(kind) for name, kind in get_type_hints(hint).items()}
    return {"type": "object", "properties": properties, "required": sorted(hint.__required_keys__)}


def defined() -> list[type[Event]]:
    """The events this service sends: of its own modules named `events`, and what servicekit sends in its name."""
    service = settings.SHOPMESH.service
    folder = Path(inspect.getfile(import_module(service))).parent
    for path in sorted(folder.rglob("events.py")):
        if "tests" not in path.parts:
            import_module(".".join([service, *path.relative_to(folder).with_suffix("").parts]))
    return [event for event in sorted(_below(Event), key=lambda one: one.subject) if _sent_by(event, service)]


def _sent_by(event: type[Event], service: str) -> bool:
    """The audit log's event is sent by all but the service that keeps the log."""
    audited = getattr(settings, "AUDITED").rpartition(".")[0]
    return event.__module__.partition(".")[0] == service or event.__module__ == audited


def _below(kind: type[Event]) -> Iterator[type[Event]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def described() -> dict[str, object]:
    """What this service sends and what it reads, for `./dev gen` and the contract between services."""
    return {
        "sends": {event.subject: schema_of(event) for event in defined()},
        "reads": _read(),
    }


def _read() -> dict[str, list[dict[str, str]]]:
    """By subject, each handler with its consumer."""
    found: dict[str, list[dict[str, str]]] = {}
    for name, subscription in registry.subscribed().items():
        handler = f"{subscription.handler.__module__}:{getattr(subscription.handler, '__qualname__', '?')}"
        found.setdefault(subscription.subject, []).append({"consumer": name, "handler": handler})
    return found
