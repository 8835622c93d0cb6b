"""Rules of the repository that no type checker sees."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path

from google.protobuf.descriptor import ServiceDescriptor

from protos.gen.shop.order.v1 import order_service_pb2
from protos.gen.shop.payments.v1 import payments_service_pb2
from protos.gen.shop.product.v1 import product_service_pb2
from protos.gen.shop.user.v1 import user_service_pb2
from tests.harness import ROOT

SERVICES = ("user_service", "product_service", "order_service", "payments_service")
FILES = (user_service_pb2, product_service_pb2, order_service_pb2, payments_service_pb2)


def services() -> list[ServiceDescriptor]:
    return [service for file in FILES for service in file.DESCRIPTOR.services_by_name.values()]


def test_every_method_says_who_may_call_it() -> None:
    allowed = tomllib.loads((ROOT / "protos" / "access.toml").read_text())
    defined = {service.full_name: {method.name for method in service.methods} for service in services()}
    assert {name: set(methods) for name, methods in allowed.items()} == defined
    callers = {caller for methods in allowed.values() for line in methods.values() for caller in line["callers"]}
    assert callers <= set(SERVICES)


def test_the_three_copies_of_the_seed_orders_agree() -> None:
    copies = [
        ROOT / "product_service" / "catalog" / "seed" / "orders.json",
        ROOT / "order_service" / "orders" / "seed" / "orders.json",
        ROOT / "payments_service" / "payments" / "seed" / "orders.json",
    ]
    first, *others = [json.loads(copy.read_text()) for copy in copies]
    assert len(first) == 30
    assert all(other == first for other in others)


def test_every_problem_slug_is_documented_and_every_documented_slug_exists() -> None:
    documented = set(re.findall(r"^## `([a-z-]+)`", (ROOT / "docs" / "problems.md").read_text(), re.MULTILINE))
    assert documented == {slug for path in product_code() for slug in slugs(path)} | gateway_slugs()


def product_code() -> list[Path]:
    folders = [ROOT / name for name in (*SERVICES, "servicekit")]
    return [path for folder in folders for path in folder.rglob("*.py") if "tests" not in path.parts]


def slugs(path: Path) -> set[str]:
    """Values of `code` in the classes of the error tree: classes that also inherit or set `title`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ClassDef) and node.bases:
            values = {
                target.id: statement.value.value
                for statement in node.body
                if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
                for target in statement.targets
                if isinstance(target, ast.Name)
            }
            if "code" in values and "title" in values:
                found.add(str(values["code"]))
    return found


def gateway_slugs() -> set[str]:
    """Slugs that nginx answers itself."""
    routes = tomllib.loads((ROOT / "api_gateway" / "routes.toml").read_text())
    return {entry["slug"] for entry in routes["problems"].values()}
