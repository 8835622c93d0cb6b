from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import ports


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


def test_a_port_somebody_listens_on_is_busy(taken: int) -> None:
    assert ports.busy(taken)
    assert not ports.busy(ports.free())


def test_a_held_port_is_busy_for_others_until_it_is_let_go() -> None:
    port = ports.free()
    with ports.held([port]):
        assert ports.busy(port)
    assert not ports.busy(port)


def test_a_port_that_a_starting_mesh_will_use_is_busy_for_other_meshes() -> None:
    port = ports.free()
    with ports.spoken_for([port]):
        assert ports.busy(port)
    assert not ports.busy(port)


def test_holding_a_port_somebody_has_is_no_mistake(taken: int) -> None:
    with ports.held([taken]):
        assert ports.busy(taken)


def test_the_suggestion_for_a_busy_port_is_a_free_one_above_it(taken: int) -> None:
    suggested = ports.suggestion(taken)
    assert suggested > taken
    assert not ports.busy(suggested)


def test_a_busy_internal_port_is_replaced_and_remembered(
    tmp_path: Path, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "CANONICAL", {"gateway": 8080, "user-web": taken, "nats": ports.free()})
    chosen = ports.choose(tmp_path / "ports.json", 9090)
    assert chosen["gateway"] == 9090
    assert chosen["user-web"] != taken
    assert len(set(chosen.numbers.values())) == len(chosen.numbers)
    assert ports.choose(tmp_path / "ports.json", 9090).numbers == chosen.numbers


def test_the_port_of_last_time_is_not_taken_when_it_is_busy_now(tmp_path: Path, taken: int) -> None:
    remembered = tmp_path / "ports.json"
    remembered.write_text(f'{{"user-web": {taken}}}')
    assert ports.choose(remembered, 9090)["user-web"] != taken


def test_a_stand_in_has_a_port_that_no_outgoing_connection_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "CANONICAL", {"gateway": 8080, "user-grpc-standin": 8151})
    chosen = ports.choose(tmp_path / "ports.json", 9090)
    assert chosen["user-grpc-standin"] in ports.SPARE
    assert ports.choose(tmp_path / "ports.json", 9090) == chosen
