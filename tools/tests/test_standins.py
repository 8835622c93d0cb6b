from __future__ import annotations

import configparser

from tools import processes, standins, supervise
from tools.mesh import Mesh
from tools.state import State

WAITED_FOR = {f"{name}-{kind}" for name in ("user", "product", "order", "payments") for kind in ("web", "grpc")}


def test_whoever_answers_requests_has_a_stand_in_on_an_address_of_its_own(mesh: Mesh) -> None:
    spare = {process.name: process for process in processes.standins(mesh)}
    assert spare.keys() == {f"{name}-standin" for name in WAITED_FOR | {"gateway-health"}}
    bound = spare["order-grpc-standin"].environment
    own = {process.name: process for process in processes.processes(mesh)}["order-grpc"].environment
    assert bound["GRPC_BIND"] == mesh.ports.address("order-grpc-standin") != own["GRPC_BIND"]
    assert {name for name in bound if bound[name] != own.get(name)} == {"GRPC_BIND", "WEB_WORKERS"}


def test_callers_know_both_addresses(mesh: Mesh) -> None:
    told = mesh.environment("order_service")
    assert told["PRODUCT_GRPC"] == "127.0.0.1:50052,127.0.0.1:8152"
    assert told["JWKS_URL"].split(",") == [
        "http://127.0.0.1:8001/.well-known/jwks.json",
        "http://127.0.0.1:8101/.well-known/jwks.json",
    ]


def test_the_supervisor_knows_stand_ins_and_starts_none(mesh: Mesh) -> None:
    parser = configparser.RawConfigParser()
    parser.read_string(supervise.configuration(mesh))
    started = {
        name.removeprefix("program:")
        for name in parser.sections()
        if parser.get(name, "autostart", fallback="") == "true"
    }
    assert started == set(processes.service_names(mesh))
    assert parser["program:user-web-standin"]["autostart"] == "false"


def test_the_gateway_asks_the_stand_in_while_it_serves_also_after_a_crash(mesh: Mesh, state: State) -> None:
    (state.run / "gateway").mkdir(parents=True)
    own = standins.upstreams(mesh)
    standins.remember(state, "product-web", replaced=True)
    assert standins.upstreams(mesh) == own | {"product": mesh.ports.address("product-web-standin")}
    standins.remember(state, "product-web", replaced=False)
    assert standins.upstreams(mesh) == own


def test_a_mesh_that_starts_has_every_process_in_its_own_place(mesh: Mesh, state: State) -> None:
    (state.run / "gateway").mkdir(parents=True)
    standins.remember(state, "user-web", replaced=True)
    standins.forget(state)
    assert standins.serving(state) == []
