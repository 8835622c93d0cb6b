"""What the stand-in remembers, and how intents, charges and refunds behave."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from typing import Any

Form = dict[str, str]
Thing = dict[str, Any]

CARDS: dict[str, tuple[str, str]] = {  # code, decline_code
    "pm_card_visa": ("", ""),
    "tok_visa": ("", ""),
    "pm_card_chargeDeclined": ("card_declined", "generic_decline"),
    "pm_card_chargeDeclinedInsufficientFunds": ("card_declined", "insufficient_funds"),
    "pm_card_authenticationRequired": ("authentication_required", "authentication_required"),
}


class StripeSays(Exception):
    def __init__(self, status: int, kind: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "message": message, **more}}


def invalid(message: str, **more: Any) -> StripeSays:
    return StripeSays(400, "invalid_request_error", message, **more)


@dataclass
class Books:
    intents: dict[str, Thing] = field(default_factory=dict)
    charges: list[Thing] = field(default_factory=list)
    refunds: list[Thing] = field(default_factory=list)
    events: list[Thing] = field(default_factory=list)

    def create(self, form: Form) -> Thing:
        if form.get("confirm") not in {"true", "True"} or form.get("capture_method") != "manual":
            raise invalid("The stand-in only knows intents that are confirmed at once and captured later.")
        method = form.get("payment_method", form.get("payment_method_data[card][token]", ""))
        param = "payment_method" if "payment_method" in form else "payment_method_data[card][token]"
        if method not in CARDS:
            raise invalid(f"No such PaymentMethod: '{method}'", code="resource_missing", param=param)
        return self._confirm(self._intent(form), *CARDS[method], form.get("transfer_group", ""))

    def _intent(self, form: Form) -> Thing:
        made = {
            "id": f"pi_{uuid.uuid4().hex}",
            "object": "payment_intent",
            "amount": int(form["amount"]),
            "amount_received": 0,
            "currency": form["currency"],
            "capture_method": "manual",
            "created": int(time.time()),
            "last_payment_error": None,
            "metadata": {name[9:-1]: value for name, value in form.items() if name.startswith("metadata[")},
            "status": "requires_capture",
        }
        self.intents[str(made["id"])] = made
        return made

    def _confirm(self, intent: Thing, code: str, decline_code: str, group: str) -> Thing:
        self.charges.append(
            {
                "id": f"ch_{uuid.uuid4().hex}",
                "object": "charge",
                "payment_intent": intent["id"],
                "transfer_group": group,
                "status": "failed" if code else "succeeded",
            }
        )
        if not code:
            self.tell("payment_intent.amount_capturable_updated", intent)
            return intent
        failure = {"type": "card_error", "code": code, "decline_code": decline_code, "message": "Declined."}
        intent |= {"status": "requires_payment_method", "last_payment_error": failure}
        self.tell("payment_intent.payment_failed", intent)
        raise StripeSays(402, "card_error", "Declined.", code=code, decline_code=decline_code, payment_intent=intent)

    def intent(self, intent_id: str) -> Thing:
        if intent_id not in self.intents:
            raise StripeSays(404, "invalid_request_error", "No such payment_intent", code="resource_missing")
        return self.intents[intent_id]

    def capture(self, intent_id: str, form: Form) -> Thing:
        intent = self._capturable(intent_id)
        intent |= {"status": "succeeded", "amount_received": int(form.get("amount_to_capture") or intent["amount"])}
        self.tell("payment_intent.succeeded", intent)
        return intent

    def cancel(self, intent_id: str) -> Thing:
        intent = self._capturable(intent_id)
        intent["status"] = "canceled"
        self.tell("payment_intent.canceled", intent)
        return intent

    def _capturable(self, intent_id: str) -> Thing:
        intent = self.intent(intent_id)
        if intent["status"] != "requires_capture":
            said = f"This PaymentIntent has a status of {intent['status']}."
            raise invalid(said, code="payment_intent_unexpected_state", payment_intent=intent)
        return intent

    def refund(self, form: Form) -> Thing:
        intent = self.intent(form["payment_intent"])
        if intent["status"] != "succeeded":
            raise invalid("There is nothing to refund.", code="payment_intent_unexpected_state")
        left = intent["amount_received"] - sum(one["amount"] for one in self.refunds_of(intent["id"]))
        if not left:
            raise invalid("It has already been refunded.", code="charge_already_refunded")
        amount = int(form.get("amount", left))
        if amount > left:
            raise invalid("The amount is greater than the unrefunded amount.", param="amount")
        metadata = {name[9:-1]: value for name, value in form.items() if name.startswith("metadata[")}
        refund = {"id": f"re_{uuid.uuid4().hex}", "object": "refund", "amount": amount, "status": "succeeded"}
        refund |= {"payment_intent": intent["id"], "metadata": metadata, "currency": intent["currency"]}
        self.refunds.insert(0, refund)
        self.tell("refund.created", refund)
        return refund

    def refunds_of(self, intent_id: str) -> list[Thing]:
        return [refund for refund in self.refunds if refund["payment_intent"] == intent_id]

    def charges_of(self, group: str) -> list[Thing]:
        return [charge for charge in self.charges if charge["transfer_group"] == group]

    def tell(self, kind: str, thing: Thing) -> None:
        event = {"id": f"evt_{uuid.uuid4().hex}", "object": "event", "type": kind, "created": int(time.time())}
        self.events.append(event | {"data": {"object": dict(thing)}})
