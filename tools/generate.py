"""`./dev gen`: everything that is generated and committed."""

from __future__ import annotations

import argparse
from importlib import import_module

from tools import node, openapi, stubs
from tools.console import step
from tools.state import State


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./dev gen", allow_abbrev=False).parse_args(arguments)
    state = State.current()
    state.make()
    with step("gRPC stubs: protos/gen"):
        stubs.generate(stubs.OUTPUT)
    with step("OpenAPI documents: docs/reference/openapi"):
        openapi.generate()
    with step("event schemas: protos/events, docs/reference/asyncapi"):
        schemas = import_module("tools.event_schemas")
        found = schemas.collect()
        schemas.generate(found)
        import_module("tools.asyncapi").generate(found)
    with step("call policies: docs/reference/policies.md"):
        import_module("tools.policies").generate()  # loads servicekit, which the other steps do not need
    with step("metrics: docs/reference/metrics.md"):
        import_module("tools.metrics_page").generate()
    with step("TypeScript client: frontend/packages/api-client"):
        client(state)
    return 0


def client(state: State) -> None:
    node.launchers(state)
    node.npm(state, "run", "gen")
