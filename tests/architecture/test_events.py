"""Between services: whoever reads an event reads what somebody sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.architecture.event_reads import EACH, Path, fields_read
from tests.harness import ROOT
from tools import event_schemas
from tools.event_schemas import Described


@pytest.fixture(scope="module")
def events() -> Described:
    return event_schemas.collect()


def promised(schema: Mapping[str, Any], path: Path) -> bool:
    """Whether the field is in the schema, down to the items of a list."""
    for name in path:
        below = schema.get("items") if name == EACH else schema.get("properties", {}).get(name)
        if below is None:
            return False
        schema = below
    return True


def test_every_subject_that_somebody_reads_is_sent_by_somebody(events: Described) -> None:
    assert set(events.readers) <= set(events.schemas)


def read_by(handler: str) -> tuple[set[Path], set[Path]]:
    module, _, name = handler.partition(":")
    return fields_read((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"), name)


def test_every_field_that_a_handler_needs_is_in_the_schema(events: Described) -> None:
    missing = []
    for service, reads in events.reads.items():
        for subject, reading in ((subject, reading) for subject, each in reads.items() for reading in each):
            needed, _ = read_by(reading["handler"])
            assert needed, f"{service}: nothing that {reading['handler']} reads of {subject} could be found"
            missing += [(service, subject, path) for path in needed if not promised(events.schemas[subject], path)]
    assert not missing


def test_every_field_that_a_handler_asks_for_is_in_the_schema_of_something_it_reads(events: Described) -> None:
    """One handler may read several events that do not have the same fields."""
    for reads in events.reads.values():
        read = [(reading["handler"], subject) for subject, each in reads.items() for reading in each]
        for handler in {handler for handler, _ in read}:
            schemas = [events.schemas[subject] for one, subject in read if one == handler]
            _, optional = read_by(handler)
            assert not [path for path in optional if not any(promised(schema, path) for schema in schemas)], handler


def test_every_schema_says_something(events: Described) -> None:
    for schema in events.schemas.values():
        assert (schema["type"], bool(schema["properties"])) == ("object", True), schema["title"]


def test_what_a_handler_reads_is_found_through_names_loops_and_helpers() -> None:
    source = """
def order_confirmed(envelope):
    told = envelope.data
    total = told["total"] + told.get("fee", 0)
    for line in told["lines"]:
        units[line["product_id"]] += 1
    sold = [item["quantity"] for item in envelope.data["lines"]]
    return _kept(told, total), envelope.occurred_at, other["colour"]

def _kept(event, total):
    return event["number"]
"""
    needed, optional = fields_read(source, "order_confirmed")
    assert optional == {("fee",)}
    assert needed == {
        ("total",),
        ("lines",),
        ("lines", EACH, "product_id"),
        ("lines", EACH, "quantity"),
        ("number",),
    }


def test_a_field_that_nobody_promises_is_noticed() -> None:
    schema: dict[str, Any] = {"properties": {"lines": {"items": {"properties": {"product_id": {}}}}}}
    assert promised(schema, ("lines", EACH, "product_id"))
    assert not promised(schema, ("lines", EACH, "colour"))
    assert not promised(schema, ("total",))
