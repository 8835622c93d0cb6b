"""What a process is told to suffer: where, how often, until when."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from servicekit.faults import failpoints, script
from servicekit.faults.effects import Scripted
from servicekit.faults.failpoints import failpoint
from servicekit.faults.script import Fault, Script
from servicekit.settings import ServiceSettings
from servicekit.testing.faults import Faults

POINT = "shop.sale.before-commit"
EVERY_TIME = Fault(id="f1", process="*", site="point", where=POINT, effect="raise")


def met(process: Script, *, times: int = 1) -> list[int]:
    """How many faults each of `times` passages meets."""
    return [len(list(process.meeting("point", POINT))) for _ in range(times)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "faults.json"


def scripted(path: Path, **changes: object) -> Script:
    script.write(path, [Fault(**{**EVERY_TIME.told(), **changes})])
    return Script(path, "order-web", now=lambda: 1000.0)


def test_without_a_script_a_point_does_nothing() -> None:
    assert failpoints.armed() is None
    failpoint(POINT)


def test_a_process_is_armed_only_where_a_file_is_named(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(failpoints, "_script", None)
    failpoints.arm(ServiceSettings(service="order_service"), "web")
    assert failpoints.armed() is None
    failpoints.arm(ServiceSettings(service="order_service", faults_file=str(path)), "web")
    script.write(path, [Fault(**EVERY_TIME.told() | {"process": "order-web"})])
    with pytest.raises(Scripted):
        failpoint(POINT)


def test_a_file_that_is_not_there_yet_says_nothing(path: Path) -> None:
    assert met(Script(path, "order-web")) == [0]


def test_a_fault_happens_as_often_as_it_says_whichever_processes_meet_it(path: Path) -> None:
    first = scripted(path, times=3)
    second = Script(path, "order-worker")
    assert met(first, times=2) + met(second, times=2) + met(first) == [1, 1, 1, 0, 0]
    assert script.hits(path, EVERY_TIME) == 3


def test_threads_that_meet_it_together_do_not_share_one(path: Path) -> None:
    process, happened = scripted(path, times=10), list[int]()
    threads = [threading.Thread(target=lambda: happened.extend(met(process, times=5))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(happened), len(happened)) == (10, 40)


def test_the_file_is_read_again_when_it_is_replaced(path: Path) -> None:
    process = scripted(path)
    assert met(process) == [1]
    script.write(path, [])
    assert met(process) == [0]


def test_a_fault_that_is_gone_takes_its_count_with_it(path: Path) -> None:
    met(scripted(path))
    script.write(path, [])
    assert script.hits(path, EVERY_TIME) == 0


def test_a_fault_is_over_when_its_time_is(path: Path) -> None:
    assert met(scripted(path, until=1000.5)) == [1]
    assert met(scripted(path, until=1000.0)) == [0]


@pytest.mark.parametrize(
    ("changes", "happens"),
    [
        ({"process": "order-*"}, 1),
        ({"process": "product-*"}, 0),
        ({"where": "shop.*"}, 1),
        ({"where": "shop.sale"}, 0),
        ({"site": "rpc"}, 0),
        ({"after": True}, 0),
    ],
)
def test_process_and_place_are_patterns(path: Path, changes: dict[str, object], happens: int) -> None:
    assert met(scripted(path, **changes)) == [happens]


def test_chance_is_repeated_by_its_seed(path: Path) -> None:
    drawn = [met(scripted(path, probability=0.5, seed=seed), times=40) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert 8 < sum(drawn[0]) < 32


@pytest.mark.parametrize("text", ["{", "[{}]", '[{"effect": "gremlins"}]', "7"])
def test_a_script_that_cannot_be_read_breaks_nothing(path: Path, text: str) -> None:
    path.write_text(text)
    assert met(Script(path, "order-web")) == [0]


def test_the_fixture_of_service_tests_arms_this_process_and_counts(faults: Faults) -> None:
    fault = faults(site="point", where=POINT, effect="raise", times=1)
    with pytest.raises(Scripted, match=POINT):
        failpoint(POINT)
    failpoint(POINT)
    assert faults.happened(fault) == 1
