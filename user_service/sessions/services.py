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
from user_service.accounts import locks as account_locks
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.models import User
from user_service.sessions import locks
from user_service.sessions.domain import refresh as rules
from user_service.sessions.domain.errors import RefreshInProgress, TokenReused
from user_service.sessions.domain.proof import BY_PASSWORD, Proof
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


def session_open(
    *, user: User, proof: Proof = BY_PASSWORD, attempt: str = "", user_agent: str = "", address: str = ""
) -> Issued:
    """Start a session for a user whose credentials were verified. `attempt` is the login attempt to forgive."""
    now, refresh = clock.now(), refresh_new()
    device = {"user_agent": user_agent[:200], "address": address[:45]}
    session, link = _opened(user=user, proof=proof, attempt=attempt, device=device, now=now, refresh=refresh)
    return _issued(session, link, refresh, now)


def session_raise(*, session_id: UUID | str, proof: Proof) -> Issued:
    """Step up: the user proved again who they are. A fresh access token of the same session; `refresh` stays empty."""
    now = clock.now()
    session = _raised(session_id=session_id, proof=proof, now=now)
    return Issued(access_sign(session, now=now), int(access_lifetime().total_seconds()), "", session.expires_at)


@transaction.atomic(durable=True)
def sessions_end(*, user_id: UUID | str, reason: EndReason, keep: UUID | str | None = None) -> int:
    """End every session of a user but the one to keep; how many ended."""
    return end_all(user_id=user_id, reason=reason, keep=keep)


def end_all(*, user_id: UUID | str, reason: EndReason, keep: UUID | str | None = None) -> int:
    """The same inside the caller's transaction, for changes that sessions must not outlive: role, password, disabling.

    The caller holds the user's lock, so that no session is opened meanwhile.
    """
    now = clock.now()
    living = locks.sessions_of(user_id)
    return sum(_end(session, reason, now) for session in living if str(session.pk) != str(keep))


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
    *, user: User, proof: Proof, attempt: str, device: dict[str, str], now: datetime, refresh: str
) -> tuple[Session, RefreshToken]:
    # Verified a moment ago; disabled, deleted or given another password since, the user gets no session.
    locked = account_locks.user(user.pk)
    if locked is None or not locked.is_active or locked.password != user.password:
        raise InvalidCredentials("Check your username or e-mail and your password.")
    attempts.forgive(attempt)
    session = Session.objects.create(
        user=locked,
        started_at=now,
        auth_time=now,
        acr=proof.acr,
        amr=list(proof.amr),
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


@transaction.atomic(durable=True)
def _raised(*, session_id: UUID | str, proof: Proof, now: datetime) -> Session:
    session = locks.session(session_id)
    if session is None or session.ended_at is not None or not session.user.is_active:
        raise TokenRevoked("The session was ended: sign in again.")
    raised = proof.after(acr=session.acr, amr=session.amr)
    session.auth_time, session.acr, session.amr = now, raised.acr, list(raised.amr)
    session.access_expires_at = now + access_lifetime()
    session.save(update_fields=["auth_time", "acr", "amr", "access_expires_at"])
    return session


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
