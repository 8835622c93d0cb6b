from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from payments_service.payments.domain import keys


@pytest.mark.parametrize("key", ["pay:1:1", "x", "~" * 255])
def test_visible_ascii_is_a_key(key: str) -> None:
    assert keys.well_formed(key)


@pytest.mark.parametrize("key", ["", "a b", "a\n", "pay:\x00", "käse", "x" * 256])
def test_anything_else_is_not(key: str) -> None:
    assert not keys.well_formed(key)


def test_the_same_payment_always_has_the_same_provider_keys_and_no_two_share_one() -> None:
    one, other = uuid4(), uuid4()
    derive = (keys.of_authorization, keys.of_capture, keys.of_void, keys.of_refund)
    assert len({function(payment) for function in derive for payment in (one, other)}) == 8
    assert all(function(one) == function(UUID(str(one))) for function in derive)


def test_fingerprints_do_not_run_fields_together() -> None:
    assert keys.fingerprint("ab", "c") != keys.fingerprint("a", "bc")
    assert keys.fingerprint("1") != keys.fingerprint(1)
