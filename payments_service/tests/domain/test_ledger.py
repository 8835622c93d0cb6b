from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments_service.payments.domain import ledger
from payments_service.payments.domain.ledger import Account, Entry, Unbalanced

amounts = st.integers(min_value=1, max_value=10**12)


@given(amounts)
def test_every_transaction_sums_to_zero(amount: int) -> None:
    for entries in (ledger.captured(amount), ledger.refunded(amount)):
        assert sum(entry.minor_units for entry in entries) == 0


@given(amounts)
def test_a_full_refund_undoes_the_capture_in_every_account(amount: int) -> None:
    moved = dict.fromkeys(Account, 0)
    for entry in (*ledger.captured(amount), *ledger.refunded(amount)):
        moved[entry.account] += entry.minor_units
    assert set(moved.values()) == {0}


def test_one_sided_entries_are_refused() -> None:
    with pytest.raises(Unbalanced):
        ledger.balanced([Entry(Account.PROVIDER, 100), Entry(Account.SALES, -99)])
