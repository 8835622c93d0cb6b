from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from servicekit import clock
from user_service.accounts.models import User
from user_service.mfa.domain.methods import PASSKEY, SMS, TOTP
from user_service.mfa.models import SmsDevice, TotpDevice
from user_service.passkeys.models import Passkey
from user_service.sessions.models import Session

ORDERINGS = ("username", "-username", "email", "-email", "created_at", "-created_at", "last_login_at", "-last_login_at")
HAS = {"has_totp": TOTP, "has_sms": SMS, "has_passkey": PASSKEY}


@dataclass(frozen=True)
class UserFilter:
    """Which accounts; None and empty ask for all."""

    search: str = ""
    role: str = ""
    active: bool | None = None
    second_factor: bool | None = None
    organisation: UUID | None = None
    ordering: str = "-created_at"


def users(asked: UserFilter) -> QuerySet[User]:
    """Accounts as administrators see them, each with its factors and sessions: one query, however many there are."""
    found = _narrowed(_described(User.objects.filter(deleted_at__isnull=True)), asked)
    # The id decides between equals, or a page could show somebody twice.
    return found.order_by(asked.ordering, "pk")


def user(user_id: UUID | str) -> User | None:
    return _described(User.objects.filter(deleted_at__isnull=True, pk=user_id)).first()


def factors(found: User) -> list[str]:
    """The second factors of a user of `users`."""
    return [name for column, name in HAS.items() if getattr(found, column)]


def _described(found: QuerySet[User]) -> QuerySet[User]:
    theirs = Session.objects.filter(user=OuterRef("pk")).order_by().values("user")
    living = theirs.filter(ended_at__isnull=True, expires_at__gt=clock.now())
    return found.select_related("organisation").annotate(
        has_totp=_has(TotpDevice, confirmed=True),
        has_sms=_has(SmsDevice, confirmed=True),
        has_passkey=_has(Passkey),
        living_sessions=Coalesce(Subquery(living.annotate(number=Count("pk")).values("number")), 0),
        last_login_at=Subquery(theirs.annotate(last=Max("started_at")).values("last")),
    )


def _narrowed(found: QuerySet[User], asked: UserFilter) -> QuerySet[User]:
    if asked.role:
        found = found.filter(role=asked.role)
    if asked.active is not None:
        found = found.filter(is_active=asked.active)
    if asked.second_factor is not None:
        any_of = Q(has_totp=True) | Q(has_sms=True) | Q(has_passkey=True)
        found = found.filter(any_of if asked.second_factor else ~any_of)
    if asked.organisation:
        found = found.filter(organisation=asked.organisation)
    for word in asked.search.split():
        found = found.filter(_mentions(word))
    return found


def _mentions(word: str) -> Q:
    columns = ("username", "email", "first_name", "last_name")
    return Q(*[(f"{column}__icontains", word) for column in columns], _connector=Q.OR)


def _has(model: type[Model], **conditions: Any) -> Exists:
    return Exists(model._default_manager.filter(user=OuterRef("pk"), **conditions))  # noqa: SLF001 - Django's documented name for it
