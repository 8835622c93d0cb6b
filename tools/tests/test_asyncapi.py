"""The committed AsyncAPI document, and the page that is made of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from faststream.specification.asyncapi.v3_0_0.schema import ApplicationSchema

from tools import asyncapi, events_page


@pytest.fixture
def document() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(asyncapi.DOCUMENT.read_text(encoding="utf-8"))
    return read


def followed(document: dict[str, Any], reference: str) -> Any:
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [one for inner in value.values() for one in references(inner)]
    return [one for inner in value for one in references(inner)] if isinstance(value, list) else []


def test_it_is_a_document_that_faststream_reads(document: dict[str, Any]) -> None:
    read = ApplicationSchema.model_validate(document)
    assert read.asyncapi == "3.0.0"
    assert len(read.channels) == len(document["channels"])


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    assert all(followed(document, one) for one in references(document))


def test_who_sends_and_who_reads_is_said_once_for_each(document: dict[str, Any]) -> None:
    operations = document["operations"]
    assert operations["order_service.sends.order.confirmed.v1"]["action"] == "send"
    assert operations["payments_service.receives.order.confirmed.v1"]["action"] == "receive"
    assert document["channels"]["order.confirmed.v1"]["address"] == "event.order.confirmed.v1"


def test_an_older_sender_may_leave_out_what_came_later(document: dict[str, Any]) -> None:
    envelope = document["components"]["schemas"]["Envelope"]
    assert set(envelope["properties"]) - set(envelope["required"]) == {"traceparent", "type_seq", "previous_id"}


def test_it_names_no_machine(document: dict[str, Any]) -> None:
    assert [server["host"] for server in document["servers"].values()] == ["nats.example:4222"]


def test_the_page_shows_every_event_with_fields_below_lists_too(document: dict[str, Any]) -> None:
    page = events_page.events(document)
    assert page.count("<article") == len(document["channels"])
    assert "<code>lines[].product_id</code>" in page
    assert '<span class="chip">payments</span>' in events_page.event(document, "order.confirmed.v1")
    assert "<em>nobody yet</em>" in events_page.event(document, "product.created.v1")


def test_words_from_the_code_cannot_become_markup(document: dict[str, Any]) -> None:
    schema = document["components"]["schemas"]["order.placed.v1"]
    schema["description"] = "<script>"
    schema["properties"]["<b>"] = {"type": "string", "description": "<i>"}
    shown = events_page.event(document, "order.placed.v1")
    assert not [tag for tag in ("<script>", "<b>", "<i>") if tag in shown]
