"""A cache is a hint: what is not in it, or cannot be reached in it, is made anew, and nothing else happens.

Prevents the outage by cache: with django-redis as it comes, a Redis that hangs holds every request for 5 s or for ever.
Here an operation takes 50 ms at most and is never repeated, and after three failures in a row the cache is left alone:
until a probe succeeds, asking costs microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

import pybreaker
from django.core.cache import cache

from servicekit import logs, metrics, tracing
from servicekit.grpc.breaker import ConcurrentBreaker, Limits, Verdict

T = TypeVar("T")
Done = Literal["hit", "set", "forgotten"]
SPANS: dict[Done, str] = {"hit": "cache get", "set": "cache set", "forgotten": "cache delete"}

LIMITS = Limits(consecutive=3, reset_seconds=5.0)
STATES = {pybreaker.STATE_CLOSED: 0, pybreaker.STATE_HALF_OPEN: 1, pybreaker.STATE_OPEN: 2}

log = logs.get(__name__)


class Changes(pybreaker.CircuitBreakerListener):
    """A cache that is left alone is news once, not with every request."""

    def state_change(self, _breaker: pybreaker.CircuitBreaker, _before: Any, now: Any) -> None:
        metrics.BREAKER_STATE.labels("cache", "cache").set(STATES[now.name])
        metrics.BREAKER_CHANGES.labels("cache", "cache", now.name).inc()
        say = log.warning if now.name == pybreaker.STATE_OPEN else log.info
        say("breaker.changed", breaker="cache", now=now.name)


def new_breaker() -> ConcurrentBreaker:
    made = ConcurrentBreaker("cache", LIMITS)
    made.add_listener(Changes())
    return made


_breaker = new_breaker()


class Answer(NamedTuple):
    """`usable`: the cache answered; otherwise it is not worth telling it anything either."""

    usable: bool
    value: Any = None


def remembered(key: str, *, seconds: int, make: Callable[[], T]) -> T:
    """What `make` answered within the last `seconds`. It must be JSON, and never None."""
    found = _asked("hit", lambda: cache.get(key))
    if found.value is not None:
        value: T = found.value
        return value
    made = make()
    if found.usable:
        _asked("set", lambda: cache.set(key, made, seconds))
    return made


def get_several(keys: Sequence[str]) -> tuple[bool, list[bytes | None]]:
    """Whether Redis answered, and what stands under the keys, as it was put. It is asked once."""
    found = _asked("hit", lambda: _redis().mget([cache.make_key(key) for key in keys]))
    return found.usable, found.value if found.value is not None else [None] * len(keys)


def put(key: str, value: bytes, *, seconds: int) -> None:
    """For get_several: as it is, and only where there is a Redis."""
    _asked("set", lambda: _redis().set(cache.make_key(key), value, ex=seconds))


def _redis() -> Any:
    return cache.client.get_client(write=True)  # type: ignore[attr-defined] # django-redis, which has this


def forget(key: str) -> None:
    """What cannot be forgotten because the cache is away stays for its seconds, if it comes back sooner."""
    _asked("forgotten", lambda: cache.delete(key))


def _asked(done: Done, ask: Callable[[], Any]) -> Answer:
    with tracing.span(SPANS[done], kind="client"):
        return _tried(done, ask)


def _tried(done: Done, ask: Callable[[], Any]) -> Answer:
    try:
        with _breaker.calling(_judged):
            value = ask()
    except pybreaker.CircuitBreakerError:
        return _counted("skipped", Answer(usable=False))
    except ValueError as nonsense:  # what stands there is not ours, or not JSON: it is there to be replaced
        log.warning("cache.nonsense", error=type(nonsense).__name__)
        return _counted("miss", Answer(usable=True))
    except Exception as error:  # noqa: BLE001 - whatever a cache's backend raises, the shop works without it
        log.debug("cache.failed", error=type(error).__name__)
        return _counted("failed", Answer(usable=False))
    return _counted("miss" if done == "hit" and value is None else done, Answer(usable=True, value=value))


def _judged(error: BaseException) -> Verdict:
    """Nonsense is an answer, and a fast one."""
    if isinstance(error, ValueError):
        return Verdict.SUCCESS
    return Verdict.FAILURE if isinstance(error, Exception) else Verdict.NEITHER


def _counted(outcome: str, answer: Answer) -> Answer:
    metrics.CACHE_CALLS.labels(outcome).inc()
    tracing.annotate(outcome=outcome)
    return answer
