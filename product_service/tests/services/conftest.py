from __future__ import annotations

import pytest

from product_service.catalog.models import Product
from product_service.stock.models import Reservation
from product_service.tests.support import hold, overdue


@pytest.fixture
def make_many(chair: Product) -> list[Reservation]:
    """Ten carts that nobody came back for."""
    carts = [hold((chair, 1)) for _ in range(10)]
    for cart in carts:
        overdue(cart)
    return carts
