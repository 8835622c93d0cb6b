"""docs/reference/asyncapi/events.json: every event, who sends it and who reads it, as AsyncAPI 3.0.

Made from the event classes and the subscriptions, as protos/events is, and not from a running FastStream application:
its generator would describe consumers alone, per service, with the address of a broker that only one machine has.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_type_hints

from servicekit.events.event import ADDED, Envelope
from tools.console import Failure
from tools.event_schemas import Described, Schema
from tools.state import ROOT

DOCUMENT = ROOT / "docs" / "reference" / "asyncapi" / "events.json"

TYPES = {"str": {"type": "string"}, "int": {"type": "integer"}, "datetime": {"type": "string", "format": "date-time"}}
SAID = {
    "id": "UUID version 7; also the header Nats-Msg-Id. Handle an id once.",
    "seq": "Number of this event among all of its aggregate, from 1.",
    "type_seq": "Number among those of its aggregate and subject, from 1: who reads one subject can tell a gap.",
    "previous_id": "The event before it of the same aggregate and subject; empty for the first.",
    "trace_id": "The request that caused it.",
    "traceparent": "W3C Trace Context of whoever sent it.",
}


def document(found: Described) -> dict[str, Any]:
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Events of Shopmesh",
            "version": "1.0.0",
            "description": "Delivered at least once, in order within an aggregate. Readers ignore fields that they do "
            "not know; a field that goes or changes its type makes a new version of the event.",
        },
        "servers": {
            "broker": {
                "host": "nats.example:4222",
                "pathname": "",
                "protocol": "nats",
                "description": "NATS JetStream, one node or a cluster; stream SHOPMESH.",
            }
        },
        "defaultContentType": "application/json",
        "channels": {subject: channel(subject, schema) for subject, schema in found.schemas.items()},
        "operations": dict(operations(found)),
        "components": {
            "messages": {subject: message(subject, schema) for subject, schema in found.schemas.items()},
            "schemas": {"Envelope": envelope(), **{name: dict(schema) for name, schema in found.schemas.items()}},
        },
    }


def channel(subject: str, schema: Schema) -> dict[str, Any]:
    return {
        "address": f"event.{subject}",
        "description": schema["description"] or f"`{subject}`",
        "messages": {"event": {"$ref": f"#/components/messages/{subject}"}},
    }


def operations(found: Described) -> list[tuple[str, dict[str, Any]]]:
    """Named `<service>.<sends or receives>.<subject>`: in AsyncAPI 3 an operation is somebody's."""
    sent = [(service, "send", subject) for subject, one in found.schemas.items() for service in one["x-senders"]]
    read = [(service, "receive", subject) for subject, those in found.readers.items() for service in those]
    return [
        (f"{service}.{action}s.{subject}", {"action": action, "channel": {"$ref": f"#/channels/{subject}"}})
        for service, action, subject in sorted([*sent, *read])
    ]


def message(subject: str, schema: Schema) -> dict[str, Any]:
    name, _, version = subject.rpartition(".v")
    own = {
        "type": {"const": name},
        "version": {"const": int(version)},
        "data": {"$ref": f"#/components/schemas/{subject}"},
    }
    return {
        "name": subject,
        "title": schema["title"],
        "payload": {"allOf": [{"$ref": "#/components/schemas/Envelope"}, {"type": "object", "properties": own}]},
    }


def envelope() -> dict[str, Any]:
    hints = {name: TYPES.get(getattr(kind, "__name__", ""), {"type": "object"}) for name, kind in _hints().items()}
    told = {name: {**kind, **({"description": SAID[name]} if name in SAID else {})} for name, kind in hints.items()}
    return {"type": "object", "properties": told, "required": [name for name in told if name not in ADDED]}


def _hints() -> dict[str, Any]:
    every = get_type_hints(Envelope)
    return {field.name: every[field.name] for field in fields(Envelope)}


def written(found: Described) -> str:
    return json.dumps(document(found), indent=2) + "\n"


def generate(found: Described) -> None:
    DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
    DOCUMENT.write_text(written(found), encoding="utf-8")


def check(found: Described) -> None:
    if not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != written(found):
        raise Failure(f"{DOCUMENT.relative_to(ROOT)} differs from the event classes; ./dev gen")
