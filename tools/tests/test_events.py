"""`./dev events`: tables a person can read, and exit codes a script can use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools import events, material
from tools.console import Failure
from tools.mesh import Mesh
from tools.ports import CANONICAL, Ports
from tools.state import State

Said = dict[str, Any]
QUIET = {"outbox": {"waiting": 0, "oldest_at": None}, "parked": 0, "dead": 0, "broker": True}
LETTER = {
    "id": 3,
    "consumer": "order_service__payment_captured_v1",
    "event_id": "e",
    "aggregate": "payment",
    "aggregate_id": "p-1",
    "reason": "failed",
    "error": "ValueError: sick\n" + "x" * 120,
    "attempts": 5,
    "created_at": "2026-01-01 10:00:00+00:00",
    "waiting_behind": 2,
}


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Said], list[tuple[str, ...]]]:
    """What each service's command says; how they were called is in the list."""

    def say(said: Said) -> list[tuple[str, ...]]:
        calls: list[tuple[str, ...]] = []

        def manage(_mesh: Mesh, service: str, *arguments: str) -> str:
            calls.append((service, *arguments[2:]))
            return f"a line of its log\n{json.dumps(said.get(service, said['*']))}"

        monkeypatch.setattr(material, "manage", manage)
        return calls

    monkeypatch.setattr(events, "started", lambda: Mesh(State(tmp_path), Ports(CANONICAL)))
    return say


def test_a_quiet_mesh_shows_a_line_for_each_service(
    services: Callable[[Said], list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    services({"*": QUIET})
    assert events.main([]) == 0
    told = capsys.readouterr().out
    assert [line.split()[0] for line in told.splitlines()] == ["service", "user", "product", "order", "payments"]


def test_what_waits_and_what_is_dead_is_pointed_at(
    services: Callable[[Said], list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    services({"*": QUIET | {"dead": 1, "broker": False}})
    assert events.main(["status", "order"]) == 0
    told = capsys.readouterr().out
    assert "No broker answers" in told
    assert "./dev events dead" in told


def test_dead_letters_of_one_service_are_listed_on_a_line_each(
    services: Callable[[Said], list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    calls = services({"*": [LETTER]})
    assert events.main(["dead", "order"]) == 0
    assert calls == [("order_service", "dead")]
    told = capsys.readouterr().out.splitlines()
    assert told[1].split()[:6] == ["order", "3", "payment_captured_v1", "payment", "p-1", "failed"]
    assert told[3] == f"order 3: ValueError: sick {'x' * 92}…"


@pytest.mark.parametrize(
    ("action", "words"),
    [("dead", "No dead letters."), ("parked", "Nothing is parked."), ("replay", "No dead letters to replay.")],
)
def test_where_there_is_nothing_it_says_so(
    services: Callable[[Said], list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str], action: str, words: str
) -> None:
    services({"*": []})
    assert events.main([action]) == 0
    assert capsys.readouterr().out.strip() == words


def test_parked_events_say_what_they_wait_for(
    services: Callable[[Said], list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    event = LETTER | {"type_seq": 4, "behind": "gap"}
    services({"*": [], "order_service": [event]})
    assert events.main(["parked"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[:6] == [
        "order",
        "payment_captured_v1",
        "payment",
        "p-1",
        "4",
        "gap",
    ]


def test_one_that_fails_again_makes_it_a_failure(
    services: Callable[[Said], list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    calls = services({"*": [LETTER | {"replayed": True}, LETTER | {"id": 4, "replayed": False}]})
    assert events.main(["replay", "order", "3", "4"]) == 1
    assert calls == [("order_service", "replay", "3", "4")]
    told = capsys.readouterr().out
    assert "ok    order 3" in told
    assert "FAIL  order 4: payment_captured_v1: ValueError: sick" in told


def test_programs_get_json(
    services: Callable[[Said], list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    services({"*": QUIET})
    assert events.main(["status", "order", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"order": QUIET}


@pytest.mark.parametrize("arguments", [["dead", "order", "3"], ["burn"], ["replay", "order", "three"]])
def test_what_makes_no_sense_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        events.main(arguments)
    assert refused.value.code == 2


def test_an_unknown_service_is_named(services: Callable[[Said], list[tuple[str, ...]]]) -> None:
    services({"*": []})
    with pytest.raises(Failure, match="no service billing"):
        events.main(["dead", "billing"])
