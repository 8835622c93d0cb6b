"""Who may call what, as a table: protos/access.toml for people who would rather not read TOML."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import Any

from servicekit.grpc import access
from servicekit.grpc.access import Grant
from tools.console import heading, say, table

COLUMNS = ("method", "callers", "without a user's token", "with one, it must be of")


def described() -> list[dict[str, Any]]:
    return [
        {"method": method, **asdict(grant), "callers": sorted(grant.callers)} for method, grant in access.load().items()
    ]


def show() -> None:
    for service, lines in groupby(access.load().items(), key=lambda line: line[0].split("/")[1]):
        heading(service)
        table(COLUMNS, [row(method, grant) for method, grant in lines])
    say("\nWhat is not listed is refused to everybody. Health is open to every certificate of the mesh.")


def row(method: str, grant: Grant) -> list[str]:
    alone = "refused" if grant.user_required else "served"
    return [method.rpartition("/")[2], ", ".join(sorted(grant.callers)), alone, holder(grant)]


def holder(grant: Grant) -> str:
    owner = f"the user in {grant.own}" if grant.own else f"the owner of {grant.record}" if grant.record else "anybody"
    return f"{owner}, or {' or '.join(access.STAFF)}" if grant.staff else owner
