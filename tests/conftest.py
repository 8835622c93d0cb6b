"""A mesh for the tests across services: real processes behind a real nginx, in a state folder of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.harness import NO_TLS, Mesh, Shopper, running_mesh, start_mesh

# Keys that change are asked for sooner; and one buyer buys for a whole suite, more often than a person may: that limit
# is tested in order_service.
FOR_TESTS = {"JWKS_REFRESH_SECONDS": "2", "ORDERS_PER_MINUTE": "100000"}


@pytest.fixture(scope="session")
def mesh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mesh]:
    """Started for this run; SHOPMESH_REUSE=<state folder> takes a running one instead, while writing tests."""
    if reused := os.environ.get("SHOPMESH_REUSE"):
        yield running_mesh(Path(reused))
        return
    started = start_mesh(Path(tmp_path_factory.mktemp("mesh")), environment=FOR_TESTS)
    yield started
    started.dev("down")


@pytest.fixture(autouse=True)
def whole_mesh(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test stopped is running again before the next one."""
    yield
    if "mesh" in request.fixturenames:
        request.getfixturevalue("mesh").heal()


@pytest.fixture
def shopper(mesh: Mesh) -> Iterator[Callable[..., Shopper]]:
    """`shopper()`: a newly registered customer; `shopper("admin")`: a demo login."""
    made: list[Shopper] = []

    def make(username: str = "") -> Shopper:
        someone = Shopper.signed_in(mesh, username) if username else Shopper.registered(mesh)
        made.append(someone)
        return someone

    yield make
    for someone in made:
        someone.close()


@pytest.fixture
def visitor(mesh: Mesh) -> Iterator[Shopper]:
    someone = Shopper(mesh)
    yield someone
    someone.close()


@pytest.fixture(scope="session")
def wire(mesh: Mesh) -> Iterator[httpx.Client]:
    """A line to the gateway that says nothing by itself."""
    with httpx.Client(base_url=mesh.url, timeout=15, verify=NO_TLS) as client:
        yield client


@pytest.fixture(scope="session")
def admin(mesh: Mesh) -> Iterator[Shopper]:
    someone = Shopper.signed_in(mesh, "admin")
    yield someone
    someone.close()


@pytest.fixture(scope="session")
def alice(mesh: Mesh) -> Iterator[Shopper]:
    """A customer whose session no test ends."""
    someone = Shopper.registered(mesh)
    yield someone
    someone.close()


@pytest.fixture(scope="session")
def mallory(mesh: Mesh) -> Iterator[Shopper]:
    """Another customer, who wants what is Alice's."""
    someone = Shopper.registered(mesh)
    yield someone
    someone.close()
