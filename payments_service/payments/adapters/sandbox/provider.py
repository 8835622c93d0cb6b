"""Provider calls of the sandbox: what is asked, and what each status code means."""

from __future__ import annotations

import json
from collections.abc import Mapping

from payments_service.payments.adapters.sandbox.answers import (
    ChargeSaid,
    ChargesSaid,
    RefundSaid,
    RefundsSaid,
    RefusalSaid,
)
from payments_service.payments.adapters.transport import Answer, Transport
from payments_service.payments.adapters.understanding import understood
from payments_service.payments.domain.payment import ChargeStatus
from payments_service.payments.ports import (
    Busy,
    Charge,
    NothingHappened,
    OutcomeUnknown,
    RefundMade,
    Refused,
    TurnedAway,
)
from servicekit.money import Money

OK, CREATED, PAYMENT_REQUIRED, CONFLICT, UNPROCESSABLE = 200, 201, 402, 409, 422
# Turned away at the door: who we are or how we ask was not accepted, and nothing was done.
TURNED_AWAY = frozenset({400, 401, 403, 405, 413, 415, 422})
TOO_MANY = 429
INVALID_TOKEN = "invalid_token"  # noqa: S105 - a decline code


class SandboxProvider:
    def __init__(self, *, url: str, api_key: str) -> None:
        self._transport = Transport(url, {"Authorization": f"Bearer {api_key}"})

    def close(self) -> None:
        self._transport.close()

    def authorize(self, *, key: str, amount: Money, token: str, reference: str) -> Charge:
        wanted = {"amount": amount.minor_units, "currency": amount.currency, "token": token, "reference": reference}
        answer = self._post("/v1/charges", key, wanted)
        if answer.status in {OK, CREATED, PAYMENT_REQUIRED}:
            return _same(understood(ChargeSaid, answer.body), key, amount)
        if answer.status == UNPROCESSABLE and understood(RefusalSaid, answer.body).error.code == "unknown_token":
            return Charge(id="", status=ChargeStatus.DECLINED, decline_code=INVALID_TOKEN)
        raise _no_outcome(answer)

    def capture(self, *, charge_id: str, key: str, amount: Money) -> Charge:
        path = f"/v1/charges/{charge_id}/capture"
        charge = self._changed(path, charge_id, key, {"amount": amount.minor_units})
        if charge.status is ChargeStatus.CAPTURED and charge.captured != amount.minor_units:
            raise OutcomeUnknown("another amount was captured")
        return charge.charge()

    def void(self, *, charge_id: str, key: str) -> Charge:
        return self._changed(f"/v1/charges/{charge_id}/void", charge_id, key, {}).charge()

    def refund(self, *, charge_id: str, key: str, amount: Money) -> None:
        path = f"/v1/charges/{charge_id}/refunds"
        answer = self._post(path, key, {"amount": amount.minor_units})
        if answer.status in {OK, CREATED}:
            said = understood(RefundSaid, answer.body)
            if (said.key, said.charge_id, said.amount) != (key, charge_id, amount.minor_units):
                raise OutcomeUnknown("the answer is about another refund")
            return
        code = _refusal_code(answer)
        if code in {"refund_exceeds_captured", "invalid_state"}:
            raise Refused(code)
        raise _no_outcome(answer)

    def find_by_key(self, *, key: str) -> Charge | None:
        answer = self._transport.call("GET", "/v1/charges", query={"key": key})
        if answer.status != OK:
            raise _no_outcome(answer)
        found = understood(ChargesSaid, answer.body).data
        if any(charge.key != key for charge in found):
            raise OutcomeUnknown("the answer is about another charge")
        return found[0].charge() if found else None

    def refunds_of(self, *, charge_id: str) -> list[RefundMade]:
        answer = self._transport.call("GET", f"/v1/charges/{charge_id}/refunds")
        if answer.status != OK:
            raise _no_outcome(answer)
        found = understood(RefundsSaid, answer.body).data
        if any(refund.charge_id != charge_id for refund in found):
            raise OutcomeUnknown("the answer is about another charge")
        return [RefundMade(id=one.id, key=one.key, minor_units=one.amount) for one in found]

    def _post(self, path: str, key: str, body: Mapping[str, object]) -> Answer:
        headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
        return self._transport.call("POST", path, headers=headers, content=json.dumps(body).encode())

    def _changed(self, path: str, charge_id: str, key: str, body: dict[str, str | int]) -> ChargeSaid:
        """The charge after the change; or, when the change came too late, as it is."""
        answer = self._post(path, key, body)
        if answer.status == OK:
            charge: ChargeSaid | None = understood(ChargeSaid, answer.body)
        elif answer.status == CONFLICT:
            charge = understood(RefusalSaid, answer.body).charge
        else:
            raise _no_outcome(answer)
        if charge is None or charge.id != charge_id:
            raise OutcomeUnknown("the answer is about another charge")
        return charge


def _same(said: ChargeSaid, key: str, amount: Money) -> Charge:
    if (said.key, said.amount, said.currency) != (key, amount.minor_units, amount.currency):
        raise OutcomeUnknown("the answer is about another charge")
    return said.charge()


def _refusal_code(answer: Answer) -> str:
    return understood(RefusalSaid, answer.body).error.code if answer.status == CONFLICT else ""


def _no_outcome(answer: Answer) -> NothingHappened | OutcomeUnknown:
    said = f"the provider answered {answer.status}"
    if answer.status == TOO_MANY:
        return Busy(said)
    return TurnedAway(said) if answer.status in TURNED_AWAY else OutcomeUnknown(said)
