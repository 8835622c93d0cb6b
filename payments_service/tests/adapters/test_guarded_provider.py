"""The guards around a provider: what is repeated, what is not asked any more, and what that means for a payment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from payments_service.payments.adapters import guarded
from payments_service.payments.adapters.guarded import POLICIES, TARGET, Guarded
from payments_service.payments.ports import (
    Busy,
    Charge,
    NothingHappened,
    NoTime,
    OutcomeUnknown,
    Refused,
    TookTooLong,
    TurnedAway,
)
from payments_service.tests.support import ScriptedProvider
from servicekit import context, metrics
from servicekit.grpc import channel
from servicekit.grpc.policy import WRITE_PLACES as PLACES
from servicekit.money import Money

AMOUNT = Money(1000, "EUR")


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test meets a provider nobody has an opinion about."""
    monkeypatch.setattr(channel, "_GUARDS", {})


def hold(provider: Guarded, key: str = "k") -> Charge:
    return provider.authorize(key=key, amount=AMOUNT, token="tok_success", reference="o")


def test_every_call_of_the_port_has_a_policy_that_ends_before_the_lease_of_a_row() -> None:
    methods = {"AuthorizeCharge", "CaptureCharge", "VoidCharge", "RefundCharge", "GetByKey", "ListRefunds"}
    assert {f"/{TARGET}/{method}" for method in methods} == set(POLICIES)
    assert max(policy.deadline for policy in POLICIES.values()) == guarded.LONGEST < 6


def test_what_never_left_is_sent_again_and_what_may_have_is_not(provider: ScriptedProvider) -> None:
    provider.fail("authorize", NothingHappened("refused"))
    assert hold(Guarded(provider)).id
    assert provider.called("authorize") == 2
    provider.fail("capture", OutcomeUnknown("cut off"))
    with pytest.raises(OutcomeUnknown, match="cut off"):
        Guarded(provider).capture(charge_id=provider.only().charge.id, key="c", amount=AMOUNT)
    assert provider.called("capture") == 1


@pytest.mark.parametrize("error", [TurnedAway("401"), Busy("429"), Refused("invalid_state"), NoTime("late")])
def test_a_refusal_is_not_repeated(provider: ScriptedProvider, error: Exception) -> None:
    provider.fail("authorize", error)
    with pytest.raises(type(error)):
        hold(Guarded(provider))
    assert provider.called("authorize") == 1


@pytest.mark.parametrize("error", [OutcomeUnknown("500"), TookTooLong("2 s"), Busy("429")])
def test_a_provider_that_keeps_failing_is_left_alone_and_then_nothing_has_happened(
    provider: ScriptedProvider, error: Exception
) -> None:
    provider.fail("authorize", error, times=100)
    for _ in range(5):
        with pytest.raises(type(error)):
            hold(Guarded(provider))
    with pytest.raises(NothingHappened, match="not asked"):
        hold(Guarded(provider))
    assert provider.called("authorize") == 5
    assert metrics.BREAKER_STATE.labels(TARGET, "write")._value.get() == 2


def test_reads_have_a_breaker_of_their_own(provider: ScriptedProvider) -> None:
    provider.fail("authorize", times=5)
    for _ in range(5):
        with pytest.raises(OutcomeUnknown):
            hold(Guarded(provider))
    assert Guarded(provider).find_by_key(key="k") is None


def test_declines_and_refusals_say_that_the_provider_works(provider: ScriptedProvider) -> None:
    provider.fail("refund", Refused("refund_exceeds_captured"), times=10)
    for _ in range(10):
        with pytest.raises(Refused):
            Guarded(provider).refund(charge_id="ch", key="r", amount=AMOUNT)
    assert hold(Guarded(provider)).id


def test_a_caller_in_a_hurry_proves_nothing(provider: ScriptedProvider) -> None:
    provider.fail("authorize", TookTooLong("1 s"), times=10)
    for _ in range(10):
        with context.deadline_within(1.9), pytest.raises(TookTooLong):
            hold(Guarded(provider))


def test_a_call_has_what_is_left_and_without_time_it_is_not_made(provider: ScriptedProvider) -> None:
    left: list[float | None] = []

    class Watching(ScriptedProvider):
        def find_by_key(self, *, key: str) -> Charge | None:
            left.append(context.remaining())
            return None

    Guarded(Watching()).find_by_key(key="k")
    with context.deadline_within(1.5):
        Guarded(Watching()).find_by_key(key="k")
    with context.deadline_within(0.06), pytest.raises(NothingHappened):
        Guarded(Watching()).find_by_key(key="k")
    assert left[0] is not None
    assert left[1] is not None
    assert 0 < left[0] <= 2
    assert left[1] <= 1.45
    assert len(left) == 2


def test_a_hung_provider_holds_no_more_threads_than_it_may(provider: ScriptedProvider) -> None:
    hanging, everybody = threading.Event(), threading.Semaphore(0)

    class Hung(ScriptedProvider):
        def authorize(self, *, key: str, amount: Money, token: str, reference: str) -> Charge:
            everybody.release()
            hanging.wait(20)
            return super().authorize(key=key, amount=amount, token=token, reference=reference)

    hung = Guarded(Hung())
    with ThreadPoolExecutor(PLACES) as pool:
        calls = [pool.submit(hold, hung, str(number)) for number in range(PLACES)]
        for _ in range(PLACES):
            assert everybody.acquire(timeout=20)
        with pytest.raises(NothingHappened, match="not asked"):
            hold(hung, "one too many")
        hanging.set()
        assert len({call.result(20).id for call in calls}) == PLACES
