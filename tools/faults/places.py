"""What a person means by a place inside a process: a failpoint, a gRPC method or a REST route."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from fnmatch import fnmatchcase

from servicekit.faults.script import Site
from tools.console import Failure
from tools.faults import links, points
from tools.state import ROOT

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "*")


def of(process: str, where: str) -> tuple[Site, str]:
    """The kind of place, and the pattern by which the process will know it. Failure when there is no such place."""
    kinds = matching(process)
    if where.startswith("/") or where.split(" ", maxsplit=1)[0] in VERBS:
        return "rest", route(process, where, kinds)
    if known := [point.name for point in points.every() if fnmatchcase(point.name, where)]:
        return "point", where if len(known) > 1 else known[0]
    if found := [method for method in methods() if fnmatchcase(method, f"*/{where}") or fnmatchcase(method, where)]:
        if "grpc" not in kinds:
            raise Failure(f"{process} answers no gRPC call: the server's name ends in -grpc.")
        return "rpc", found[0] if len(found) == 1 else f"*/{where}"
    raise Failure(f"There is no place {where}. {suggestion(where)}")


def matching(process: str) -> set[str]:
    """The kinds of process the pattern names."""
    every = [name for service in links.SERVICES_SHORT for name in links.processes(service)]
    found = {name.split("-")[1] for name in every if fnmatchcase(name, process)}
    if not found:
        raise Failure(f"No process of a service is called {process}. There are: {', '.join(every)}")
    return found


def route(process: str, where: str, kinds: set[str]) -> str:
    if "web" not in kinds:
        raise Failure(f"{process} has no REST API: the name of the process that has ends in -web.")
    return f"* {where}" if where.startswith("/") else where


def methods() -> list[str]:
    """Full names of every gRPC method, as servers know them."""
    lists = tomllib.loads((ROOT / "protos" / "access.toml").read_text(encoding="utf-8"))
    return [f"/{service}/{method}" for service, named in lists.items() for method in named]


def suggestion(where: str) -> str:
    names = [point.name for point in points.every()] + [method.rpartition("/")[2] for method in methods()]
    close = get_close_matches(where, names, n=3, cutoff=0.5)
    meant = f"Did you mean {' or '.join(close)}? " if close else ""
    return f"{meant}./dev fault points lists the failpoints; a REST route is given as 'POST /api/orders/'."
