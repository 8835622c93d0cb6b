"""Links in letters: 256 random bits, good once and for a while. Of most kinds only the newest works.

Every function but `found` and `purge` is part of the caller's transaction, and the caller holds the user's lock.
"""

import hashlib
import secrets
from datetime import timedelta

from servicekit import clock
from user_service.accounts.domain import links as rules
from user_service.accounts.models import Link, LinkPurpose, User
from user_service.letters import services as letters

TOKEN_BYTES = 32
LIFETIMES: dict[LinkPurpose, timedelta] = {
    LinkPurpose.VERIFY: rules.VERIFY,
    LinkPurpose.RESET: rules.RESET,
    LinkPurpose.RESTORE: rules.RESTORE,
}


def new(user: User, purpose: LinkPurpose, *, email: str) -> str:
    """The address to put into a letter. It exists there and nowhere else: the table holds a digest of its token."""
    token, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    if purpose is not LinkPurpose.RESTORE:
        withdraw(user, purpose)
    Link.objects.create(
        digest=digest(token),
        user=user,
        purpose=purpose,
        email=email,
        created_at=now,
        expires_at=now + LIFETIMES[purpose],
    )
    return f"{letters.public_url()}/{rules.page(purpose.value)}?token={token}"


def found(token: str, *purposes: LinkPurpose) -> Link | None:
    """The living link with this token. Looking does not use it up."""
    living = Link.objects.filter(purpose__in=purposes, expires_at__gt=clock.now())
    return living.select_related("user").filter(digest=digest(token)).first()


def taken(link: Link) -> bool:
    """Use the link up. The one statement that decides between two uses at once: the second finds nothing to delete."""
    deleted, _ = Link.objects.filter(digest=link.digest).delete()
    return deleted == 1


def withdraw(user: User, *purposes: LinkPurpose) -> None:
    Link.objects.filter(user=user, purpose__in=purposes).delete()


def purge() -> int:
    """Forget links whose time is over. Run periodically by the worker."""
    return Link.objects.filter(expires_at__lte=clock.now()).delete()[0]


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
