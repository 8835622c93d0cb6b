"""What may change in one version of an event, tried with made-up changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tools.event_schemas import Described, changes, incompatible

Schema = dict[str, Any]


def placed(**properties: Schema) -> Schema:
    known = {"order_id": {"type": "string"}, "total": {"type": "integer"}, "lines": lines()}
    return {"type": "object", "properties": known | properties, "required": ["order_id", "total", "lines"]}


def lines(**properties: Schema) -> Schema:
    known = {"product_id": {"type": "integer"}}
    return {
        "type": "array",
        "items": {"type": "object", "properties": known | properties, "required": [*known, *properties]},
    }


def without(schema: Schema, name: str) -> Schema:
    kept = {key: value for key, value in schema["properties"].items() if key != name}
    return schema | {"properties": kept, "required": [key for key in schema["required"] if key != name]}


def told(before: Schema, after: Schema) -> list[str]:
    return list(changes(before, after, "order.placed.v1"))


@pytest.mark.parametrize(
    "after",
    [
        placed(),
        placed(note={"type": "string"}),
        placed() | {"description": "Other words.", "x-senders": ["order_service"]},
        placed(note={"type": "object", "additionalProperties": {"type": "string"}}),
    ],
)
def test_a_field_that_readers_can_do_without_may_come(after: Schema) -> None:
    assert told(placed(), after) == []


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (without(placed(), "total"), "order.placed.v1.total: is gone"),
        (placed(total={"type": "string"}), "order.placed.v1.total: was integer, is string"),
        (placed(total={"type": ["integer", "null"]}), "order.placed.v1.total: was integer, is integer or null"),
        (placed(total={}), "order.placed.v1.total: was integer, is anything"),
        (
            placed() | {"required": ["order_id", "lines"]},
            "order.placed.v1.total: was always there, and may now be missing",
        ),
        (
            placed(note={"type": "string"}) | {"required": ["order_id", "total", "lines", "note"]},
            "order.placed.v1.note: is new and has no default: events that were sent before lack it",
        ),
        (
            placed(lines={"type": "array", "items": {"type": "integer"}}),
            "order.placed.v1.lines[]: was object, is integer",
        ),
        (
            placed(lines=lines(amount={"type": "integer"})),
            "order.placed.v1.lines[].amount: is new and has no default: events that were sent before lack it",
        ),
    ],
)
def test_anything_else_is_refused_in_words(after: Schema, words: str) -> None:
    assert told(placed(), after) == [words]


def test_a_field_under_another_name_is_one_that_went_and_one_that_came() -> None:
    renamed = without(placed(), "total")
    renamed["properties"]["amount"] = {"type": "integer"}
    renamed["required"].append("amount")
    assert len(told(placed(), renamed)) == 2


def test_a_version_may_go_when_nobody_reads_it_any_more() -> None:
    old = {"order.placed.v1": placed()}
    assert list(incompatible(old, {"order.placed.v2": placed()}, {})) == []
    reading = {"order.placed.v1": ["product_service"]}
    assert list(incompatible(old, {"order.placed.v2": placed()}, reading)) == [
        "order.placed.v1 is gone, and product_service still reads it"
    ]


def test_an_event_that_several_send_is_one_schema_with_all_their_names() -> None:
    by_service: Callable[[list[str]], dict[str, Any]] = lambda senders: {  # noqa: E731 - a table, not a function
        service: ({"audit.recorded.v1": placed()} if service in senders else {})
        for service in ("user_service", "product_service", "order_service", "payments_service")
    }
    found = Described(sends=by_service(["order_service", "product_service"]), reads=by_service([]))
    assert found.schemas["audit.recorded.v1"]["x-senders"] == ["product_service", "order_service"]
