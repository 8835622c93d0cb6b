"""What the requests over REST come to: from what was sent to the use case, and to the answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from payments_service import wiring
from payments_service.payments import processing, visible
from payments_service.payments.api import inputs
from payments_service.payments.api.serializers import PaymentSerializer
from payments_service.payments.domain import keys
from payments_service.payments.domain.errors import PaymentDeclined
from payments_service.payments.domain.payment import (
    IN_BETWEEN,
    TAKEN,
    CaptureMode,
    PaymentStatus,
    PaymentType,
)
from payments_service.payments.domain.request import Asked, Change, Ending, Means
from payments_service.payments.models import Payment
from payments_service.payments.services import requests
from servicekit.auth import denied
from servicekit.auth.drf import asking
from servicekit.auth.principal import Principal
from servicekit.errors import FieldError, Forbidden, NotFound, ValidationFailed


def initiated(request: Request, asked: dict[str, Any], key: str) -> Response:
    user = asking(request)
    if not visible.sells(user):
        denied.tell(request, user, visible.SELLS)
        raise Forbidden(permission=visible.SELLS)
    # Before anybody is looked for: a request that cannot be made must not tell who has an account, unseen by everybody.
    amount = inputs.money(asked["amount"], asked["currency"])
    wanted = Asked(
        idempotency_key=keys.of_request(UUID(user.id), key),
        vendor_id=UUID(user.id),
        organisation_id=user.org,
        customer_id=_customer(asked["customer_email"]),
        amount=amount,
        description=asked["description"],
        days=asked["expires_in_days"],
        capture=CaptureMode(asked["capture"]),
    )
    return _answer(requests.request_initiate(asked=wanted), 201)


def paid(request: Request, asked: dict[str, Any], key: str) -> Response:
    user = asking(request)
    payment = _asked_of(user, asked["payment_id"])
    shown = inputs.money(asked["amount"], payment.currency) if "amount" in asked else None
    means = Means(keys.of_request(UUID(user.id), key), asked["token"], asked["method"], shown)
    payment = processing.request_pay(payment_id=payment.pk, means=means, provider=wiring.provider())
    if payment.state in TAKEN or payment.state is PaymentStatus.AUTHORIZED:
        return _answer(payment, 201)
    if payment.state in IN_BETWEEN:
        return _answer(payment, 202)
    raise PaymentDeclined(decline_code=payment.decline_code, payment_id=str(payment.pk))


def change(asked: dict[str, Any], currency: str) -> Change:
    amount = inputs.money(asked["amount"], currency) if "amount" in asked else None
    return Change(amount=amount, description=asked.get("description"), expires_at=asked.get("expires_at"))


def cancelled(user: Principal, payment_id: UUID) -> Payment:
    """By whoever asked, or by the customer: of what they pay only as long as nothing was held."""
    payment = visible.payment(user, "payments.cancel", payment_id)
    if visible.requests_made(user, "payments.cancel").filter(pk=payment.pk).exists():
        return withdrawn(payment)
    if payment.customer_id != UUID(user.id):
        raise NotFound("There is no such payment.")
    return requests.request_cancel(payment_id=payment.pk, ending=Ending.TURNED_DOWN)


def withdrawn(payment: Payment) -> Payment:
    if payment.type == PaymentType.REQUEST and payment.state in LET_GO:
        return processing.payment_void(payment_id=payment.pk, provider=wiring.provider())
    return requests.request_cancel(payment_id=payment.pk, ending=Ending.WITHDRAWN)


# What is held, or on the way to being let go: asking again asks the provider again.
LET_GO = frozenset({PaymentStatus.AUTHORIZED, PaymentStatus.VOIDING, PaymentStatus.VOIDED})


def _customer(email: str) -> UUID:
    found = wiring.customers().find(email)
    if found is None:
        told = "No account has this address."
        raise ValidationFailed(errors=[FieldError("/customer_email", "unknown-customer", told)])
    return found


def _asked_of(user: Principal, payment_id: UUID) -> Payment:
    found = Payment.objects.filter(pk=payment_id, type=PaymentType.REQUEST, customer_id=UUID(user.id)).first()
    if found is None:
        raise NotFound("There is no such payment request.")
    return found


def _answer(payment: Payment, status: int) -> Response:
    where = {"Location": f"/api/payments/{payment.pk}/", "ETag": requests.tag(payment)}
    return Response(PaymentSerializer(payment).data, status=status, headers=where)
