"""The allow list: which service may call which method. Read from protos/access.toml; what is not written is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

ACCESS = Path(__file__).resolve().parents[2] / "protos" / "access.toml"

Access = Mapping[str, frozenset[str]]


def load(path: Path = ACCESS) -> Access:
    """Callers by full method, "/shop.product.v1.ProductService/ReserveStock"."""
    services = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        f"/{service}/{method}": frozenset(callers)
        for service, methods in services.items()
        for method, callers in methods.items()
    }
