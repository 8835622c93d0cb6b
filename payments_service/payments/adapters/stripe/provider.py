"""Provider calls at Stripe. A charge is a payment intent here: confirmed at once, captured by a call of its own.

How an outcome is learned that never arrived:
- Charges are listed by their transfer group, which is our key. Lists are up to date the moment a charge is made; the
  search by metadata is not, and its documentation warns of just this use.
- Where there is none, whoever asked sends the same request under the same key again, and Stripe answers what it
  answered before (docs: idempotent requests, 24 hours at least).
- What Stripe keeps under a key may be a 500, for ever. A capture, a void and a refund then look at what has become of
  them and go on under the next key (`key:2`, …), because each can only happen once: an intent is captured or cancelled
  once, and a refund that is not in the list was not made. An authorisation does not: a second hold would be possible.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import stripe

from payments_service.payments.adapters.stripe.answers import (
    ChargesSaid,
    IntentSaid,
    RefundSaid,
    RefundsSaid,
    RefusalSaid,
)
from payments_service.payments.adapters.stripe.client import connect
from payments_service.payments.adapters.understanding import understood
from payments_service.payments.domain.payment import ChargeStatus
from payments_service.payments.ports import Busy, Charge, OutcomeUnknown, RefundMade, Refused, TurnedAway
from servicekit.money import Money

Send = Callable[[Any], Any]
Look = Callable[[], bool]

INVALID_TOKEN = "invalid_token"  # noqa: S105 - a decline code
UNKNOWN_MEANS = frozenset({"payment_method", "payment_method_data[card][token]"})
MOST_KEYS = 5
TAKEN_BACK = frozenset({"succeeded", "pending"})
SERVER_ERROR = 500


class StripeProvider:
    def __init__(self, *, url: str, api_key: str) -> None:
        self._client, self._line = connect(url=url, api_key=api_key)

    def close(self) -> None:
        self._line.close()

    def authorize(self, *, key: str, amount: Money, token: str, reference: str) -> Charge:
        wanted: Any = {
            "amount": amount.minor_units,
            "currency": amount.currency.lower(),
            "payment_method_types": ["card"],
            "capture_method": "manual",
            "confirm": True,
            # Nobody is there to be asked for a fingerprint: such a card is declined with authentication_required.
            "error_on_requires_action": True,
            "transfer_group": key,
            "metadata": {"key": key, "reference": reference},
            **_means(token),
        }
        try:
            made = self._client.v1.payment_intents.create(wanted, {"idempotency_key": key})
        except stripe.CardError as error:
            return _declined(error, key, amount)
        except stripe.InvalidRequestError as error:
            if error.param in UNKNOWN_MEANS:
                return Charge(id="", status=ChargeStatus.DECLINED, decline_code=INVALID_TOKEN)
            raise no_outcome(error) from error
        except stripe.StripeError as error:
            raise no_outcome(error) from error
        return _same(_intent(made), key, amount).charge()

    def capture(self, *, charge_id: str, key: str, amount: Money) -> Charge:
        wanted: Any = {"amount_to_capture": amount.minor_units}
        intent = self._changed(
            charge_id, key, lambda options: self._client.v1.payment_intents.capture(charge_id, wanted, options)
        )
        charge = intent.charge()
        if charge.status is ChargeStatus.CAPTURED and intent.amount_received != amount.minor_units:
            raise OutcomeUnknown("another amount was captured")
        return charge

    def void(self, *, charge_id: str, key: str) -> Charge:
        cancel = self._client.v1.payment_intents.cancel
        return self._changed(charge_id, key, lambda options: cancel(charge_id, None, options)).charge()

    def refund(self, *, charge_id: str, key: str, amount: Money) -> None:
        wanted: Any = {"payment_intent": charge_id, "amount": amount.minor_units, "metadata": {"key": key}}
        try:
            made = self._past_kept_errors(
                key,
                lambda options: self._client.v1.refunds.create(wanted, options),
                done=lambda: any(refund.key == key for refund in self.refunds_of(charge_id=charge_id)),
            )
        except stripe.InvalidRequestError as error:
            raise _refund_refused(error) from error
        if made is not None:
            _check_refund(understood(RefundSaid, made.last_response.body), charge_id, key, amount)

    def find_by_key(self, *, key: str) -> Charge | None:
        listed = self._asked(lambda: self._client.v1.charges.list({"transfer_group": key, "limit": 100}))
        intents = {charge.payment_intent for charge in understood(ChargesSaid, listed.last_response.body).data}
        if not intents:
            return None
        if len(intents) > 1:
            raise OutcomeUnknown("more than one payment intent under one key")
        intent = self._look(intents.pop())
        if intent.metadata.get("key") != key:
            raise OutcomeUnknown("the answer is about another charge")
        return intent.charge()

    def refunds_of(self, *, charge_id: str) -> list[RefundMade]:
        listed = self._asked(lambda: self._client.v1.refunds.list({"payment_intent": charge_id, "limit": 100}))
        found = understood(RefundsSaid, listed.last_response.body).data
        if any(refund.payment_intent != charge_id for refund in found):
            raise OutcomeUnknown("the answer is about another charge")
        return [
            RefundMade(id=refund.id, key=refund.metadata.get("key", ""), minor_units=refund.amount)
            for refund in found
            if refund.status in TAKEN_BACK
        ]

    def _changed(self, charge_id: str, key: str, send: Send) -> IntentSaid:
        """The intent after the change; or, when the change came too late, as it is."""
        try:
            made = self._past_kept_errors(key, send, done=lambda: self._look(charge_id).status != "requires_capture")
        except stripe.InvalidRequestError as error:
            if error.code != "payment_intent_unexpected_state":
                raise no_outcome(error) from error
            made = None
        intent = self._look(charge_id) if made is None else _intent(made)
        if intent.id != charge_id:
            raise OutcomeUnknown("the answer is about another charge")
        return intent

    def _past_kept_errors(self, key: str, send: Send, *, done: Look) -> Any:
        """The answer under the first key that has no kept 500; None when it has been done under an earlier one.

        Raises stripe.InvalidRequestError, whose meaning depends on what was asked.
        """
        for attempt in range(1, MOST_KEYS + 1):
            try:
                return send({"idempotency_key": key if attempt == 1 else f"{key}:{attempt}"})
            except stripe.InvalidRequestError:
                raise
            except stripe.StripeError as error:
                if not _kept(error):
                    raise no_outcome(error) from error
            if done():
                return None
        raise OutcomeUnknown("an error is kept under every key")

    def _look(self, intent_id: str) -> IntentSaid:
        return _intent(self._asked(lambda: self._client.v1.payment_intents.retrieve(intent_id)))

    def _asked(self, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except stripe.StripeError as error:
            raise no_outcome(error) from error


def no_outcome(error: stripe.StripeError) -> TurnedAway | OutcomeUnknown:
    said = f"Stripe answered {error.http_status} {error.code or ''}".strip()
    match error:
        case stripe.RateLimitError():
            return Busy(said)
        case stripe.AuthenticationError() | stripe.PermissionError() | stripe.InvalidRequestError():
            return TurnedAway(said)
    # An IdempotencyError too: under this key something else was done, and what that was is asked by key.
    return OutcomeUnknown(said)


def _means(token: str) -> dict[str, Any]:
    """Of Stripe's two kinds of token, the older stands for the data of a card and not for a means of payment."""
    if token.startswith("pm_"):
        return {"payment_method": token}
    return {"payment_method_data": {"type": "card", "card": {"token": token}}}


