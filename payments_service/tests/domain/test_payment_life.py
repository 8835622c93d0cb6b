from __future__ import annotations

import pytest

from payments_service.payments.domain.payment import (
    IN_BETWEEN,
    TAKEN,
    TRANSITIONS,
    WITHOUT_EFFECT,
    ChargeStatus,
    PaymentStatus,
    conclusion,
    may,
    sources,
)

S = PaymentStatus


def test_every_status_has_its_row_in_the_table() -> None:
    assert TRANSITIONS.keys() == set(PaymentStatus)


def test_a_payment_in_between_can_always_come_to_an_end() -> None:
    ends = {status for status in PaymentStatus if status not in IN_BETWEEN}
    assert all(TRANSITIONS[status] & ends for status in IN_BETWEEN)


def test_money_that_was_taken_is_never_untaken() -> None:
    assert all(TRANSITIONS[status] <= TAKEN for status in TAKEN)


@pytest.mark.parametrize("status", [S.DECLINED, S.VOIDED, S.REFUNDED])
def test_the_end_is_the_end(status: PaymentStatus) -> None:
    assert not any(may(status, target) for target in PaymentStatus)


def test_only_an_authorized_payment_begins_to_be_captured_or_voided() -> None:
    assert sources(S.CAPTURING) == sources(S.VOIDING) == {S.AUTHORIZED}


def test_an_unknown_outcome_is_never_voided_before_it_is_known() -> None:
    assert not may(S.UNKNOWN, S.VOIDING)
    assert not may(S.PROCESSING, S.VOIDING)


def test_a_hold_that_ran_out_ends_the_capture_as_voided() -> None:
    assert conclusion(S.CAPTURING, ChargeStatus.VOIDED) is S.VOIDED


@pytest.mark.parametrize("status", sorted(IN_BETWEEN))
@pytest.mark.parametrize("charge", list(ChargeStatus))
def test_what_the_provider_says_leads_only_where_the_table_allows(status: PaymentStatus, charge: ChargeStatus) -> None:
    target = conclusion(status, charge)
    assert target is None or may(status, target)


def test_statuses_without_effect_hold_no_money() -> None:
    assert not WITHOUT_EFFECT & (TAKEN | IN_BETWEEN | {S.AUTHORIZED})
