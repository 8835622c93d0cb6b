from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tools import bootstrap, cli, postgres, results, steps
from tools.console import Failure
from tools.state import ROOT
from tools.steps import Step


def test_no_command_is_a_plea_for_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    printed = capsys.readouterr().out
    assert all(f"./dev {name}" in printed for name in cli.COMMANDS)


def test_an_unknown_command_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["fly"]) == 2
    assert "no command fly" in capsys.readouterr().out


@pytest.mark.parametrize(
    "command",
    [
        ["status"],
        ["restart", "order-web"],
        ["logs"],
        ["manage", "order_service", "check"],
        ["seed", "--products", "1000"],
    ],
)
def test_commands_about_a_mesh_that_does_not_run_say_so(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOPMESH_STATE", str(tmp_path))
    assert cli.main(command) == 1
    assert "./dev up" in capsys.readouterr().out


def test_stopping_what_does_not_run_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPMESH_STATE", str(tmp_path))
    assert cli.main(["down"]) == 0


def test_nothing_is_deleted_without_being_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keep").write_text("me")
    monkeypatch.setenv("SHOPMESH_STATE", str(tmp_path))
    assert cli.main(["clean"]) == 1
    assert (tmp_path / "keep").exists()
    assert cli.main(["clean", "--yes"]) == 0
    assert not tmp_path.exists()


def test_the_front_door_is_readable_for_python_3_6() -> None:
    """It must get as far as saying which version it needs."""
    source = (ROOT / "dev").read_text().partition("import os")[0]
    assert "match " not in source
    assert 'f"' not in source
    assert "__future__" not in source


def test_an_environment_without_pip_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while it is being made leaves exactly this."""
    venv.create(tmp_path / "venv", with_pip=False)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "venv" / "bin" / "python")
    assert not bootstrap.complete()
    record = bootstrap.PYTHON.parent.parent / "lib" / "python3" / "site-packages" / "pip-1.dist-info" / "RECORD"
    record.parent.mkdir(parents=True)
    record.touch()
    assert bootstrap.complete()


def test_only_locked_wheels_are_installed() -> None:
    for lock in ("base", "runtime", "dev", "nginx"):
        text = bootstrap.requirements(lock).read_text()
        assert bootstrap.pins(lock) > 0
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_a_database_for_every_service_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert postgres.given({}) == {}
    shared = postgres.given({"DATABASE_URL": "postgres://me@db/any"})
    assert shared["order_service"] == "postgres://me@db/order_service"
    own = postgres.given({"DATABASE_URL": "postgres://me@db/any", "ORDER_DATABASE_URL": "postgres://o@db2/orders"})
    assert own["order_service"] == "postgres://o@db2/orders"
    with pytest.raises(Failure, match="USER_DATABASE_URL"):
        postgres.given({"ORDER_DATABASE_URL": "postgres://o@db2/orders"})


def test_steps_go_on_after_a_failure_and_the_exit_code_tells(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise Failure("because")

    done: list[str] = []
    outcomes = steps.perform([Step("bad", fail), Step("good", lambda: done.append("good"))])
    assert done == ["good"]
    assert steps.summary(outcomes) == 1
    assert "because" in capsys.readouterr().out
    assert steps.summary(steps.perform([Step("good", lambda: None)])) == 0


REPORT = """<testsuites><testsuite>
<testcase name="a" time="0.5"/>
<testcase name="b" time="1.5"><failure/></testcase>
<testcase name="c" time="0"><skipped/></testcase>
</testsuite></testsuites>"""


def test_suites_are_counted_from_their_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    result = results.read("suite", tmp_path / "report.xml", 2.0, "it failed")
    assert (result.passed, result.failed, result.skipped) == (1, 1, 1)
    assert results.summary([result]) == 1
    assert capsys.readouterr().out.rstrip().endswith("1 passed, 1 failed")


def test_a_suite_that_broke_before_reporting_is_a_failure(tmp_path: Path) -> None:
    result = results.read("suite", tmp_path / "missing.xml", 2.0, "ImportError")
    assert (result.passed, result.failed) == (0, 1)


def test_the_gateway_is_rendered_with_the_standard_library_alone(tmp_path: Path) -> None:
    """The container image has no other package."""
    paths = [f"--{name}={tmp_path / name}" for name in ("web", "pages", "run", "conf", "uploads")]
    services = [f"--upstream={name}={name}:8000" for name in ("user", "product", "order", "payments", "live", "health")]
    command = [sys.executable, "-S", "-m", "tools.gateway", "--listen=8080", "--resolver=127.0.0.11", *paths, *services]
    finished = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)  # noqa: S603 - our own interpreter
    assert finished.stdout.strip() == str(tmp_path / "conf" / "nginx.conf")
    rendered = "".join(path.read_text() for path in (tmp_path / "conf").glob("*.conf"))
    assert "{{" not in rendered
    problem = next(line for line in rendered.splitlines() if line.startswith("location = /_problem/404"))
    assert json.loads(problem.split("'")[1])["type"] == "/problems/not-found"
