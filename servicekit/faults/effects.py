"""What a scripted fault does. Each leaves a line in the log and counts before it happens, so nobody hunts a ghost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable

from servicekit import errors, logs, metrics, tracing
from servicekit.errors import ServiceError
from servicekit.faults.script import Fault

log = logs.get(__name__)


class Scripted(RuntimeError):
    """An exception that nobody foresaw, as far as the code around it can tell."""


class UnknownOutcome(errors.InternalError):
    grpc = "UNKNOWN"


class DataLoss(errors.InternalError):
    grpc = "DATA_LOSS"


REFUSALS: tuple[type[ServiceError], ...] = (
    errors.DependencyUnavailable,
    errors.DeadlineExceeded,
    errors.RateLimited,
    errors.InternalError,
    UnknownOutcome,
    DataLoss,
    errors.BadRequest,
    errors.Unauthenticated,
    errors.Forbidden,
    errors.NotFound,
    errors.Conflict,
    errors.InvalidState,
    errors.IdempotencyKeyReused,
)
BY_CODE = {kind.grpc: kind for kind in reversed(REFUSALS)}
BY_HTTP = {str(kind.http): kind for kind in reversed(REFUSALS)}


def refusal(status: str) -> ServiceError:
    """`UNAVAILABLE` or `503`. KeyError for what is neither."""
    kind = (BY_CODE | BY_HTTP)[status]
    return kind("Injected on purpose, see ./dev fault list.")


def befall(faults: Iterable[Fault], where: str) -> None:
    """Each in its turn. Raises what a status or a raise wants raised; after a crash nothing is left to return."""
    for fault in faults:
        log.warning("fault.injected", fault=fault.id, effect=fault.effect, where=where)
        metrics.FAULTS_INJECTED.labels(fault.effect, fault.where).inc()
        tracing.happened("fault.injected", fault=fault.id, effect=fault.effect)
        _happen(fault, where)


def _happen(fault: Fault, where: str) -> None:
    match fault.effect:
        case "delay":
            time.sleep(fault.delay)
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "status":
            raise refusal(fault.status)
        case "raise":
            raise Scripted(f"injected at {where}")
