"""Who has fetched a key, as the metrics of processes say it."""

from __future__ import annotations

import pytest

from tools import guards, rotate_keys
from tools.console import Failure
from tools.guards import Reading
from tools.mesh import Mesh
from tools.processes import processes
from tools.rotate_keys import Change, dropped, fetched

PAGE = """\
# TYPE keyring_keys gauge
keyring_keys{kid="old"} 1.0
keyring_keys{kid="new"} 1.0
keyring_keys{kid="stolen"} 0.0
# TYPE keyring_confirmed_timestamp_seconds gauge
keyring_confirmed_timestamp_seconds 1000.0
"""


@pytest.fixture
def reading() -> Reading:
    return Reading("order-web", tuple(guards.parsed(PAGE)))


def test_a_process_has_fetched_a_key_when_it_holds_it_and_asked_since(reading: Reading) -> None:
    assert fetched(reading, "new", since=1000.0)
    assert not fetched(reading, "other", since=1000.0)
    assert not fetched(reading, "new", since=1000.5)  # one of its workers has not asked yet


def test_a_process_has_dropped_a_key_when_it_asked_since_and_holds_it_no_more(reading: Reading) -> None:
    assert dropped(reading, "stolen", since=1000.0)
    assert dropped(reading, "never-seen", since=1000.0)
    assert not dropped(reading, "old", since=1000.0)
    assert not dropped(reading, "stolen", since=1000.5)


def test_those_that_verify_with_published_keys_are_asked(mesh: Mesh) -> None:
    asked = {process.name for process in processes(mesh) if rotate_keys.verifies(process)}
    assert asked == {f"{name}-{kind}" for name in ("product", "order", "payments") for kind in ("web", "grpc")}


def test_a_process_that_does_not_fetch_the_key_is_named(
    mesh: Mesh, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotate_keys, "PATIENCE", 0.0)
    monkeypatch.setattr(rotate_keys, "LOOK", 0.0)
    monkeypatch.setattr(guards, "readings", lambda: [reading, Reading("order-grpc", trouble="stopped")])
    with pytest.raises(Failure, match="order-web has not fetched other after"):
        Change(mesh).wait(lambda one: fetched(one, "other", 0.0), "has not fetched other")


def test_what_is_stopped_is_not_waited_for(mesh: Mesh, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "readings", lambda: [reading, Reading("order-grpc", trouble="stopped")])
    assert Change(mesh).wait(lambda one: fetched(one, "new", 1000.0), "") == ["order-web"]
