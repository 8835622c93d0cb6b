"""Stripe's own ways, beyond what every provider promises."""

from __future__ import annotations

import re
from contextlib import closing
from uuid import uuid4

import pytest

from payments_service.payments.adapters.stripe import StripeProvider
from payments_service.payments.domain.payment import ChargeStatus
from payments_service.payments.ports import Busy, NothingHappened, OutcomeUnknown, TurnedAway
from payments_service.tests.conftest import ROOT
from payments_service.tests.contract.conftest import STRIPE_KEY, Desk, StandIn
from payments_service.tests.contract.test_provider import AMOUNT, fresh, hold
from payments_service.webhooks.domain import notice, signature


def test_a_wrong_key_is_turned_away(stand_in: StandIn) -> None:
    stranger = StripeProvider(url=stand_in.url, api_key="sk_test_wrong")
    with closing(stranger), pytest.raises(TurnedAway, match="401"):
        stranger.find_by_key(key="x")


def test_too_many_requests_are_the_providers_trouble_and_not_repeated_here(stripe_desk: Desk) -> None:
    stripe_desk.script("authorize", "busy")
    with pytest.raises(Busy):
        hold(stripe_desk)


def test_nobody_there_means_nothing_happened() -> None:
    alone = StripeProvider(url="http://127.0.0.1:9", api_key=STRIPE_KEY)
    with closing(alone), pytest.raises(NothingHappened):
        alone.find_by_key(key="x")


def test_an_older_token_stands_for_the_data_of_a_card(stripe_desk: Desk) -> None:
    assert hold(stripe_desk, "tok_visa").status is ChargeStatus.AUTHORIZED


def test_a_card_that_wants_its_owner_asked_is_declined(stripe_desk: Desk) -> None:
    charge = hold(stripe_desk, "pm_card_authenticationRequired")
    assert (charge.status, charge.decline_code) == (ChargeStatus.DECLINED, "authentication_required")


def test_a_kept_error_of_an_authorisation_is_never_gone_past(stripe_desk: Desk) -> None:
    """A second hold would be possible: processing gives up in time, and looks once more a minute later."""
    key = fresh()
    stripe_desk.script("authorize", "error")
    for _ in range(3):
        with pytest.raises(OutcomeUnknown):
            hold(stripe_desk, key=key)
    assert stripe_desk.charges(key) == 0


def test_errors_under_one_key_after_another_are_gone_past_and_not_for_ever(stripe_desk: Desk) -> None:
    held, key = hold(stripe_desk), f"capture:{uuid4()}"
    stripe_desk.script("capture", "error", times=4)
    outcomes = []
    for _ in range(5):
        try:
            outcomes.append(stripe_desk.provider.capture(charge_id=held.id, key=key, amount=AMOUNT).status.value)
        except OutcomeUnknown:
            outcomes.append("unknown")
    assert outcomes == ["unknown"] * 4 + ["captured"]


def test_what_it_signs_is_what_we_read(stripe_desk: Desk, stand_in: StandIn) -> None:
    key = fresh()
    charge = hold(stripe_desk, key=key)
    last = stand_in.aside("GET", "events")["events"][-1]
    stamp = int(last["signature"].partition(",")[0].removeprefix("t="))
    signature.verify(last["signature"], last["body"].encode(), secrets=["whsec_of_the_tests"], now=stamp)
    told = notice.read(last["body"])
    assert (told.charge_id, told.type) == (charge.id, "payment_intent.amount_capturable_updated")
    assert f"authorize:{told.payment_id}" == key


def test_the_library_is_imported_by_its_adapter_alone() -> None:
    """It costs 30 MB, and a mesh with the sandbox has none to spare."""
    product = [path for path in (ROOT / "payments_service").rglob("*.py") if "tests" not in path.parts]
    importing = {path for path in product if re.search(r"^(?:import|from) stripe\b", path.read_text(), re.MULTILINE)}
    assert {path.parent.name for path in importing} == {"stripe"}
    using = {path for path in product if re.search(r"^from \S+adapters\.stripe\b", path.read_text(), re.MULTILINE)}
    assert {path.parent.name for path in using} == {"stripe"}
