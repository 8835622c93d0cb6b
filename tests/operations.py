"""Every operation that the OpenAPI documents name, and what protos/roles.toml says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from servicekit.auth.roles import Reach, Rule, matrix
from tests.harness import ROOT

DOCUMENTS = ROOT / "docs" / "reference" / "openapi"
SERVICES = ("user", "product", "order", "payments")
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    service: str
    method: str
    path: str
    id: str
    permission: str | None
    answers: frozenset[int]
    example: Any
    # How the body is sent.
    media: str
    # What a read cannot do without.
    query: Mapping[str, str]

    def __str__(self) -> str:
        return self.id

    @property
    def rule(self) -> Rule | None:
        return matrix()[self.permission] if self.permission else None

    @property
    def reads(self) -> bool:
        return self.method == "get"

    def reach(self, role: str) -> Reach:
        return self.rule.reach(role) if self.rule else Reach.ALL


def document(service: str) -> dict[str, Any]:
    """The committed one; `./dev check` sees to it that it is what the code says."""
    read: dict[str, Any] = json.loads((DOCUMENTS / f"{service}.json").read_text())
    return read


def every() -> list[Operation]:
    return [operation for service in SERVICES for operation in _of(service)]


def _of(service: str) -> Iterator[Operation]:
    for path, item in document(service)["paths"].items():
        for method in METHODS:
            if told := item.get(method):
                answers = frozenset(int(status) for status in told["responses"])
                name, permission = told["operationId"], told.get("x-permission")
                yield Operation(
                    service, method, path, name, permission, answers, _example(told), _media(told), _query(told)
                )


def _example(told: dict[str, Any]) -> Any:
    """The first example of the JSON body, if there is a body and it has one."""
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    return next((one["value"] for one in body.get("examples", {}).values()), {})


def _media(told: dict[str, Any]) -> str:
    content = told.get("requestBody", {}).get("content", {})
    return "application/json" if "application/json" in content or not content else str(next(iter(content)))


def _query(told: dict[str, Any]) -> dict[str, str]:
    """The first example of each query parameter that is required."""
    required = [one for one in told.get("parameters", []) if one["in"] == "query" and one.get("required")]
    return {one["name"]: next(iter(one["examples"].values()))["value"] for one in required}
