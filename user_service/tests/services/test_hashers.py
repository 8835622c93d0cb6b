from collections.abc import Callable
from threading import Event, Lock
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password, make_password

from servicekit import context
from servicekit.errors import TooBusy
from user_service.accounts import hashers
from user_service.accounts.hashers import Gate

PLACES = 3


class Work:
    """Counts how many are at it at once."""

    def __init__(self) -> None:
        self.lock, self.now, self.most = Lock(), 0, 0
        self.full, self.go_on = Event(), Event()

    def __call__(self, number: int) -> int:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.now == PLACES:
                self.full.set()
        self.go_on.wait(10)
        with self.lock:
            self.now -= 1
        return number


def test_no_more_run_at_once_than_there_are_places(at_once: Callable[..., list[Any]]) -> None:
    gate, work = Gate(PLACES), Work()

    def one(number: int) -> int:
        if number == 0:
            assert work.full.wait(10)
            work.go_on.set()
            return 0
        return gate.run(work, number)

    assert at_once(31, one) == list(range(31))
    assert work.most == PLACES


def test_who_waits_too_long_is_refused_and_never_hashed() -> None:
    gate, work = Gate(1, patience=0.02), Work()
    holding = gate._pool.submit(work, 1)
    with pytest.raises(TooBusy) as refused:
        gate.run(work, 2)
    work.go_on.set()
    assert holding.result(10) == 1
    assert (work.most, refused.value.retry_after) == (1, 2)
    assert gate.run(work, 3) == 3


def test_a_request_whose_time_is_over_does_not_wait() -> None:
    gate, work = Gate(1), Work()
    gate._pool.submit(work, 1)
    with context.deadline_within(0), pytest.raises(TooBusy):
        gate.run(work, 2)
    work.go_on.set()


def test_passwords_are_hashed_behind_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[str] = []

    class Seen(Gate):
        def run(self, work: Callable[..., Any], *values: Any) -> Any:
            passed.append(work.__name__)
            return super().run(work, *values)

    gate = Seen(1)
    monkeypatch.setattr(hashers, "gate_of", lambda _pid: gate)
    assert check_password("a quiet engine hums", make_password("a quiet engine hums"))
    assert passed == ["encode", "verify"]