def _intent(made: Any) -> IntentSaid:
    return understood(IntentSaid, made.last_response.body)


def _same(intent: IntentSaid, key: str, amount: Money) -> IntentSaid:
    said = (intent.metadata.get("key"), intent.amount, intent.currency.upper())
    if said != (key, amount.minor_units, amount.currency):
        raise OutcomeUnknown("the answer is about another charge")
    return intent


def _declined(error: stripe.CardError, key: str, amount: Money) -> Charge:
    said = understood(RefusalSaid, error.http_body or b"").error
    made = "" if said.payment_intent is None else _same(said.payment_intent, key, amount).id
    return Charge(id=made, status=ChargeStatus.DECLINED, decline_code=said.reason())


def _kept(error: stripe.StripeError) -> bool:
    """Stripe's answer of an earlier day, which it will give as long as the key lives."""
    headers: Any = error.headers or {}
    replayed = str(headers.get("idempotent-replayed", "")).lower() == "true"
    return replayed and (error.http_status or 0) >= SERVER_ERROR


def _refund_refused(error: stripe.InvalidRequestError) -> Exception:
    if error.code == "charge_already_refunded" or error.param == "amount":
        return Refused("refund_exceeds_captured")
    if error.code in {"charge_not_refundable", "charge_disputed", "payment_intent_unexpected_state"}:
        return Refused(error.code)
    return no_outcome(error)


def _check_refund(said: RefundSaid, charge_id: str, key: str, amount: Money) -> None:
    if (said.metadata.get("key"), said.payment_intent, said.amount) != (key, charge_id, amount.minor_units):
        raise OutcomeUnknown("the answer is about another refund")
    if said.status in {"failed", "canceled"}:
        raise Refused("refund_failed")
    if said.status not in TAKEN_BACK:
        raise OutcomeUnknown(f"a refund that is {said.status}")
