"""Open, refresh and end a session: one durable transaction each. Tokens are signed after it, outside its locks."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from servicekit import clock
from servicekit.errors import ServiceError, TokenExpired, TokenInvalid, TokenRevoked
from servicekit.events import outbox
from user_service.accounts import attempts
from user_service.accounts.models import User
from user_service.sessions import locks
from user_service.sessions.domain import refresh as rules
from user_service.sessions.domain.errors import RefreshInProgress, TokenReused
from user_service.sessions.domain.refresh import RefreshFacts, Verdict
from user_service.sessions.events import SessionCreated, SessionTerminated
from user_service.sessions.models import EndReason, RefreshToken, Session
from user_service.sessions.tokens import Issued, access_lifetime, access_sign, refresh_digest, refresh_new

REFUSALS: dict[Verdict, Callable[[], ServiceError]] = {
    Verdict.ENDED: partial(TokenRevoked, "The session was ended: sign in again."),
    Verdict.EXPIRED: partial(TokenExpired, "The session was idle for too long: sign in again."),
    Verdict.REUSED: partial(TokenReused, "Sign in again. If this was not you, change your password."),
    Verdict.IN_PROGRESS: partial(RefreshInProgress, "Use the tokens of the other answer.", retry_after=1),
}


def session_open(*, user: User, attempt: str = "", user_agent: str = "", address: str = "") -> Issued:
    """Start a session for a user whose credentials were verified. `attempt` is the login attempt to forgive."""
    now, refresh = clock.now(), refresh_new()
    device = {"user_agent": user_agent[:200], "address": address[:45]}
    session, link = _opened(user=user, attempt=attempt, device=device, now=now, refresh=refresh)
    return _issued(session, link, refresh, now)


def session_refresh(*, refresh: str) -> Issued:
    """Exchange a refresh token for the next pair.

    Raises TokenInvalid (not one of ours), TokenExpired, TokenRevoked, RefreshInProgress, or TokenReused, which also
    ends the session.
    """
    now, successor = clock.now(), refresh_new()
    verdict, session, link = _rotated(refresh=refresh, successor=successor, now=now)
    if verdict is not Verdict.ROTATE:
        raise _refusal(verdict)
    return _issued(session, link, successor, now)


@transaction.atomic(durable=True)
def session_end(*, session_id: UUID | str, reason: EndReason) -> bool:
    """End a session and tell the mesh. False when there is none or it has ended before: ending twice tells once."""
    session = locks.session(session_id)
    return session is not None and _end(session, reason, clock.now())


@transaction.atomic(durable=True)
def sessions_purge() -> int:
    """Forget sessions past their absolute end. Run periodically by the worker."""
    deleted, _ = Session.objects.filter(expires_at__lt=clock.now()).delete()
    return deleted


@transaction.atomic(durable=True)
def _opened(
    *, user: User, attempt: str, device: dict[str, str], now: datetime, refresh: str
) -> tuple[Session, RefreshToken]:
    attempts.forgive(attempt)
    session = Session.objects.create(
        user=user,
        auth_time=now,
        last_used_at=now,
        expires_at=now + rules.ABSOLUTE,
        access_expires_at=now + access_lifetime(),
        **device,
    )
    created = SessionCreated(user_id=str(user.pk), session_id=str(session.pk))
    outbox.publish(created, aggregate="session", aggregate_id=str(session.pk))
    return session, _link(session, refresh, now, parent=None)


@transaction.atomic(durable=True)
def _rotated(*, refresh: str, successor: str, now: datetime) -> tuple[Verdict, Session, RefreshToken]:
    """Judge and act in one transaction; refusals are raised outside, because raising here would undo the ending."""
    held = locks.session_of_refresh(refresh_digest(refresh))
    if held is None:
        raise TokenInvalid("This is not a refresh token of ours.")
    session, token = held
    verdict = rules.judge(_facts(session, token), now)
    if verdict is Verdict.REUSED:
        _end(session, EndReason.REUSE, now)
    if verdict is not Verdict.ROTATE:
        return verdict, session, token
    # The one statement that decides the race: whoever finds the token already rotated has lost it.
    if not RefreshToken.objects.filter(pk=token.pk, rotated_at__isnull=True).update(rotated_at=now):
        return Verdict.IN_PROGRESS, session, token
    _touch(session, now)
    return verdict, session, _link(session, successor, now, parent=token)


def _refusal(verdict: Verdict) -> ServiceError:
    return REFUSALS[verdict]()


def _facts(session: Session, token: RefreshToken) -> RefreshFacts:
    successor = getattr(token, "successor", None)
    return RefreshFacts(
        expires_at=token.expires_at,
        rotated_at=token.rotated_at,
        successor_used=successor is not None and successor.rotated_at is not None,
        session_ended=session.ended_at is not None,
        user_active=session.user.is_active,
    )


def _touch(session: Session, now: datetime) -> None:
    session.last_used_at = now
    session.access_expires_at = now + access_lifetime()
    session.save(update_fields=["last_used_at", "access_expires_at"])


def _link(session: Session, refresh: str, now: datetime, *, parent: RefreshToken | None) -> RefreshToken:
    expires_at = rules.expires_at(session_expires_at=session.expires_at, now=now)
    return RefreshToken.objects.create(
        digest=refresh_digest(refresh), session=session, parent=parent, issued_at=now, expires_at=expires_at
    )


def _end(session: Session, reason: EndReason, now: datetime) -> bool:
    ended = Session.objects.filter(pk=session.pk, ended_at__isnull=True).update(ended_at=now, end_reason=reason)
    if not ended:
        return False
    told = SessionTerminated(
        user_id=str(session.user_id),
        session_id=str(session.pk),
        reason=reason.value,
        access_expires_at=session.access_expires_at.isoformat(),
    )
    outbox.publish(told, aggregate="session", aggregate_id=str(session.pk))
    return True


def _issued(session: Session, link: RefreshToken, refresh: str, now: datetime) -> Issued:
    access = access_sign(session, now=now)
    seconds = int(access_lifetime().total_seconds())
    return Issued(access=access, expires_in=seconds, refresh=refresh, refresh_expires_at=link.expires_at)
