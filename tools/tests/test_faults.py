"""`./dev fault`: what a person says, what the proxy is told, and which words come back when it makes no sense."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from servicekit.faults import script
from servicekit.faults.link import Address
from servicekit.faults.proxy import Proxy
from servicekit.faults.toxics import Toxic
from tools import control, ports
from tools.console import Failure
from tools.faults import cli, desk, links, places, points, scripts, shown, values, wiring
from tools.faults.desk import Desk
from tools.mesh import SERVICES, Mesh
from tools.ports import Ports
from tools.processes import processes
from tools.state import ROOT, State


@pytest.fixture
def wired(mesh: Mesh, monkeypatch: pytest.MonkeyPatch) -> Mesh:
    """A mesh that is said to run, with every link through the proxy."""
    made = replace(mesh, links=links.chosen(mesh))
    monkeypatch.setattr(control, "running", lambda: made)
    return made


@pytest.fixture
def asked(wired: Mesh, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the proxy was asked. It agrees to everything."""
    questions: list[dict[str, Any]] = []

    def ask(_state: State, **question: Any) -> dict[str, Any]:
        questions.append(question)
        reply = {"id": "t1", "pattern": "", "links": ["a:b"], "left": None, "toxic": question.get("toxic")}
        return reply | {"faults": [], "cleared": ["t1"] if question.get("which") == "t1" else []}

    monkeypatch.setattr(desk, "ask", ask)
    return questions


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (values.duration, "200ms", 0.2),
        (values.duration, "1.5s", 1.5),
        (values.duration, "2m", 120.0),
        (values.size, "500B", 500),
        (values.size, "4KB", 4000),
        (values.rate, "10KB/s", 10_000),
        (values.share, "0.25", 0.25),
        (values.count, "3", 3),
    ],
)
def test_values_are_read_with_their_units(read: Callable[[str], float], text: str, value: float) -> None:
    assert read(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.duration, "200"),
        (values.duration, "0s"),
        (values.duration, "-1s"),
        (values.duration, "soon"),
        (values.duration, "4KB"),
        (values.size, "4s"),
        (values.rate, "10KB"),
        (values.share, "0"),
        (values.share, "1.1"),
        (values.share, "half"),
        (values.count, "0"),
        (values.count, "-3"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_an_example(read: Callable[[str], float], text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"is not a"):
        read(text)


def toxics(*arguments: str) -> list[Toxic]:
    return cli.toxics(cli.adding().parse_args(["a:b", *arguments]))


def test_everything_asked_for_is_a_fault_of_its_own() -> None:
    assert toxics("--latency", "200ms", "--jitter", "50ms", "--reset", "--after", "1KB", "--for", "30s") == [
        Toxic(kind="latency", direction="down", delay=0.2, jitter=0.05, lasts=30.0),
        Toxic(kind="reset", direction="both", after=1000, lasts=30.0),
    ]


def test_the_direction_is_the_one_asked_for() -> None:
    [toxic] = toxics("--slice", "16B", "--gap", "5ms", "--direction", "up")
    assert toxic == Toxic(kind="slice", direction="up", size=16, gap=0.005)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [([], "in which way"), (["--jitter", "50ms"], "in which way"), (["--latency", "10ms", "--jitter", "1s"], "jitter")],
)
def test_a_fault_without_sense_is_refused(arguments: list[str], told: str) -> None:
    with pytest.raises(Failure, match=told):
        toxics(*arguments)


def test_every_call_the_allow_list_opens_is_a_link(mesh: Mesh) -> None:
    known = links.known(mesh)
    assert known["order-web:product-grpc"] == mesh.ports.address("product-grpc")
    assert {"payments-grpc:sandbox", "order-worker:nats", "gateway:order-web", "product-web:redis"} <= known.keys()
    assert not any(name.endswith(":postgres") for name in known)


