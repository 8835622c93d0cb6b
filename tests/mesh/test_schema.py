"""What the OpenAPI documents promise holds for made-up requests too, whoever sends them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.contract import attempt, operations
from tests.harness import Mesh, Shopper, with_second_factor

# Of each operation, one where nothing varies; each sent as everybody. `./dev soak contract` sends hundreds.
EXAMPLES = 2
SEED = 20261122


@pytest.fixture(scope="module")
def tokens(mesh: Mesh) -> Iterator[Mapping[str, str]]:
    """By role; the admin's has a second factor, so that nothing hides behind a step-up."""
    people = {name: Shopper.signed_in(mesh, name) for name in ("user9", "viewer", "vendor", "staff", "admin")}
    given = {name: someone.tokens["access"] for name, someone in people.items()}
    yield {"anonymous": "", **given, "admin": with_second_factor(mesh, given["admin"])}
    for someone in people.values():
        someone.close()


@pytest.mark.parametrize("operation", list(operations()), ids=lambda operation: operation.label)
def test_no_answer_is_undocumented_and_none_is_a_server_error(
    operation: Any, mesh: Mesh, tokens: Mapping[str, str]
) -> None:
    answered = attempt(operation, url=mesh.url, tokens=tokens, examples=EXAMPLES, seed=SEED)
    assert answered >= len(tokens)
    assert answered % len(tokens) == 0
