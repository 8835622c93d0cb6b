# ruff: noqa: INP001 - beside the guides that use it, and run by its path: no package
"""A collector for the guides: takes spans over OTLP and prints each trace as a tree, once it has been quiet for 6 s.

`spans` of lab.sh starts it; it says what to give to `./dev up`. Exporters send what they have every 5 s.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence

from servicekit.testing.collector import Collector, Seen, collecting

QUIET = 6.0  # seconds


def main(*wanted: str) -> None:
    """Only traces in which a span's name contains `wanted`, when it is given."""
    with collecting() as collector:
        print(f"In another terminal:\n  OTEL_EXPORTER_OTLP_ENDPOINT={collector.url} ./dev up\n", flush=True)  # noqa: T201 - for a person
        while True:
            show(whole_traces(collector), "".join(wanted))


def whole_traces(collector: Collector) -> list[Seen]:
    """What has come, as soon as nothing more comes."""
    before = -1
    while not collector.spans or len(collector.spans) != before:
        before = len(collector.spans)
        time.sleep(QUIET)
    taken, collector.spans = collector.spans, []
    return taken


def show(spans: Sequence[Seen], wanted: str) -> None:
    for trace in dict.fromkeys(span.trace_id for span in spans):
        found = [span for span in spans if span.trace_id == trace]
        if any(wanted in span.name for span in found):
            print(f"trace {trace}", *tree(found), sep="\n", end="\n\n", flush=True)  # noqa: T201 - for a person


def tree(spans: Sequence[Seen]) -> Iterator[str]:
    known = {span.span_id for span in spans}
    for root in (span for span in spans if span.parent_id not in known):
        yield from branch(root, spans, 1)


def branch(span: Seen, spans: Sequence[Seen], depth: int) -> Iterator[str]:
    """A line for the span, then its children; statements of a database are only counted."""
    children = [other for other in spans if other.parent_id == span.span_id]
    calls = [child for child in children if "db.system.name" not in child.attributes]
    statements = f"  ({len(children) - len(calls)} statements)" if len(children) > len(calls) else ""
    happened = f"  [{', '.join(span.events)}]" if span.events else ""
    mark = "!" if span.failed else " "
    yield f"{mark}{'  ' * depth}{span.service} {span.process}: {span.kind} {span.name}{statements}{happened}"
    for child in calls:
        yield from branch(child, spans, depth + 1)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
