"""How breakers, budgets, bulkheads and deadlines stand right now: read from the metrics of every running process."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from tools import control, metrics
from tools.console import bad, heading, table
from tools.processes import processes

STATES = {0.0: "closed", 1.0: "half-open", 2.0: "open"}


@dataclass(frozen=True)
class Sample:
    name: str
    labels: dict[str, str]
    value: float


@dataclass(frozen=True)
class Reading:
    """What one process counts; `trouble` says why there is nothing."""

    process: str
    samples: tuple[Sample, ...] = ()
    trouble: str = ""

    def total(self, name: str, **labels: str) -> int:
        """The sum over all labels that are not given."""
        return int(sum(sample.value for sample in self.samples if sample.name == name and fits(sample, labels)))

    def targets(self) -> list[str]:
        return sorted({sample.labels["target"] for sample in self.samples if sample.name == "mesh_breaker_state"})

    def breaker(self, target: str, group: str) -> str:
        wanted = {"target": target, "group": group}
        states = [one.value for one in self.samples if one.name == "mesh_breaker_state" and fits(one, wanted)]
        return STATES.get(max(states, default=0.0), "unknown")


@dataclass(frozen=True)
class Outgoing:
    """A process and a target it has called."""

    process: str
    target: str
    breakers: dict[str, str]
    counts: dict[str, int]


@dataclass(frozen=True)
class Incoming:
    """A process and the work it has turned away."""

    process: str
    counts: dict[str, int] = field(default_factory=dict)
    trouble: str = ""


# Column → counter, each summed over its methods.
OUTGOING = {
    "calls": "mesh_client_calls_total",
    "attempts": "mesh_client_attempts_total",
    "retries": "mesh_client_retries_total",
    "over budget": "",
    "hedges": "mesh_client_hedges_total",
    "breaker said no": "mesh_breaker_rejections_total",
    "in flight": "mesh_bulkhead_in_flight",
    "no place": "mesh_bulkhead_rejections_total",
    "no time": "mesh_client_deadline_refusals_total",
}
INCOMING = {
    "grpc calls": "mesh_server_calls_total",
    "in flight": "mesh_server_in_flight",
    "shed": "mesh_server_shed_total",
    "too late": "mesh_server_deadline_refusals_total",
    "refused": "mesh_server_refused_total",
    "rest requests": "http_requests_total",
    "rest shed": "http_shed_total",
}


def fits(sample: Sample, labels: dict[str, str]) -> bool:
    return all(sample.labels.get(name) == value for name, value in labels.items())


def readings() -> list[Reading]:
    found = control.running()
    pages = {process.name: metrics.address(found, process) for process in processes(found)}
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(lambda page: read(*page), ((name, url) for name, url in pages.items() if url)))


def read(process: str, url: str) -> Reading:
    try:
        with urllib.request.urlopen(url, timeout=metrics.TIMEOUT) as answer:  # noqa: S310 - our own process
            return Reading(process, tuple(parsed(answer.read().decode())))
    except OSError as error:
        return Reading(process, trouble=str(error))


def parsed(text: str) -> Iterable[Sample]:
    for family in text_string_to_metric_families(text):
        yield from (Sample(one.name, dict(one.labels), one.value) for one in family.samples)


def outgoing(reading: Reading) -> list[Outgoing]:
    return [
        Outgoing(
            reading.process,
            target,
            {group: reading.breaker(target, group) for group in ("read", "write")},
            {column: _sent(reading, target, column) for column in OUTGOING},
        )
        for target in reading.targets()
    ]


def _sent(reading: Reading, target: str, column: str) -> int:
    if column == "over budget":
        return reading.total("mesh_client_retries_refused_total", target=target, reason="budget")
    return reading.total(OUTGOING[column], target=target)


def incoming(reading: Reading) -> Incoming:
    counts = {column: reading.total(name) for column, name in INCOMING.items()}
    return Incoming(reading.process, counts, reading.trouble)


def described() -> dict[str, Any]:
    seen = readings()
    return {
        "outgoing": [asdict(one) for reading in seen for one in outgoing(reading)],
        "incoming": [asdict(incoming(reading)) for reading in seen],
    }


def show() -> None:
    seen = readings()
    heading("Calls to other services")
    sent = [one for reading in seen for one in outgoing(reading)]
    rows = [[one.process, one.target, *one.breakers.values(), *map(str, one.counts.values())] for one in sent]
    table(["process", "target", "reads", "writes", *OUTGOING], rows, numbers=list(OUTGOING))
    heading("Work that came in")
    answered = [incoming(reading) for reading in seen if not reading.trouble]
    rows = [[one.process, *map(str, one.counts.values())] for one in answered]
    table(["process", *INCOMING], rows, numbers=list(INCOMING))
    for reading in seen:
        if reading.trouble:
            bad(f"{reading.process} does not answer: {reading.trouble}")
