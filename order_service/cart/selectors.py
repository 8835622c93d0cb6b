from __future__ import annotations

from uuid import UUID

from order_service.cart.models import CartLine


def lines_of(customer_id: UUID) -> list[CartLine]:
    return list(CartLine.objects.filter(customer_index=customer_id).order_by("position", "id"))
