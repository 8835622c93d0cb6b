from __future__ import annotations

from dataclasses import replace

import pytest

from tools import postgres, up
from tools.mesh import Mesh


def test_a_first_start_has_nothing_to_compare_with(mesh: Mesh, capsys: pytest.CaptureFixture[str]) -> None:
    up.compare(None, mesh)
    assert capsys.readouterr().out == ""


def test_changing_the_database_says_that_nothing_is_copied(mesh: Mesh, capsys: pytest.CaptureFixture[str]) -> None:
    other = replace(mesh, databases=postgres.urls(5432), own_postgres=True)
    up.compare(mesh, other)
    assert "sqlite then, postgres now" in capsys.readouterr().out
    up.compare(other, mesh)
    assert "postgres then, sqlite now" in capsys.readouterr().out


def test_a_private_cluster_on_another_port_is_the_same_database(mesh: Mesh, capsys: pytest.CaptureFixture[str]) -> None:
    before = replace(mesh, databases=postgres.urls(5432), own_postgres=True)
    up.compare(before, replace(before, databases=postgres.urls(5433)))
    assert "nothing is copied" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "passed"),
    [("OTEL_EXPORTER_OTLP_ENDPOINT", True), ("SHOPMESH_LOGIN_RATE", True), ("SECRET_KEY", False), ("HOTEL", False)],
)
def test_of_the_callers_environment_only_what_is_meant_for_the_mesh_goes_on(name: str, *, passed: bool) -> None:
    assert up.passed_on(name) is passed
