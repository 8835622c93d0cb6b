"""What every provider behind the port promises. Each test is asked of the sandbox and of Stripe's protocol."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from payments_service.payments.domain.payment import ChargeStatus
from payments_service.payments.ports import Charge, NothingHappened, OutcomeUnknown, Refused
from payments_service.tests.contract.conftest import Desk
from servicekit import context
from servicekit.money import Money

AMOUNT = Money(1000, "EUR")


def fresh() -> str:
    return f"authorize:{uuid4()}"


def hold(desk: Desk, token: str = "", key: str = "", amount: Money = AMOUNT) -> Charge:
    return desk.provider.authorize(key=key or fresh(), amount=amount, token=token or desk.good, reference="order-1")


def taken(desk: Desk) -> Charge:
    return desk.provider.capture(charge_id=hold(desk).id, key=f"capture:{uuid4()}", amount=AMOUNT)


def refund(desk: Desk, charge: Charge, minor_units: int, key: str = "") -> None:
    key = key or f"refund:{uuid4()}"
    desk.provider.refund(charge_id=charge.id, key=key, amount=Money(minor_units, "EUR"))


def given_back(desk: Desk, charge: Charge) -> list[int]:
    return sorted(one.minor_units for one in desk.provider.refunds_of(charge_id=charge.id))


def test_an_amount_is_held_and_found_by_its_key(desk: Desk) -> None:
    key = fresh()
    charge = hold(desk, key=key)
    assert (charge.status, charge.decline_code) == (ChargeStatus.AUTHORIZED, "")
    assert desk.provider.find_by_key(key=key) == charge
    assert desk.provider.find_by_key(key=fresh()) is None


@pytest.mark.parametrize(("token", "code"), [("declined", "card_declined"), ("poor", "insufficient_funds")])
def test_a_decline_is_an_answer_and_stays_one(desk: Desk, token: str, code: str) -> None:
    key = fresh()
    answers = [hold(desk, getattr(desk, token), key) for _ in range(2)]
    assert [(one.status, one.decline_code) for one in answers] == [(ChargeStatus.DECLINED, code)] * 2
    assert desk.provider.find_by_key(key=key) == answers[0]
    assert desk.charges(key) == 1


def test_a_means_of_payment_nobody_knows_is_declined(desk: Desk) -> None:
    charge = hold(desk, "pm_nobody_knows")
    assert (charge.id, charge.status, charge.decline_code) == ("", ChargeStatus.DECLINED, "invalid_token")


def test_the_same_request_again_is_the_same_charge(desk: Desk) -> None:
    key = fresh()
    first = hold(desk, key=key)
    assert [hold(desk, key=key) for _ in range(3)] == [first] * 3
    assert desk.charges(key) == 1


def test_of_eight_requests_at_once_under_one_key_one_charge_is_made(desk: Desk) -> None:
    key = fresh()
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: hold(desk, key=key).id, range(8)))
    assert (len(made), desk.charges(key)) == (1, 1)


def test_other_content_under_the_same_key_is_no_outcome(desk: Desk) -> None:
    key = fresh()
    hold(desk, key=key)
    with pytest.raises(OutcomeUnknown):
        hold(desk, key=key, amount=Money(999, "EUR"))
    assert desk.charges(key) == 1


def test_capture_and_void_can_be_repeated_and_tell_when_they_come_too_late(desk: Desk) -> None:
    held, other = hold(desk), hold(desk)
    for _ in range(2):
        assert desk.provider.capture(charge_id=held.id, key="c" + held.id, amount=AMOUNT).status == "captured"
        assert desk.provider.void(charge_id=other.id, key="v" + other.id).status == "voided"
    assert desk.provider.void(charge_id=held.id, key="v" + held.id).status is ChargeStatus.CAPTURED
    assert desk.provider.capture(charge_id=other.id, key="c" + other.id, amount=AMOUNT).status is ChargeStatus.VOIDED


def test_a_refund_is_made_once_and_never_beyond_the_capture(desk: Desk) -> None:
    charge, key = taken(desk), f"refund:{uuid4()}"
    for _ in range(2):
        refund(desk, charge, 700, key)
    with pytest.raises(Refused, match="refund_exceeds_captured"):
        refund(desk, charge, 301)
    with pytest.raises(OutcomeUnknown):
        refund(desk, charge, 1, key)
    refund(desk, charge, 300)
    with pytest.raises(Refused, match="refund_exceeds_captured"):
        refund(desk, charge, 1)
    assert given_back(desk, charge) == [300, 700]


def test_what_was_never_taken_is_not_given_back(desk: Desk) -> None:
    with pytest.raises(Refused):
        refund(desk, hold(desk), 100)


def test_refunds_are_listed_with_our_keys_and_those_of_others_without(desk: Desk) -> None:
    charge, key = taken(desk), f"refund:{uuid4()}"
    refund(desk, charge, 100, key)
    desk.by_hand(charge.id, 250)
    listed = {one.minor_units: one.key for one in desk.provider.refunds_of(charge_id=charge.id)}
    assert listed[100] == key
    assert not listed[250].startswith("refund:")


@pytest.mark.parametrize("outcome", ["error", "html", "huge", "redirect"])
@pytest.mark.parametrize("operation", ["authorize", "capture", "void", "refund", "read"])
def test_pay_20_whatever_else_it_says_is_an_unknown_outcome(desk: Desk, operation: str, outcome: str) -> None:
    held, charge = hold(desk), taken(desk)
    calls: dict[str, Callable[[], object]] = {
        "authorize": lambda: hold(desk),
        "capture": lambda: desk.provider.capture(charge_id=held.id, key="c" + held.id, amount=AMOUNT),
        "void": lambda: desk.provider.void(charge_id=held.id, key="v" + held.id),
        "refund": lambda: refund(desk, charge, 100),
        "read": lambda: desk.provider.find_by_key(key=fresh()),
    }
    desk.script(operation, outcome)
    with pytest.raises(OutcomeUnknown):
        calls[operation]()


@pytest.mark.parametrize("outcome", ["error", "html"])
def test_a_lost_answer_of_an_authorisation_is_found_by_its_key(desk: Desk, outcome: str) -> None:
    key = fresh()
    desk.script("authorize", outcome, recorded=True)
    with pytest.raises(OutcomeUnknown):
        hold(desk, key=key)
    found = desk.provider.find_by_key(key=key)
    assert found is not None
    assert (found.status, desk.charges(key)) == (ChargeStatus.AUTHORIZED, 1)


def test_an_answer_that_does_not_come_in_time_is_looked_for(desk: Desk) -> None:
    key = fresh()
    desk.script("authorize", "hang", recorded=True)
    with context.deadline_within(1.5), pytest.raises(OutcomeUnknown):
        hold(desk, key=key)
    found = desk.provider.find_by_key(key=key)
    assert found is not None
    assert found.status is ChargeStatus.AUTHORIZED


@pytest.mark.parametrize("recorded", [True, False])
def test_pay_18_an_error_and_then_success_is_one_capture_and_one_refund(desk: Desk, *, recorded: bool) -> None:
    """Stripe keeps its 500 under the key for ever: the same key again would never get any further."""
    held, key = hold(desk), f"capture:{uuid4()}"
    desk.script("capture", "error", recorded=recorded)
    with pytest.raises(OutcomeUnknown):
        desk.provider.capture(charge_id=held.id, key=key, amount=AMOUNT)
    charge = desk.provider.capture(charge_id=held.id, key=key, amount=AMOUNT)
    assert charge.status is ChargeStatus.CAPTURED
    refund_key = f"refund:{uuid4()}"
    desk.script("refund", "error", recorded=recorded)
    with pytest.raises(OutcomeUnknown):
        refund(desk, charge, 400, refund_key)
    for _ in range(2):
        refund(desk, charge, 400, refund_key)
    assert given_back(desk, charge) == [400]


def test_without_time_left_nothing_is_sent(desk: Desk) -> None:
    key = fresh()
    with context.deadline_within(0.1), pytest.raises(NothingHappened):
        hold(desk, key=key)
    assert desk.charges(key) == 0


def test_amounts_of_currencies_without_cents_are_exact(desk: Desk) -> None:
    key = fresh()
    held = hold(desk, key=key, amount=Money(5000, "JPY"))
    again = desk.provider.find_by_key(key=key)
    assert again == held
