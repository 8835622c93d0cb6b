from __future__ import annotations

from collections.abc import Callable

import pytest

from servicekit.testing.mesh import RunningServer
from servicekit.tests.grpc.products import Products, Shop


@pytest.fixture
def products() -> Products:
    return Products()


@pytest.fixture
def shop(products: Products, grpc_server: Callable[..., RunningServer]) -> Shop:
    return Shop(products, grpc_server(products.register))


@pytest.fixture(autouse=True)
def fresh_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Breakers and budgets belong to a process; here every test is one."""
    monkeypatch.setattr("servicekit.grpc.channel._GUARDS", {})
    monkeypatch.setattr("servicekit.grpc.client.connection._CONNECTIONS", {})
