"""Our side of the protocol, against the real provider process."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import uuid4

import pytest

from payments_service.payments.adapters.sandbox import SandboxProvider
from payments_service.payments.domain.payment import ChargeStatus
from payments_service.payments.ports import Charge, NothingHappened, OutcomeUnknown, Refused
from payments_service.tests.conftest import Sandbox
from servicekit import context
from servicekit.money import Money

Connect = Callable[..., SandboxProvider]
AMOUNT = Money(1000, "EUR")


@pytest.fixture
def real(sandbox: Sandbox, connect: Connect) -> SandboxProvider:
    return connect(sandbox.url)


def hold(provider: SandboxProvider, token: str = "tok_success", key: str = "") -> Charge:
    return provider.authorize(key=key or str(uuid4()), amount=AMOUNT, token=token, reference="order-1")


def test_an_amount_is_held(real: SandboxProvider) -> None:
    charge = hold(real)
    assert (charge.status, charge.decline_code) == (ChargeStatus.AUTHORIZED, "")


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("tok_decline", "card_declined"),
        ("tok_insufficient_funds", "insufficient_funds"),
        ("tok_nobody_knows", "invalid_token"),
    ],
)
def test_a_refusal_is_an_answer(real: SandboxProvider, token: str, code: str) -> None:
    charge = hold(real, token)
    assert (charge.status, charge.decline_code) == (ChargeStatus.DECLINED, code)


def test_slow_is_waited_for(real: SandboxProvider) -> None:
    assert hold(real, "tok_slow").status is ChargeStatus.AUTHORIZED


def test_no_answer_in_time_is_an_unknown_outcome_inside_the_deadline(real: SandboxProvider) -> None:
    key, began = str(uuid4()), time.monotonic()
    with context.deadline_within(0.6), pytest.raises(OutcomeUnknown):
        hold(real, "tok_timeout_then_success", key)
    assert time.monotonic() - began < 0.6
    found = real.find_by_key(key=key)
    assert found is not None
    assert found.status is ChargeStatus.AUTHORIZED


def test_an_error_is_an_unknown_outcome(real: SandboxProvider) -> None:
    key = str(uuid4())
    with pytest.raises(OutcomeUnknown):
        hold(real, "tok_error", key)
    assert real.find_by_key(key=key) is None


def test_without_time_left_nothing_is_sent(real: SandboxProvider, sandbox: Sandbox) -> None:
    key = str(uuid4())
    with context.deadline_within(0.1), pytest.raises(NothingHappened):
        hold(real, key=key)
    assert real.find_by_key(key=key) is None


def test_capture_and_void_are_repeatable_and_tell_when_they_come_too_late(real: SandboxProvider) -> None:
    taken, let_go = hold(real), hold(real)
    for _ in range(2):
        assert real.capture(charge_id=taken.id, key="c", amount=AMOUNT).status is ChargeStatus.CAPTURED
        assert real.void(charge_id=let_go.id, key="v").status is ChargeStatus.VOIDED
    assert real.void(charge_id=taken.id, key="v").status is ChargeStatus.CAPTURED
    assert real.capture(charge_id=let_go.id, key="c", amount=AMOUNT).status is ChargeStatus.VOIDED


def test_a_refund_is_made_once_and_never_beyond_the_capture(real: SandboxProvider) -> None:
    charge = hold(real)
    real.capture(charge_id=charge.id, key="c", amount=AMOUNT)
    key = str(uuid4())
    for _ in range(2):
        real.refund(charge_id=charge.id, key=key, amount=Money(700, "EUR"))
    with pytest.raises(Refused, match="refund_exceeds_captured"):
        real.refund(charge_id=charge.id, key=str(uuid4()), amount=Money(301, "EUR"))
    with pytest.raises(OutcomeUnknown):
        real.refund(charge_id=charge.id, key=key, amount=Money(1, "EUR"))


@pytest.mark.parametrize("outcome", ["error", "html", "huge", "redirect"])
@pytest.mark.parametrize("operation", ["authorize", "capture", "void", "refund", "read"])
def test_whatever_else_it_says_is_an_unknown_outcome(
    real: SandboxProvider, sandbox: Sandbox, operation: str, outcome: str
) -> None:
    charge = hold(real)
    calls: dict[str, Callable[[], object]] = {
        "authorize": lambda: hold(real),
        "capture": lambda: real.capture(charge_id=charge.id, key="c", amount=AMOUNT),
        "void": lambda: real.void(charge_id=charge.id, key="v"),
        "refund": lambda: real.refund(charge_id=charge.id, key=str(uuid4()), amount=AMOUNT),
        "read": lambda: real.find_by_key(key="x"),
    }
    sandbox.script(operation, outcome)
    with pytest.raises(OutcomeUnknown):
        calls[operation]()


def test_a_wrong_api_key_means_nothing_happened(sandbox: Sandbox, connect: Connect) -> None:
    with pytest.raises(NothingHappened):
        hold(connect(sandbox.url, "wrong"))


def test_a_provider_that_is_down_means_nothing_happened(new_sandbox: Sandbox, connect: Connect) -> None:
    provider = connect(new_sandbox.url)
    new_sandbox.kill()
    with pytest.raises(NothingHappened):
        hold(provider)


def test_a_provider_that_comes_back_is_used_again(new_sandbox: Sandbox, connect: Connect) -> None:
    provider = connect(new_sandbox.url)
    key = str(uuid4())
    first = hold(provider, key=key)
    new_sandbox.kill()
    new_sandbox.start()
    again = connect(new_sandbox.url)
    assert hold(again, key=key) == first
