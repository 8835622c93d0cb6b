from __future__ import annotations

import json

import pytest

from tools import allowed, cli, guards
from tools.guards import Reading

PAGE = """\
# TYPE mesh_breaker_state gauge
mesh_breaker_state{group="read",target="product_service"} 0.0
mesh_breaker_state{group="write",target="product_service"} 2.0
# TYPE mesh_client_calls counter
mesh_client_calls_total{code="OK",method="/a/B",target="product_service"} 7.0
mesh_client_calls_total{code="UNAVAILABLE",method="/a/C",target="product_service"} 3.0
mesh_client_calls_total{code="OK",method="/d/E",target="user_service"} 1.0
# TYPE mesh_client_retries_refused counter
mesh_client_retries_refused_total{method="/a/B",reason="budget",target="product_service"} 2.0
mesh_client_retries_refused_total{method="/a/B",reason="deadline",target="product_service"} 5.0
# TYPE mesh_bulkhead_in_flight gauge
mesh_bulkhead_in_flight{target="product_service"} 4.0
# TYPE mesh_server_shed counter
mesh_server_shed_total{method="/a/B",priority="normal"} 6.0
"""


@pytest.fixture
def reading() -> Reading:
    return Reading("order-web", tuple(guards.parsed(PAGE)))


def test_a_process_shows_breakers_and_counts_of_each_target_it_has_called(reading: Reading) -> None:
    [road] = guards.outgoing(reading)
    assert (road.process, road.target) == ("order-web", "product_service")
    assert road.breakers == {"read": "closed", "write": "open"}
    seen = {column: count for column, count in road.counts.items() if count}
    assert seen == {"calls": 10, "over budget": 2, "in flight": 4}


def test_and_what_it_has_turned_away(reading: Reading) -> None:
    counts = guards.incoming(reading).counts
    assert {column: count for column, count in counts.items() if count} == {"shed": 6}


def test_a_process_that_does_not_answer_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reading: Reading
) -> None:
    silent = Reading("order-grpc", trouble="connection refused")
    monkeypatch.setattr(guards, "readings", lambda: [reading, silent])
    assert cli.main(["mesh", "status"]) == 0
    told = capsys.readouterr().out
    assert "order-grpc does not answer: connection refused" in told
    assert cli.main(["mesh", "status", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert [one["trouble"] for one in facts["incoming"]] == ["", "connection refused"]


def test_who_may_call_what_is_told_by_method(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["mesh", "access"]) == 0
    told = capsys.readouterr().out
    [line] = [line for line in told.splitlines() if line.startswith("Authorize")]
    assert "order_service" in line
    assert "the user in customer_id" in line
    assert "staff" not in line
    assert cli.main(["mesh", "access", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == allowed.described()


@pytest.mark.parametrize("asked", [[], ["weather"]])
def test_a_view_that_is_none_is_explained(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["mesh", *asked])
    assert ended.value.code == 2
    assert "policies" in capsys.readouterr().err
