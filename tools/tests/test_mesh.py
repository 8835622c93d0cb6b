from __future__ import annotations

from pathlib import Path

import pytest

from tools import mesh as description
from tools import processes
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
