"""`./dev bench catalogue`: lists, filters, searches, suggestions and details at 1,000, 100,000 and 1,000,000 products.

Latency is that of one reader who asks product_service, with its cache away, for one thing after the other. `rps` is at
concurrency 8, three times: without any cache, as the service is shipped (Redis remembers answers), and through the
gateway, which keeps them for a moment. The floor sends the statements of the same answers over the bare driver.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from benchmarks.closedloop import read
from benchmarks.parts.started import a_mesh
from benchmarks.report import as_json, table
from tests.harness import ROOT, Mesh
from tools import mesh as meshes
from tools.state import State

SIZES = (1_000, 100_000, 1_000_000)
CONCURRENCY = 8
SEED = 20261122
PAGES = 8  # of each ordering
WORDS = 40
DETAILS = 200
# The largest may take so many times what the smallest takes.
AT_MOST = 2.0
# Requests a second on two cores, PostgreSQL, 100,000 products, no gateway's cache: ten times the best list, five times
# the best detail and twenty times the best search of four well-known shops, measured alike.
AIMS = {"list": 1280.0, "detail": 1425.0, "search": 420.0}

Paths = Mapping[str, Sequence[str]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench catalogue", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=["sqlite", "postgres"], help="one of the two databases")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of products, smallest first")
    parser.add_argument(
        "--requests", type=int, default=1_500, help="per operation at concurrency 8; a fifth of it at 1"
    )
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    kinds = [given.only] if given.only else ["sqlite", "postgres"]
    results = {kind: on(kind, sizes, given.requests) for kind in kinds}
    print(as_json(results) if given.json else "\n\n".join(shown(kind, found) for kind, found in results.items()))


def on(kind: str, sizes: Sequence[int], requests: int) -> dict[str, Any]:
    """Size → operation → figures; beside the sizes, what nginx makes of a file and how the ends compare."""
    found: dict[str, Any] = {}
    with a_mesh(*(["--postgres"] if kind == "postgres" else [])) as mesh:
        static = read(mesh.url, ["/media/products/1f4bb.webp"], requests=4 * requests, concurrency=CONCURRENCY)
        for size in sizes:
            began = time.monotonic()
            mesh.dev("seed", "--products", str(size), timeout=7200)
            seeded = time.monotonic() - began
            settled(mesh)
            searched = time.monotonic() - began
            told(f"{kind}: {size:,} products after {seeded:.0f} s, all of them in the search after {searched:.0f} s")
            times = {"seeded_s": round(seeded, 1), "searched_s": round(searched, 1)}
            found[str(size)] = Shop(mesh).measured(requests) | times
            told(shown(kind, {str(size): found[str(size)]}))
    return found | {"static_rps": static.rps, "growth": growth(found, sizes)}


def told(text: str) -> None:
    """Beside the result: a million products take their time."""
    print(text, file=sys.stderr, flush=True)


WAITING = (
    "from product_service.search.models import Pending, WordMove; "
    "print('waiting', Pending.objects.count() + WordMove.objects.count())"
)


def settled(mesh: Mesh) -> None:
    """The search has taken in what was seeded: nothing is measured beside the worker that does so."""
    while "waiting 0" not in mesh.dev("manage", "product_service", "shell", "-v", "0", "-c", WAITING).stdout:
        time.sleep(2)  # asking starts a process, which costs what it waits for


class Shop:
    """One mesh with as many products as it has now."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        facts = json.loads((mesh.state / "run" / "mesh.json").read_text())
        self.service = f"http://127.0.0.1:{facts['ports']['product-web']}"
        self.random = random.Random(SEED)

    def measured(self, requests: int) -> dict[str, dict[str, float]]:
        paths = self.paths()
        floors = self.floors(paths)
        self.mesh.stop("redis")
        alone = {name: self.timed(self.service, some, requests // 5, 1) for name, some in paths.items()}
        without = {name: self.timed(self.service, some, requests, CONCURRENCY) for name, some in paths.items()}
        self.mesh.heal()
        self.remembering()
        shipped = {name: self.timed(self.service, some, requests, CONCURRENCY) for name, some in paths.items()}
        kept = {name: self.timed(self.mesh.url, some[:1], 4 * requests, CONCURRENCY) for name, some in paths.items()}
        return {
            name: {
                "p50_ms": alone[name].p50_ms,
                "p95_ms": alone[name].p95_ms,
                "rps": without[name].rps,
                "rps_redis": shipped[name].rps,
                "rps_gateway": kept[name].rps,
                "queries": floors[name]["queries"],
                "floor_ms": floors[name]["p50_ms"],
                "floor_ratio": round(alone[name].p50_ms / floors[name]["p50_ms"], 1),
            }
            for name in paths
        }

    def remembering(self) -> None:
        """Redis is asked again: after it was away, the service's breaker leaves it alone for some seconds."""
        before = self.remembered()
        while self.remembered() == before:
            read(self.service, ["/api/products/"], requests=2, concurrency=1)
            time.sleep(0.2)  # the breaker tries Redis again by the clock, however often it is asked

    def remembered(self) -> str:
        """The line that counts the answers Redis gave."""
        lines = httpx.get(f"{self.service}/metrics").text.splitlines()
        return next((line for line in lines if line.startswith('cache_calls_total{outcome="hit"}')), "")

    def timed(self, url: str, paths: Sequence[str], requests: int, concurrency: int) -> Any:
        read(url, paths, requests=max(len(paths), 50), concurrency=concurrency)  # warms caches and connections
        return read(url, paths, requests=requests, concurrency=concurrency)

    def paths(self) -> Paths:
        """What shoppers ask for, the same number of different ones at every size."""
        with httpx.Client(base_url=self.service, headers={"Accept": "application/json"}, timeout=60) as client:
            lists = [path for ordering in ORDERINGS for path in self._pages(client, ordering)]
            products = [product for path in lists for product in client.get(path).json()["results"]]
            names = sorted({product["name"] for product in products})
            words = self._words(names)
            return {
                "list": lists,
                "filtered": list(self._filtered(client)),
                "search": [f"/api/products/?{urlencode({'search': text})}" for text in self._searches(names, words)],
                "suggestion": [f"/api/products/suggest/?q={quote(word[: 2 + n % 4])}" for n, word in enumerate(words)],
                "detail": [f"/api/products/{number}/" for number in self._ids(client)],
            }

    def _pages(self, client: httpx.Client, ordering: str) -> Iterator[str]:
        path: str | None = f"/api/products/?ordering={ordering}"
        for _ in range(PAGES):
            if path is None:
                return
            yield path
            path = client.get(path).json()["next"]

    def _filtered(self, client: httpx.Client) -> Iterator[str]:
        """From what nearly everything matches to what hardly anything does."""
        categories = [row["slug"] for row in client.get("/api/categories/").json() if row["product_count"] > 1]
        for slug in categories[:8]:
            for more in FILTERS:
                yield f"/api/products/?{urlencode({'category': slug} | more)}"
        for more in FILTERS:
            yield f"/api/products/?{urlencode(more)}"

    def _words(self, names: Sequence[str]) -> list[str]:
        found = sorted({word.lower() for name in names for word in name.split() if len(word) > 3 and word.isalpha()})
        return self.random.sample(found, min(WORDS, len(found)))

    def _searches(self, names: Sequence[str], words: Sequence[str]) -> Iterator[str]:
        """One word, two words of one name, the beginning of a word, and a letter that slipped."""
        yield from words
        for name in self.random.sample(list(names), min(WORDS, len(names))):
            yield " ".join(name.split()[:2])
        for word in islice(words, WORDS // 4):
            yield word[:-1]
        for word in islice(words, WORDS // 4):
            yield word[:1] + word[2:3] + word[1:2] + word[3:]

    def _ids(self, client: httpx.Client) -> Iterator[int]:
        """From all over the catalogue: most of them nobody has asked for in a while."""
        last = client.get("/api/products/?ordering=newest&page_size=1").json()["results"][0]["id"]
        tried = (self.random.randint(1, last) for _ in range(10 * DETAILS))
        return islice((one for one in tried if client.get(f"/api/products/{one}/").is_success), DETAILS)

    def floors(self, paths: Paths) -> dict[str, dict[str, float]]:
        """Redis is looked for where nobody listens, so that every answer is made anew."""
        found = meshes.load(State(self.mesh.state))
        if found is None:
            raise RuntimeError("The mesh that runs left no description.")
        environment = {**os.environ, **found.environment("product_service"), "REDIS_URL": "redis://127.0.0.1:9/0"}
        asked = {name: list(some[:40]) for name, some in paths.items()}
        command = [sys.executable, "-m", "benchmarks.parts.bare"]
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=json.dumps(asked), env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        floors: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
        return floors


ORDERINGS = ("popular", "price", "-price", "newest", "name", "rating")
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"in_stock": "true", "ordering": "price"},
    {"min_price": "20.00", "max_price": "60.00"},
    {"min_price": "49.00", "max_price": "49.99", "ordering": "newest"},
    {"min_rating": "4", "ordering": "-price"},
    {"in_stock": "false", "min_rating": "3", "max_price": "30.00"},
)


def growth(found: Mapping[str, Any], sizes: Sequence[int]) -> dict[str, float]:
    """By what the p50 of each operation grew from the smallest to the largest."""
    first, last = found[str(sizes[0])], found[str(sizes[-1])]
    names = [name for name, figures in first.items() if isinstance(figures, dict)]
    return {name: round(last[name]["p50_ms"] / first[name]["p50_ms"], 2) for name in names}


def shown(kind: str, found: Mapping[str, Any]) -> str:
    headings = ["products", "operation", "p50 ms", "p95 ms", "rps", "rps Redis", "rps gateway", "queries", "to floor"]
    rows = [
        [f"{int(size):,}", name, *(one[key] for key in FIGURES), f"{one['floor_ratio']}×"]
        for size, operations in found.items()
        if size.isdigit()
        for name, one in operations.items()
        if isinstance(one, dict)
    ]
    lines = [f"**{kind}**", table(headings, rows)]
    if "growth" in found:
        grown = ", ".join(f"{name} {times}×" for name, times in found["growth"].items())
        lines.append(f"p50 of the largest to the smallest (at most {AT_MOST}×): {grown}")
        lines.append(f"nginx serves a picture {found['static_rps']} times a second")
    return "\n\n".join(lines)


FIGURES = ("p50_ms", "p95_ms", "rps", "rps_redis", "rps_gateway", "queries")


if __name__ == "__main__":
    main()
