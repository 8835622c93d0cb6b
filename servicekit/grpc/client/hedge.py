"""Cuts the tail of a safe read: when the first request is slow, a second is sent and the first answer taken.

Off unless the policy names a time. Both requests pass the breaker and take a place in the bulkhead; the second costs a
token of the retry budget, so that a slow target is not sent twice as much by everybody.
"""

from __future__ import annotations

import contextvars
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

import grpc

from servicekit import metrics, tracing
from servicekit.grpc.breaker import Verdict
from servicekit.grpc.client.breaker import judge
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Remote
from servicekit.grpc.retry import RetryBudget


class Racer:
    """One of the two requests. It can be called off at any time, also before it has been sent."""

    def __init__(self) -> None:
        self.outcome: Future[Any] = Future()
        self._sent: grpc.Future[Any] | None = None
        self._off = False

    def answer_of(self, sent: Any) -> Any:
        self._sent = sent
        if self._off:
            sent.cancel()
        try:
            return sent.result()
        except grpc.FutureCancelledError:
            raise sent from None  # an RpcError as well, whose code is CANCELLED

    def call_off(self) -> None:
        self._off = True
        if self._sent is not None:
            self._sent.cancel()


class Hedge(ClientStep):
    def __init__(self, remote: Remote, budget: RetryBudget) -> None:
        self._after = remote.policy.hedge
        self._budget = budget
        self._hedges = metrics.CLIENT_HEDGES.labels(remote.target, remote.method)
        self._unpaid = metrics.CLIENT_RETRIES_REFUSED.labels(remote.target, remote.method, "budget")
        # As many threads as the bulkhead lets in, and as many again for those it turns away: nobody queues for one.
        self._threads = ThreadPoolExecutor(2 * remote.policy.places, thread_name_prefix="hedge")

    def around(self, call: Call, proceed: Proceed) -> Any:
        racers = [self._start(call, proceed)]
        if not wait([racers[0].outcome], timeout=self._after).done and self._affordable(call):
            racers.append(self._start(call, proceed))
        winner = first_answer(racers)
        for loser in racers:
            if loser is not winner:
                loser.call_off()
        return winner.outcome.result()

    def _start(self, call: Call, proceed: Proceed) -> Racer:
        racer = Racer()
        here = contextvars.copy_context()
        racer.outcome = self._threads.submit(here.run, proceed, call.raced_by(racer))
        return racer

    def _affordable(self, call: Call) -> bool:
        if not self._budget.withdraw():
            self._unpaid.inc()
            tracing.happened("retry.refused", reason="budget")
            return False
        call.record.hedged = True
        self._hedges.inc()
        tracing.happened("hedged", after_ms=round((self._after or 0) * 1000))
        return True


def first_answer(racers: list[Racer]) -> Racer:
    """The first to be answered; when none is, the one that was sent first: its failure is the call's."""
    running = {racer.outcome: racer for racer in racers}
    while running:
        for outcome in wait(running, return_when=FIRST_COMPLETED).done:
            racer = running.pop(outcome)
            if answered(outcome.exception()):
                return racer
    return racers[0]


def answered(error: BaseException | None) -> bool:
    """NOT_FOUND is an answer too: the other request would bring the same."""
    return error is None or judge(error) is Verdict.SUCCESS
