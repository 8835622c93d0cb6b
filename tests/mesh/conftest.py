"""People who stay signed in for the whole run: a login costs a password hash, and attacks are many."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.harness import Mesh, Shopper


@pytest.fixture(scope="session")
def wire(mesh: Mesh) -> Iterator[httpx.Client]:
    """A line to the gateway that says nothing by itself."""
    with httpx.Client(base_url=mesh.url, timeout=15) as client:
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
