"""The floor of a read: the statements of product_service's own answer, sent again over the bare driver.

Run as a program, in the environment of the service, with paths in JSON on its standard input. It answers each path in
process, without any cache, and writes how many statements that took and how long the database alone needs for them.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

from django.db import connection
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX

if TYPE_CHECKING:
    from servicekit.edge import Application

REPEATS = 5
# EXECUTE: of one that was prepared.
READS = ("SELECT", "WITH", "EXECUTE")

Statement = tuple[str, Any]


@dataclass(frozen=True)
class Floor:
    # The most any of the paths took.
    queries: int
    p50_ms: float


def main() -> None:
    from product_service.wsgi import application  # noqa: PLC0415 - importing it starts the service

    paths: Mapping[str, Sequence[str]] = json.load(sys.stdin)
    json.dump({name: asdict(floor(application, some)) for name, some in paths.items()}, sys.stdout)


def floor(application: Application, paths: Sequence[str]) -> Floor:
    recorded = [statements(application, path) for path in paths]
    for found in recorded:
        bare(found)  # pages and plans are warm, as they are in the service that was measured
    spent = [bare(found) for _ in range(REPEATS) for found in recorded]
    return Floor(max(len(found) for found in recorded), round(statistics.median(spent) * 1000, 3))


def statements(application: Application, path: str) -> list[Statement]:
    """What the service asks its database to answer GET `path`."""
    found: list[Statement] = []

    def noted(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        found.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(noted):
        answer(application, path)
    return [one for one in found if one[0].lstrip().upper().startswith(READS)]


def answer(application: Application, path: str) -> None:
    environ: dict[str, Any] = {"PATH_INFO": path.partition("?")[0], "QUERY_STRING": path.partition("?")[2]}
    environ |= {"HTTP_ACCEPT": "application/json", "HTTP_HOST": "localhost", "wsgi.input": io.BytesIO()}
    setup_testing_defaults(environ)
    told: list[str] = []

    def start(status: str, _headers: object, _error: object = None) -> Callable[[bytes], object]:
        told.append(status)
        return lambda _: None

    body = application(environ, start)
    b"".join(body)
    close = getattr(body, "close", None)
    if close:
        close()
    if told != ["200 OK"]:
        raise RuntimeError(f"{path}: {told}")


def bare(found: Iterable[Statement]) -> float:
    """Seconds that the driver needs to send these and to fetch their rows."""
    plain = [(_spelled(sql), values) for sql, values in found]
    connection.ensure_connection()
    driver = connection.connection
    began = time.perf_counter()
    for sql, values in plain:
        driver.execute(sql, values or ()).fetchall()
    return time.perf_counter() - began


def _spelled(sql: str) -> str:
    """SQLite's driver knows question marks where Django writes %s."""
    return FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%") if connection.vendor == "sqlite" else sql


if __name__ == "__main__":
    main()
