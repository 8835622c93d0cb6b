from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from servicekit.grpc import options

NAMES = sorted({name for name, _ in [*options.SERVER, *options.client("product_service")]})


@pytest.fixture(scope="module")
def core() -> bytes:
    """The compiled half of gRPC, in which every name it knows is written."""
    found = find_spec("grpc._cython.cygrpc")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_grpc_knows_the_option(core: bytes, name: str) -> None:
    """A name it does not know is ignored without a word, and what it was to mend comes back in production."""
    assert name.encode() in core
