"""Every call between services has a declared, granted and documented policy."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness import ROOT
from tools import policies
from tools.mesh import SERVICES


@pytest.fixture(scope="module")
def declared() -> list[policies.Policy]:
    """What the services themselves say, each in a process of its own."""
    return policies.collect()


def adapters() -> list[Path]:
    """The modules that open a channel to another service."""
    product = [path for service in SERVICES for path in (ROOT / service).rglob("*.py") if "tests" not in path.parts]
    return [path for path in product if "mesh_channel(" in path.read_text()]


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def stub_methods(tree: ast.AST) -> set[str]:
    """Names called as `self._stub.Method(…)`."""
    functions = [call.func for call in calls(tree) if isinstance(call.func, ast.Attribute)]
    return {one.attr for one in functions if isinstance(one.value, ast.Attribute) and one.value.attr == "_stub"}


def arguments(tree: ast.AST, function: str) -> list[str]:
    """What the only call of `function` is given."""
    [made] = [call for call in calls(tree) if isinstance(call.func, ast.Name) and call.func.id == function]
    return [ast.unparse(argument) for argument in made.args]


def test_there_are_adapters_to_look_at() -> None:
    assert len(adapters()) >= 3


@pytest.mark.parametrize("path", adapters(), ids=module_of)
def test_every_stub_method_an_adapter_calls_has_a_policy_of_its_own(
    path: Path, declared: list[policies.Policy]
) -> None:
    known = {policies.name(one) for one in declared if one["module"] == module_of(path)}
    called = stub_methods(ast.parse(path.read_text()))
    assert called
    assert called <= known


@pytest.mark.parametrize("path", adapters(), ids=module_of)
def test_every_channel_is_made_with_what_was_declared(path: Path) -> None:
    tree = ast.parse(path.read_text())
    made = [call for call in calls(tree) if isinstance(call.func, ast.Name) and call.func.id == "mesh_channel"]
    assert [ast.unparse(argument) for call in made for argument in (call.args[0], call.args[2])] == [
        "TARGET",
        "POLICIES",
    ]
    [given] = [call for call in calls(tree) if isinstance(call.func, ast.Name) and call.func.id == "declare"]
    assert [ast.unparse(argument) for argument in given.args[:2]] == ["__name__", "TARGET"]


def test_what_is_declared_is_granted_and_what_an_adapters_service_is_granted_is_declared(
    declared: list[policies.Policy],
) -> None:
    access = tomllib.loads((ROOT / "protos" / "access.toml").read_text())
    granted = {
        (caller, f"/{service}/{method}")
        for service, methods in access.items()
        for method, line in methods.items()
        for caller in line["callers"]
    }
    # Whom an outsider like the payment provider lets in is not ours to grant.
    known = {(one["caller"], one["method"]) for one in declared if one["target"] in SERVICES}
    roads = {(caller, method.split("/")[1]) for caller, method in known}
    assert known == {(caller, method) for caller, method in granted if (caller, method.split("/")[1]) in roads}


def test_checkout_is_shed_last(declared: list[policies.Policy]) -> None:
    """Whatever checkout calls finds a place for longer than what only fills a page."""
    checkout = {"ValidateUser", "GetByKey"} | {policies.name(one) for one in declared if not one["read"]}
    places: dict[bool, set[int]] = {True: set(), False: set()}
    for one in declared:
        places[policies.name(one) in checkout].add(one["bulkhead"])
    assert max(places[False]) < min(places[True])


def test_no_target_can_hold_more_than_half_of_a_web_process(declared: list[policies.Policy]) -> None:
    from servicekit.settings import ServiceSettings  # noqa: PLC0415 - only this test looks

    threads = ServiceSettings.model_fields["web_threads"].default
    assert max(one["bulkhead"] for one in declared) <= threads / 2


def test_a_checkout_fits_into_its_time(declared: list[policies.Policy]) -> None:
    deadlines = {policies.name(one): one["deadline"] for one in declared}
    steps = ("ReserveStock", "Authorize", "CommitReservation")
    assert sum(deadlines[step] for step in steps) <= 2.5


def test_writes_are_keyed_and_never_hedged(declared: list[policies.Policy]) -> None:
    writes = [one for one in declared if not one["read"]]
    assert len(writes) >= 6
    assert {(one["idempotent"], one["hedge"]) for one in writes} == {(True, None)}
    assert not any("DEADLINE_EXCEEDED" in one["retry_on"] for one in writes)


def test_the_page_the_listing_and_the_adapters_agree(
    declared: list[policies.Policy], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policies, "collect", lambda: declared)
    policies.show()
    listed = capsys.readouterr().out
    page = policies.PAGE.read_text()
    assert page == policies.page()
    for one in declared:
        facts: list[Any] = policies.row(one)
        assert f"| {' | '.join(facts)} | {one['why']} |" in page
        assert f"{policies.name(one)}: {one['why']}" in listed
    for what, value in policies.constants():
        assert f"| {what} | {value} |" in page
        assert what in listed
