"""Who sees which payments: everybody's, one's own, and of a vendor also what he asked for and what his sold."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from payments_service.payments import selectors
from payments_service.payments.domain.payment import PaymentType
from payments_service.payments.models import Payment, PaymentEvent, PaymentShare, Refund
from servicekit.auth.permissions import sees_all
from servicekit.auth.principal import Principal
from servicekit.auth.roles import Reach, reach
from servicekit.errors import NotFound

# Whoever may ask for payments sells, and so sees sales.
SELLS = "payments.request"


def payments(user: Principal, permission: str = "payments.read") -> QuerySet[Payment]:
    """Those the permission reaches, with the `share` of the organisation that is asking."""
    found = selectors.all_payments()
    if not sees_all(user, permission):
        found = found.filter(_own(user))
    return found.annotate(share=Subquery(_shares(user).values("amount")[:1])) if _organisation(user) else found


def payment(user: Principal, permission: str, payment_id: UUID) -> Payment:
    """NotFound for what is not there and for what is not for this user: nobody learns which."""
    found = payments(user, permission).filter(pk=payment_id).first()
    if found is None:
        raise NotFound("There is no such payment.")
    return found


def requests_made(user: Principal, permission: str) -> QuerySet[Payment]:
    """What the user may change, withdraw, settle or give back: of a vendor, what he or his organisation asked for."""
    found = selectors.all_payments()
    return found if sees_all(user, permission) else found.filter(_asked_by(user))


def request_made(user: Principal, permission: str, payment_id: UUID) -> Payment:
    found = requests_made(user, permission).filter(pk=payment_id).first()
    if found is None:
        raise NotFound("There is no such payment.")
    return found


def history(user: Principal) -> QuerySet[PaymentEvent]:
    found = PaymentEvent.objects.select_related("payment")
    return found if sees_all(user, "payments.read") else found.filter(payment__in=payments(user).values("pk"))


def refunds(user: Principal) -> QuerySet[Refund]:
    found = Refund.objects.select_related("payment").order_by("-created_at", "-id")
    return found if sees_all(user, "payments.read") else found.filter(payment__in=payments(user).values("pk"))


def sells(user: Principal) -> bool:
    return reach(user, SELLS) is not Reach.NONE


def _own(user: Principal) -> Q:
    own = Q(customer_id=UUID(user.id))
    if not sells(user):
        return own
    own |= Q(vendor_id=UUID(user.id))
    return own | Q(Exists(_shares(user))) if _organisation(user) else own


def _asked_by(user: Principal) -> Q:
    # Who has left an organisation keeps nothing to decide in it.
    asked = Q(vendor_id=UUID(user.id), organisation_id__in={"", _organisation(user)})
    if _organisation(user):
        asked |= Q(organisation_id=_organisation(user))
    return Q(type=PaymentType.REQUEST) & asked


def _shares(user: Principal) -> QuerySet[PaymentShare]:
    return PaymentShare.objects.filter(payment=OuterRef("pk"), organisation_id=_organisation(user))


def _organisation(user: Principal) -> str:
    return user.org if sells(user) else ""
