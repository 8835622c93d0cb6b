from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tools import mesh as description
from tools import metrics, processes
from tools.mesh import Mesh
from tools.state import State


def test_a_mesh_is_read_back_as_it_was_written(mesh: Mesh, state: State) -> None:
    mesh.save()
    assert description.load(state) == mesh


def test_where_no_mesh_was_started_there_is_none(state: State) -> None:
    assert description.load(state) is None


def test_only_user_service_is_told_where_the_signing_keys_are(mesh: Mesh) -> None:
    holders = [service for service in description.SERVICES if "SIGNING_KEYS_DIR" in mesh.environment(service)]
    assert holders == ["user_service"]


def test_only_payments_knows_the_provider(mesh: Mesh) -> None:
    holders = [service for service in description.SERVICES if "PROVIDER_API_KEY" in mesh.environment(service)]
    assert holders == ["payments_service"]


def test_the_keys_of_a_chosen_provider_are_for_payments_alone(mesh: Mesh) -> None:
    chosen = replace(mesh, extra={"PAYMENT_PROVIDER": "stripe", "STRIPE_API_KEY": "sk_test", "OTEL_TRACES": "x"})
    told = {process.name for process in processes.processes(chosen) if "STRIPE_API_KEY" in process.environment}
    assert told == {"payments-web", "payments-grpc", "payments-worker"}
    assert all("OTEL_TRACES" in chosen.environment(service) for service in description.SERVICES)


def test_each_service_has_a_database_of_its_own(mesh: Mesh) -> None:
    urls = {mesh.database_url(service) for service in description.SERVICES}
    assert len(urls) == len(description.SERVICES)


def test_without_redis_the_cache_is_the_database(state: State, mesh: Mesh) -> None:
    without = Mesh(state=state, ports=mesh.ports, redis=False)
    assert without.environment("order_service")["REDIS_URL"] == ""
    assert "redis" not in processes.service_names(without)


def test_two_meshes_share_no_path(mesh: Mesh, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Mesh(state=State(tmp_path_factory.mktemp("other")), ports=mesh.ports)
    paths = {name for name, value in mesh.environment("order_service").items() if str(mesh.state.folder) in value}
    assert paths >= {"SHOPMESH_STATE", "DATABASE_URL", "TLS_DIR", "JWKS_CACHE"}
    assert all(mesh.environment("order_service")[name] != other.environment("order_service")[name] for name in paths)


def test_a_deep_state_folder_still_has_a_socket_that_fits(tmp_path: Path) -> None:
    deep = State(tmp_path / ("x" * 60) / ("y" * 60))
    assert len(str(deep.socket("supervisor.sock"))) < 100


def test_the_description_of_a_mesh_is_for_its_owner_only(mesh: Mesh) -> None:
    path = description.description(mesh.state)
    path.touch(mode=0o644)
    mesh.save()
    assert path.stat().st_mode & 0o777 == 0o600
    assert description.load(mesh.state) == mesh


def test_every_process_of_a_service_shows_its_metrics_somewhere_of_its_own(mesh: Mesh) -> None:
    known = processes.processes(mesh)
    shown = {process.name: metrics.address(mesh, process) for process in known if metrics.address(mesh, process)}
    services = {
        f"{name}-{kind}" for name in ("user", "product", "order", "payments") for kind in ("web", "grpc", "worker")
    }
    assert set(shown) == services | {"live", "gateway-health"}
    assert len(set(shown.values())) == len(shown)
    assert shown["order-grpc"] == "http://127.0.0.1:9103/metrics"


def test_grpc_and_worker_are_told_where_and_web_needs_no_second_port(mesh: Mesh) -> None:
    told = {
        process.name: process.environment.get("METRICS_BIND") for process in processes.of_service(mesh, "user_service")
    }
    assert told == {"user-web": None, "user-grpc": "127.0.0.1:9101", "user-worker": "127.0.0.1:9111"}


def test_a_mesh_started_by_an_older_checkout_can_still_be_read(mesh: Mesh, state: State) -> None:
    mesh.save()
    path = description.description(state)
    facts = json.loads(path.read_text())
    del facts["ports"]["order-grpc-metrics"]
    path.write_text(json.dumps(facts))
    assert description.load(state) == mesh
