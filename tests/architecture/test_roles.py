"""Who may do what is written once, in protos/roles.toml: nobody else knows roles or permissions of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from servicekit.auth import principal, roles
from user_service.accounts.domain.roles import Role

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("user_service", "product_service", "order_service", "payments_service")
METHODS = frozenset({"get", "put", "post", "patch", "delete"})
# A comparison with a role's name decides by itself what the file should. What an account is made as, and how many
# administrators are left, is about the role itself.
OWN_DECISION = re.compile(r"""\.role\s*(==|!=|in)\s*[("'{\[]|has_role\(""")


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for document in sorted((ROOT / "docs" / "reference" / "openapi").glob("*.json")):
        for path, methods in json.loads(document.read_text(encoding="utf-8"))["paths"].items():
            yield from ((f"{m.upper()} {path}", told) for m, told in methods.items() if m in METHODS)


def test_every_permission_is_asked_for_by_some_operation_and_every_one_asked_for_is_there() -> None:
    asked = {told["x-permission"] for _, told in operations() if "x-permission" in told}
    assert asked == set(roles.matrix())


def test_every_operation_of_administration_asks_for_a_permission() -> None:
    open_to_all = [name for name, told in operations() if " /api/admin/" in name and "x-permission" not in told]
    assert not open_to_all


def test_every_operation_that_changes_something_for_somebody_asks_for_a_permission() -> None:
    """What asks for a token and for no permission could be done by every role. Ending one's session is no right."""
    changing = [(name, told) for name, told in operations() if not name.startswith("GET ")]
    only_signed_in = [name for name, told in changing if told.get("security") == [{"bearer": []}]]
    unnamed = [name for name in only_signed_in if "x-permission" not in dict(changing)[name]]
    assert not unnamed


def test_the_roles_are_the_same_everywhere() -> None:
    known = list(roles.names())
    assert [role.value for role in Role] == known
    assert list(principal.ROLES) == known
    in_proto = [name.removeprefix("ROLE_").lower() for name in pb.Role.keys()]  # noqa: SIM118 - no dict
    assert in_proto == ["unspecified", *known]


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_decides_by_a_role_s_name(service: str) -> None:
    product = (path for path in (ROOT / service).rglob("*.py") if "tests" not in path.parts)
    deciding = [str(path.relative_to(ROOT)) for path in product if OWN_DECISION.search(path.read_text("utf-8"))]
    assert not deciding
