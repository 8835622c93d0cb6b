"""What this service needs to know of customers, and how it is asked: a vendor names one by e-mail."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Customers(Protocol):
    def find(self, email: str) -> UUID | None:
        """Whose address it is; None when nobody's who may act."""
