from __future__ import annotations

from collections.abc import Iterator

import pytest

from servicekit.faults.proxy import FaultProxy
from servicekit.tests.faults.talking import Talker, echo_server


@pytest.fixture
def link() -> Iterator[FaultProxy]:
    """In front of a server that says back what it hears."""
    with echo_server() as address, FaultProxy(address) as proxy:
        yield proxy


@pytest.fixture
def talker(link: FaultProxy) -> Iterator[Talker]:
    with Talker(link.address) as someone:
        yield someone
