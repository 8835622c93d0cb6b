"""`/ws/` through the gateway: what happens in the mesh is told to whom it concerns, and to nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.harness import NO_TLS, PATIENCE, Mesh, Shopper, new_product

Shoppers = Callable[..., Shopper]


@contextmanager
def listening(mesh: Mesh, person: Shopper) -> Iterator[ClientConnection]:
    with connect(f"ws://localhost:{mesh.port}/ws/", origin=Origin(mesh.url), compression=None) as socket:
        socket.send(json.dumps({"type": "auth", "token": person.tokens["access"]}))
        assert heard(socket)["type"] == "hello"
        yield socket


def heard(socket: ClientConnection) -> dict[str, Any]:
    word: dict[str, Any] = json.loads(socket.recv(timeout=PATIENCE))
    return word


def until(socket: ClientConnection, event: str) -> list[dict[str, Any]]:
    """All that is heard, up to and with this event."""
    words = [heard(socket)]
    while words[-1].get("event") != event:
        words.append(heard(socket))
    return words


def test_an_order_is_told_to_its_customer_and_to_those_who_oversee_them_and_to_nobody_else(
    mesh: Mesh, shopper: Shoppers
) -> None:
    admin, ada, bob, staff = shopper("admin"), shopper(), shopper(), shopper("staff")
    lamp = new_product(admin, stock=5)
    with listening(mesh, ada) as for_ada, listening(mesh, bob) as for_bob, listening(mesh, staff) as for_staff:
        for_staff.send(json.dumps({"type": "subscribe", "topics": ["orders"]}))
        assert heard(for_staff) == {"type": "subscribed", "topics": ["orders"]}
        first = ada.bought((lamp, 1))
        told = until(for_ada, "order.confirmed")
        assert {word["data"]["order_id"] for word in told} == {first["id"]}
        assert {"order.placed", "order.confirmed"} <= {word["event"] for word in told}
        assert first["number"] not in json.dumps(told)
        assert first["id"] in {word["data"]["order_id"] for word in until(for_staff, "order.confirmed")}
        second = bob.bought((lamp, 1))
        # The first bob hears of at all is his own.
        assert {word["data"]["order_id"] for word in until(for_bob, "order.confirmed")} == {second["id"]}


def test_a_session_that_ends_closes_its_connections(mesh: Mesh, shopper: Shoppers) -> None:
    ada = shopper()
    with listening(mesh, ada) as socket:
        ada.post("/api/auth/logout/", {"refresh": ada.tokens["refresh"]}).raise_for_status()
        with pytest.raises(ConnectionClosed) as end:
            socket.recv(timeout=PATIENCE)
        assert end.value.rcvd is not None
        assert end.value.rcvd.code == 4401


def test_pages_of_other_origins_get_no_connection(mesh: Mesh) -> None:
    with (
        pytest.raises(InvalidStatus) as refusal,
        connect(f"ws://localhost:{mesh.port}/ws/", origin=Origin("https://evil.example")),
    ):
        pass
    assert refusal.value.response.status_code == 403


def test_live_updates_are_part_of_the_meshs_health_and_of_no_verdict(mesh: Mesh) -> None:
    report = httpx.get(f"{mesh.url}/health", verify=NO_TLS).json()
    assert (report["status"], report["live"]) == ("healthy", {"status": "up"})