def test_a_database_server_is_a_link_where_it_is_known_by_its_url(mesh: Mesh) -> None:
    there = replace(mesh, databases=dict.fromkeys(SERVICES, "postgres://shop@db.example:5544/x"))
    known = links.known(there)
    assert known["order-web:postgres"] == "db.example:5544"
    through = replace(there, links={"order-web:postgres": 21000})
    assert through.database_url("order_service", "order-web") == "postgres://shop@127.0.0.1:21000/x"
    assert through.database_url("order_service") == "postgres://shop@db.example:5544/x"


def test_wired_in_no_process_is_told_where_those_it_calls_really_are(mesh: Mesh) -> None:
    through = replace(mesh, links=links.chosen(mesh))
    known = {process.name: process for process in processes(through)}
    for caller, callee in links.pairs(through):
        told = {
            place.rpartition("/")[2] or place
            for name, value in known[caller].environment.items()
            if not name.endswith("_BIND")
            for place in value.replace("/.well-known/jwks.json", "").removesuffix("/0").split(",")
        }
        assert mesh.ports.address(callee) not in told, (caller, callee)
        if caller != "gateway":
            assert through.reach(caller, callee) in told, (caller, callee)


def test_without_the_proxy_nothing_stands_between_two_processes(mesh: Mesh) -> None:
    assert mesh.reach("order-web", "product-grpc") == mesh.ports.address("product-grpc")
    assert "FAULTS_FILE" not in mesh.environment("order_service", "order-web")
    assert "faults" not in {process.name for process in processes(mesh)}


def test_each_link_has_a_port_of_its_own(mesh: Mesh) -> None:
    chosen = links.chosen(mesh)
    assert len(set(chosen.values())) == len(chosen) == len(links.known(mesh))
    assert not set(chosen.values()) & set(mesh.ports.numbers.values())


def test_the_proxy_is_told_what_was_asked_for(asked: list[dict[str, Any]]) -> None:
    assert cli.main(["add", "order-*:product-grpc", "--black-hole", "--for", "30s"]) == 0
    assert asked == [{"do": "add", "link": "order-*:product-grpc", "toxic": {"kind": "black-hole", "lasts": 30.0}}]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["add", "order-web:moon", "--reset"], "No link is called order-web:moon"),
        (["links", "moon*"], "No link is called"),
        (["clear", "t7"], "Nothing that is broken is called t7"),
        (["inject", "product-grpc", "ReserveStok", "--raise"], "Did you mean ReserveStock"),
        (["inject", "moon-grpc", "ReserveStock", "--raise"], "No process of a service is called moon-grpc"),
        (["inject", "product-web", "ReserveStock", "--raise"], "ends in -grpc"),
        (["inject", "product-grpc", "GET /api/products/", "--raise"], "ends in -web"),
        (["crash", "order-web", "order.saga.after"], "Did you mean order.saga.after-commit"),
        (["inject", "order-web", "order.saga.after-commit", "--raise", "--done-first"], "no work of its own"),
    ],
)
def test_what_does_not_exist_is_said_in_words(
    asked: list[dict[str, Any]], wired: Mesh, command: list[str], told: str
) -> None:
    with pytest.raises(Failure, match=told):
        cli.main(command)
    assert scripts.faults(wired.state) == []


@pytest.mark.parametrize(
    "command",
    [
        ["add", "a:b", "--latency", "fast"],
        ["inject", "product-grpc", "ReserveStock"],
        ["inject", "product-grpc", "ReserveStock", "--status", "TEAPOT"],
        ["inject", "product-grpc", "ReserveStock", "--crash", "--raise"],
    ],
)
def test_a_wrong_command_line_ends_with_usage(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(command)
    assert left.value.code == 2
    assert "usage: ./dev fault" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["list"], ["links"], ["clear"], ["add", "a:b", "--reset"]])
