from __future__ import annotations

from uuid import NAMESPACE_DNS, UUID, uuid5

import pytest

from payments_service import wiring
from payments_service.tests.support import ScriptedProvider


class Phonebook:
    """Everybody has the address of their name."""

    def find(self, email: str) -> UUID | None:
        name, _, domain = email.lower().partition("@")
        return uuid5(NAMESPACE_DNS, f"{name}.shopmesh.example") if domain == "example.com" else None


@pytest.fixture
def behind_the_ports(provider: ScriptedProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "provider", lambda: provider)
    monkeypatch.setattr(wiring, "customers", Phonebook)
