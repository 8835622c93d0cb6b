"""A process that speaks as much of the REST API of Elasticsearch and OpenSearch as the adapter uses, and no more.

`python -m product_service.tests.search.standin`: prints its port. What it does not know it refuses with 400, as they
do, so that a request the real engines would not understand is not understood here either. PUT /_standin makes it fail:
{"mode": "ok" | "busy" | "broken" | "hangs" | "nonsense"}.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
HANGS = 5.0
STATUS = {"busy": 429, "broken": 503}


class Refused(Exception):
    def __init__(self, status: int, kind: str) -> None:
        super().__init__(kind)
        self.status, self.kind = status, kind

    @property
    def body(self) -> Body:
        return {"error": {"type": self.kind, "reason": self.kind}, "status": self.status}


class Index:
    """Documents with their versions; searches see what was there at the last refresh."""

    def __init__(self, created: Body) -> None:
        self.properties: Body = created.get("mappings", {}).get("properties", {})
        self.documents: dict[str, Body] = {}
        self.versions: dict[str, int] = {}
        self.visible: dict[str, Body] = {}
        self.refreshed = 0.0

    def write(self, place: Body, document: Body | None) -> int:
        key, version = place["_id"], place["version"]
        if place.get("version_type") != "external_gte":
            raise Refused(400, "action_request_validation_exception")
        if version < self.versions.get(key, 0):
            raise Refused(409, "version_conflict_engine_exception")
        self.versions[key] = version
        if document is None:
            return 200 if self.documents.pop(key, None) else 404
        if set(document) - set(self.properties):
            raise Refused(400, "strict_dynamic_mapping_exception")
        self.documents[key] = document
        return 201

    def refresh(self) -> None:
        self.visible, self.refreshed = dict(self.documents), time.monotonic()

    def seen(self) -> dict[str, Body]:
        if time.monotonic() - self.refreshed > 1:
            self.refresh()
        return self.visible


class Engine:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.indexes: dict[str, Index] = {}
        self.aliases: dict[str, set[str]] = {}
        self.mode = "ok"
        self.asked = 0

    def answer(self, method: str, path: str, content: bytes) -> Body:  # noqa: PLR0911 - one for each request
        with self.lock:
            match [method, *path.strip("/").split("/")]:
                case ["POST", "_bulk"]:
                    return {"errors": False, "items": list(self.bulk(content))}
                case ["POST", "_aliases"]:
                    return self.switch(json.loads(content)["actions"])
                case ["GET", "_alias", name]:
                    if not self.aliases.get(name):
                        raise Refused(404, "aliases_not_found_exception")
                    return {index: {"aliases": {name: {}}} for index in self.aliases[name]}
                case ["POST", name, "_search"]:
                    return search(self.readable(name), json.loads(content))
                case ["POST", name, "_refresh"]:
                    self.found(name).refresh()
                    return {"_shards": {"failed": 0}}
                case ["PUT", name]:
                    return self.create(name, json.loads(content))
                case ["DELETE", name]:
                    self.found(name)
                    del self.indexes[name]
                    return {"acknowledged": True}
        raise Refused(400, "illegal_argument_exception")

    def create(self, name: str, body: Body) -> Body:
        if name in self.indexes or name in self.aliases:
            raise Refused(400, "resource_already_exists_exception")
        self.indexes[name] = Index(body)
        return {"acknowledged": True}

    def switch(self, actions: list[Body]) -> Body:
        for action in actions:
            ((what, told),) = action.items()
            self.found(told["index"])
            behind = self.aliases.setdefault(told["alias"], set())
            (behind.add if what == "add" else behind.discard)(told["index"])
        return {"acknowledged": True}

    def bulk(self, content: bytes) -> Iterator[Body]:
        lines = iter(json.loads(line) for line in content.splitlines())
        for action in lines:
            ((what, place),) = action.items()
            document = next(lines) if what == "index" else None
            try:
                status = self.readable(place["_index"]).write(place, document)
                yield {what: {"_id": place["_id"], "status": status}}
            except Refused as refused:
                yield {what: {"_id": place["_id"], "status": refused.status, "error": refused.body["error"]}}

    def found(self, name: str) -> Index:
        if name not in self.indexes:
            raise Refused(404, "index_not_found_exception")
        return self.indexes[name]

    def readable(self, name: str) -> Index:
        behind = [one for one in self.aliases.get(name, ()) if one in self.indexes]
        return self.found(behind[0] if len(behind) == 1 else name)


def search(index: Index, body: Body) -> Body:
    scored = [(score(body["query"], one), key, one) for key, one in index.seen().items()]
    hits = [(points, key, one) for points, key, one in scored if points is not None]
    if body["sort"] != [{"_score": "desc"}, {"product_id": "asc"}]:
        raise Refused(400, "parsing_exception")
    hits.sort(key=lambda hit: (-hit[0], hit[2]["product_id"]))
    counted = min(len(hits), body["track_total_hits"])
    page = hits[body["from"] : body["from"] + body["size"]]
    return {
        "hits": {
            "total": {"value": counted, "relation": "eq" if counted == len(hits) else "gte"},
            "hits": [
                {"_id": key, "_score": points, "_source": {name: one[name] for name in body["_source"]}}
                for points, key, one in page
            ],
        }
    }


def score(query: Body, document: Body) -> float | None:  # noqa: PLR0911 - one for each kind of query
    """None: it does not match."""
    ((kind, told),) = query.items()
    match kind:
        case "function_score":
            points, factor = score(told["query"], document), told["field_value_factor"]
            return None if points is None else points + factor["factor"] * document[factor["field"]]
        case "bool":
            needed = [score(one, document) for one in [*told["must"], *told["filter"]]]
            if None in needed:
                return None
            wanted = [score(one, document) for one in [*told["must"], *told["should"]]]
            return sum(points for points in wanted if points is not None)
        case "dis_max":
            return max(
                (points for one in told["queries"] if (points := score(one, document)) is not None), default=None
            )
        case "constant_score":
            return None if score(told["filter"], document) is None else told["boost"]
        case "terms":
            ((field, values),) = told.items()
            return 1.0 if set(values) & set(terms(field, document)) else None
        case "range":
            ((field, limits),) = told.items()
            value = document[field]
            return 1.0 if limits.get("gte", value) <= value <= limits.get("lte", value) else None
        case "term" | "prefix" | "match_phrase":
            ((field, asked),) = told.items()
            matches = {"term": has_term, "prefix": has_prefix, "match_phrase": has_phrase}[kind]
            return asked.get("boost", 1.0) if matches(field, asked, document) else None
    raise Refused(400, "parsing_exception")


def terms(field: str, document: Body) -> list[str]:
    name, _, whole = field.partition(".")
    value = document[name]
    if isinstance(value, list):
        return value
    return [value] if whole or name == "currency" else str(value).split()


def has_term(field: str, asked: Body, document: Body) -> bool:
    return asked["value"] in terms(field, document)


def has_prefix(field: str, asked: Body, document: Body) -> bool:
    return any(term.startswith(asked["value"]) for term in terms(field, document))


def has_phrase(field: str, asked: Body, document: Body) -> bool:
    return f" {asked['query']} " in f" {document[field]} "


class Handler(BaseHTTPRequestHandler):
    engine = Engine()
    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/_standin":
            self.engine.mode = json.loads(content)["mode"]
            self.reply(200, {})
            return
        self.engine.asked += 1
        if self.engine.mode == "hangs":
            time.sleep(HANGS)  # longer than anybody waits for a search
        if self.engine.mode == "nonsense":
            self.send_nonsense()
            return
        if self.engine.mode in STATUS:
            self.reply(STATUS[self.engine.mode], Refused(STATUS[self.engine.mode], "busy").body)
            return
        try:
            self.reply(200, self.engine.answer(self.command, self.path.partition("?")[0], content))
        except Refused as refused:
            self.reply(refused.status, refused.body)

    do_GET = do_PUT = do_POST = do_DELETE = handle_any  # noqa: N815 - the library looks for these names

    def reply(self, status: int, body: Body) -> None:
        self.send(status, json.dumps(body).encode())

    def send_nonsense(self) -> None:
        self.send(200, b"<html>")

    def send(self, status: int, content: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def log_message(self, *_args: Any) -> None:
        """Nobody reads it."""


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)  # noqa: T201 - how whoever started it learns the port
    server.serve_forever()


if __name__ == "__main__":
    main()