def test_a_mesh_without_the_proxy_says_how_to_wire_it_in(
    mesh: Mesh, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(control, "running", lambda: mesh)
    with pytest.raises(Failure, match=r"\./dev fault on"):
        cli.main(command)


def test_alone_it_explains_itself_also_where_nothing_runs(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOPMESH_STATE", str(tmp_path))
    assert cli.main([]) == 0
    printed = capsys.readouterr().out
    assert "./dev up starts it" in printed
    assert all(f"./dev fault {name}" in printed for name in cli.COMMANDS)
    assert cli.main(["fly"]) == 2


@pytest.mark.parametrize(
    ("process", "where", "place"),
    [
        ("product-grpc", "ReserveStock", ("rpc", "/shop.product.v1.ProductService/ReserveStock")),
        ("product-*", "*Reserv*", ("rpc", "*/*Reserv*")),
        ("order-web", "/api/orders/", ("rest", "* /api/orders/")),
        ("order-web", "POST /api/orders/", ("rest", "POST /api/orders/")),
        ("order-*", "order.saga.after-commit", ("point", "order.saga.after-commit")),
        ("order-worker", "events.relay.*", ("point", "events.relay.*")),
    ],
)
def test_a_place_is_a_method_a_route_or_a_point(process: str, where: str, place: tuple[str, str]) -> None:
    assert places.of(process, where) == place


def test_a_crash_happens_once_unless_told_otherwise(asked: list[dict[str, Any]], wired: Mesh) -> None:
    cli.main(["crash", "order-web", "order.saga.after-commit"])
    cli.main(["inject", "product-grpc", "ReserveStock", "--status", "UNAVAILABLE", "--times", "3", "--done-first"])
    cli.main(["inject", "product-grpc", "ReserveStock", "--delay", "300ms"])
    assert [(made.id, made.effect, made.times, made.delay, made.after) for made in scripts.faults(wired.state)] == [
        ("s1", "crash", 1, 0.0, False),
        ("s2", "status", 3, 0.0, True),
        ("s3", "delay", None, 0.3, False),
    ]


def test_scripted_faults_are_cleared_by_id_by_process_and_by_place(state: State) -> None:
    def break_all() -> None:
        for process, where in (("order-web", "a"), ("order-grpc", "b"), ("user-web", "c")):
            scripts.add(state, process=process, site="point", where=where, effect="raise")

    for which, gone in (("s2", 1), ("order-*", 2), ("c", 1), ("*", 3)):
        scripts.clear(state)
        break_all()
        assert len(scripts.clear(state, which)) == gone
        assert len(scripts.faults(state)) == 3 - gone


def test_a_scripted_fault_is_over_when_it_has_happened_or_its_time_has_passed(state: State) -> None:
    facts: dict[str, Any] = {"process": "*", "site": "point", "where": "a", "effect": "delay", "delay": 0.001}
    once, timed = scripts.add(state, **facts, times=1), scripts.add(state, **facts, until=time.time() - 1)
    assert (scripts.over(state, once), scripts.over(state, timed)) == (False, True)
    assert len(list(script.Script(scripts.path(state), "x").meeting("point", "a"))) == 1
    assert scripts.over(state, once)


def test_every_point_is_named_after_what_owns_it_and_named_once_for_each_place() -> None:
    found = points.every()
    assert len(found) >= 20
    assert len({point.name for point in found}) == len(found)
    for point in found:
        area = point.name.split(".")[0]
        assert area == point.owner.removesuffix("_service") or point.file.startswith(f"servicekit/{area}/")


def answered(question: bytes) -> dict[str, Any]:
    """By a desk with one link that leads nowhere."""

    async def ask() -> bytes:
        proxy = Proxy(injected=lambda _link, _toxic: None)
        await proxy.open("order-web:product-grpc", Address("127.0.0.1", 9), Address("127.0.0.1", 0))
        try:
            return Desk(proxy).answer(question)
        finally:
            await proxy.close()

    reply: dict[str, Any] = json.loads(asyncio.run(ask()))
    return reply


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (b"", "not understood"),
        (b"{", "not understood"),
        (b"[]", "not understood"),
        (b"{}", "not understood"),
        (b'{"do": "explode"}', "not understood"),
        (b'{"do": "add"}', "not understood"),
        (b'{"do": "add", "link": "*", "toxic": {"kind": "latency", "colour": 1}}', "not understood"),
        (b'{"do": "add", "link": "*", "toxic": {"kind": "latency"}}', "needs a number"),
        (b'{"do": "add", "link": "*", "toxic": {"kind": "reset", "after": "much"}}', "not understood"),
        (b'{"do": "add", "link": "a:b", "toxic": {"kind": "reset"}}', "no link is called a:b"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_the_reason(question: bytes, told: str) -> None:
    assert told in answered(question)["error"]


def test_a_good_question_is_answered() -> None:
    made = answered(b'{"do": "add", "link": "order-*", "toxic": {"kind": "reset", "lasts": 30}}')
    assert (made["id"], made["links"], made["toxic"]) == (
        "t1",
        ["order-web:product-grpc"],
        {"kind": "reset", "lasts": 30},
    )
    assert 29 < made["left"] <= 30


def test_a_proxy_that_is_not_there_is_said_to_be(state: State) -> None:
    assert not desk.answers(state)
    with pytest.raises(Failure, match=r"\./dev logs faults"):
        desk.ask(state, do="ping")


@pytest.fixture
def proxied(state: State) -> Iterator[Mesh]:
    """The real proxy process, with one link to a server that greets whoever connects."""
    with socket.create_server(("127.0.0.1", 0)) as greeter:
        numbers = {**ports.CANONICAL, "product-grpc": greeter.getsockname()[1]}
        mesh = Mesh(state=state, ports=Ports(numbers), links={"order-web:product-grpc": ports.free()})
        mesh.save()
        environment = os.environ | {"SHOPMESH_STATE": str(state.folder), "PYTHONPATH": str(ROOT), "METRICS_BIND": ""}
        command = [sys.executable, "-m", "tools.faults.daemon"]
        with state.log("faults").open("w") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log)  # noqa: S603 - our own program
        deadline = time.monotonic() + 20
        while not desk.answers(state):
            assert time.monotonic() < deadline, state.log("faults").read_text()
            time.sleep(0.05)  # until it listens
        yield mesh
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert not state.socket(desk.SOCKET).exists()


def test_the_proxy_process_breaks_a_link_when_told_and_says_so(
    proxied: Mesh, capsys: pytest.CaptureFixture[str]
) -> None:
    state = proxied.state
    assert state.socket(desk.SOCKET).stat().st_mode & 0o777 == 0o700
    assert desk.ask(state, do="ping") == {"links": 1}
    desk.ask(state, do="add", link="*:product-grpc", toxic={"kind": "reset"})
    with pytest.raises(ConnectionResetError), closing(socket.create_connection(place(proxied), timeout=5)) as caller:
        caller.recv(1)
    [fault] = shown.rows(proxied)
    assert fault == ["t1", "order-web:product-grpc", "reset", "100% of connections", "when cleared"]
    shown.remark(proxied)  # in ./dev status
    assert "1 fault is at work" in capsys.readouterr().out
    assert "fault.injected" in state.log("faults").read_text()
    assert desk.ask(state, do="clear", which="order-web:*") == {"cleared": ["t1"]}
    assert shown.rows(proxied) == []


def place(mesh: Mesh) -> tuple[str, int]:
    return "127.0.0.1", mesh.links["order-web:product-grpc"]


def test_a_second_wiring_changes_nothing(wired: Mesh, capsys: pytest.CaptureFixture[str]) -> None:
    assert wiring.on() == 0
    assert "already" in capsys.readouterr().out


def test_taking_out_what_is_not_wired_in_changes_nothing(
    mesh: Mesh, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(control, "running", lambda: mesh)
    assert wiring.off() == 0
    assert "No fault proxy" in capsys.readouterr().out
