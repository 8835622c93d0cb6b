"""Open, refresh and end a session: one durable transaction each. Tokens are signed after it, outside its locks.

Locks are taken in one order everywhere: the user, then sessions, then (by publishing and auditing) counters. So nobody
waits for each other, and a session is opened either before its user is disabled, and ended with the others, or never.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from servicekit import clock
from servicekit.errors import ServiceError, TokenExpired, TokenInvalid, TokenRevoked
from servicekit.events import outbox
from user_service.accounts import attempts
from user_service.accounts import locks as account_locks
from user_service.accounts.domain.attempts import Standing
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.models import User
from user_service.audit import record as audit
from user_service.configuration.values import value
from user_service.sessions import lifetimes, locks, notices, places, selectors
from user_service.sessions.domain import refresh as rules
from user_service.sessions.domain.errors import RefreshInProgress, TokenReused
from user_service.sessions.domain.proof import BY_PASSWORD, Proof
from user_service.sessions.domain.refresh import RefreshFacts, Verdict
from user_service.sessions.events import SessionCreated, SessionTerminated, UserLoggedIn, UserLoggedOut
from user_service.sessions.models import EndReason, RefreshToken, Session
from user_service.sessions.places import Place
from user_service.sessions.tokens import Issued, access_lifetime, access_sign, refresh_digest, refresh_new

PURGED_AT_ONCE = 25  # sessions

REFUSALS: dict[Verdict, Callable[[], ServiceError]] = {
    Verdict.ENDED: partial(TokenRevoked, "The session was ended: sign in again."),
    Verdict.EXPIRED: partial(TokenExpired, "The session was idle for too long: sign in again."),
    Verdict.REUSED: partial(TokenReused, "Sign in again. If this was not you, change your password."),
    Verdict.IN_PROGRESS: partial(RefreshInProgress, "Use the tokens of the other answer.", retry_after=1),
}


def session_open(
    *,
    user: User,
    proof: Proof = BY_PASSWORD,
    attempt: str = "",
    user_agent: str = "",
    address: str = "",
    device: str = "",
    remember: bool = False,
) -> Issued:
    """Start a session for a user whose credentials were verified. `attempt` is the login attempt to forgive.

    `device` is the device cookie that came along; with `remember`, `Issued.device` is the one to keep.
    """
    now, refresh = clock.now(), refresh_new()
    place = Place(user_agent=user_agent[:200], address=address[:45], cookie=device, remember=remember)
    session, link, place = _opened(user=user, proof=proof, attempt=attempt, place=place, now=now, refresh=refresh)
    return replace(_issued(session, link, refresh, now), device=place.cookie if remember else "")


def session_raise(*, session_id: UUID | str, proof: Proof) -> Issued:
    """Step up: the user proved again who they are. A fresh access token of the same session; `refresh` stays empty."""
    now = clock.now()
    session = _raised(session_id=session_id, proof=proof, now=now)
    return Issued(access_sign(session, now=now), int(access_lifetime().total_seconds()), "", session.expires_at)


@transaction.atomic(durable=True)
def sessions_end(*, user_id: UUID | str, reason: EndReason, keep: UUID | str | None = None) -> int:
    """End every living session of a user but the one to keep; how many ended."""
    account_locks.user(user_id)
    ended = end_all(user_id=user_id, reason=reason, keep=keep)
    if ended:
        audit.record(
            "session.ended",
            resource="user",
            resource_id=str(user_id),
            details={"reason": reason.value, "ended": ended},
        )
    return ended


def end_all(*, user_id: UUID | str, reason: EndReason, keep: UUID | str | None = None) -> int:
    """The same inside the caller's transaction, for changes that sessions must not outlive: role, password, disabling.

    The caller holds the user's lock, so that no session is opened meanwhile, and audits its own deed.
    """
    living = [session for session in locks.sessions_of(user_id) if str(session.pk) != str(keep)]
    return _end(living, reason, clock.now())


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
def session_end(*, session_id: UUID | str, reason: EndReason, user_id: UUID | str | None = None) -> bool:
    """End a session, of this user if one is named, and tell the mesh.

    False when there is none or it has ended before: ending twice tells once.
    """
    owner = selectors.user_id_of(session_id)
    if owner is None or str(user_id or owner) != str(owner):
        return False
    account_locks.user(owner)
    session = locks.session(session_id)
    if session is None or not _end([session], reason, clock.now()):
        return False
    _leave(session, reason)
    return True


def sessions_purge() -> int:
    """Forget sessions past their absolute end; how many rows are gone. Run periodically by the worker."""
    return sum(iter(_purged, 0))


@transaction.atomic(durable=True)
def _purged() -> int:
    """A few at a time: Django reads what it deletes, and a session that was busy for a month has 2,880 tokens."""
    over = Session.objects.filter(expires_at__lt=clock.now()).order_by("expires_at").values_list("pk", flat=True)
    deleted, _ = Session.objects.filter(pk__in=list(over[:PURGED_AT_ONCE])).delete()
    return deleted


@transaction.atomic(durable=True)
def _opened(
    *, user: User, proof: Proof, attempt: str, place: Place, now: datetime, refresh: str
) -> tuple[Session, RefreshToken, Place]:
    # Verified a moment ago; disabled, deleted or given another password since, the user gets no session.
    locked = account_locks.user(user.pk)
    if locked is None or not locked.is_active or locked.password != user.password:
        raise InvalidCredentials("Check your username or e-mail and your password.")
    if attempt:
        attempts.forgive(attempt)
    place = _arrived(locked, place, now)
    _make_room(locked, now)
    session = _inserted(locked, proof, place, now)
    link = _link(session, refresh, now, parent=None)
    _tell_of_login(session)
    return session, link, place


def _arrived(user: User, place: Place, now: datetime) -> Place:
    """Remember where the user logs in from, and write to them when that is new."""
    standing = places.recognise(user.pk, address=place.address, device=place.device)
    if standing is Standing.STRANGER and places.has_any(user.pk):
        notices.new_device(user, place, now)
    kept = place.kept(known=standing is Standing.DEVICE)
    places.learn(user.pk, address=kept.address, device=kept.device)
    return kept


def _make_room(user: User, now: datetime) -> None:
    """One session more than allowed ends the one that has been idle for longest."""
    excess = selectors.living(user.pk, now).count() + 1 - value("sessions_per_user")
    if excess > 0:
        idlest = sorted(locks.sessions_of(user.pk), key=lambda session: session.last_used_at)
        _end(idlest[:excess], EndReason.REPLACED, now)


def _inserted(user: User, proof: Proof, place: Place, now: datetime) -> Session:
    expires_at = now + lifetimes.absolute()
    return Session.objects.create(
        user=user,
        started_at=now,
        auth_time=now,
        acr=proof.acr,
        amr=list(proof.amr),
        last_used_at=now,
        idle_ends_at=rules.expires_at(session_expires_at=expires_at, now=now, idle=lifetimes.idle()),
        expires_at=expires_at,
        access_expires_at=now + access_lifetime(),
        user_agent=place.user_agent,
        address=place.address,
    )


def _tell_of_login(session: Session) -> None:
    user_id, session_id = str(session.user_id), str(session.pk)
    outbox.publish(SessionCreated(user_id, session_id), aggregate="session", aggregate_id=session_id)
    outbox.publish(UserLoggedIn(user_id, session_id), aggregate="user", aggregate_id=user_id)
    audit.record(
        "user.login", resource="session", resource_id=session_id, details={"amr": session.amr}, actor_id=user_id
    )


@transaction.atomic(durable=True)
def _rotated(*, refresh: str, successor: str, now: datetime) -> tuple[Verdict, Session, RefreshToken]:
    """Judge and act in one transaction; refusals are raised outside, because raising here would undo the ending."""
    held = locks.session_of_refresh(refresh_digest(refresh))
    if held is None:
        raise TokenInvalid("This is not a refresh token of ours.")
    session, token = held
    verdict = rules.judge(_facts(session, token), now)
    if verdict is Verdict.REUSED:
        _revoke_family(session, now)
    if verdict is not Verdict.ROTATE:
        return verdict, session, token
    # The one statement that decides the race: whoever finds the token already rotated has lost it.
    if not RefreshToken.objects.filter(pk=token.pk, rotated_at__isnull=True).update(rotated_at=now):
        return Verdict.IN_PROGRESS, session, token
    link = _link(session, successor, now, parent=token)
    _touch(session, link, now)
    return verdict, session, link


def _revoke_family(session: Session, now: datetime) -> None:
    """Two parties hold one token, and nobody can tell which is the thief: it ends for both, and the owner is told."""
    _end([session], EndReason.REUSE, now)
    notices.reuse(session, now)
    audit.record("session.refresh_reused", resource="session", resource_id=str(session.pk), actor_id="")


@transaction.atomic(durable=True)
def _raised(*, session_id: UUID | str, proof: Proof, now: datetime) -> Session:
    session = locks.session(session_id)
    if session is None or session.ended_at is not None or not session.user.is_active:
        raise TokenRevoked("The session was ended: sign in again.")
    raised = proof.after(acr=session.acr, amr=session.amr)
    session.auth_time, session.acr, session.amr = now, raised.acr, list(raised.amr)
    session.last_used_at, session.access_expires_at = now, now + access_lifetime()
    session.save(update_fields=["auth_time", "acr", "amr", "last_used_at", "access_expires_at"])
    return session


def _refusal(verdict: Verdict) -> ServiceError:
    return REFUSALS[verdict]()


def _facts(session: Session, token: RefreshToken) -> RefreshFacts:
    successor = getattr(token, "successor", None)
    # A lifetime that was shortened since holds for what is there already; a longer one is for what comes.
    latest = min(token.issued_at + lifetimes.idle(), session.started_at + lifetimes.absolute())
    return RefreshFacts(
        expires_at=min(token.expires_at, latest),
        rotated_at=token.rotated_at,
        successor_used=successor is not None and successor.rotated_at is not None,
        session_ended=session.ended_at is not None,
        user_active=session.user.is_active,
    )


def _touch(session: Session, link: RefreshToken, now: datetime) -> None:
    session.last_used_at = now
    session.idle_ends_at = link.expires_at
    session.access_expires_at = now + access_lifetime()
    session.save(update_fields=["last_used_at", "idle_ends_at", "access_expires_at"])


def _link(session: Session, refresh: str, now: datetime, *, parent: RefreshToken | None) -> RefreshToken:
    expires_at = rules.expires_at(session_expires_at=session.expires_at, now=now, idle=lifetimes.idle())
    return RefreshToken.objects.create(
        digest=refresh_digest(refresh), session=session, parent=parent, issued_at=now, expires_at=expires_at
    )


def _end(sessions: Sequence[Session], reason: EndReason, now: datetime) -> int:
    """End those, which are locked, and tell of each; how many were still going on."""
    going_on = [session for session in sessions if session.ended_at is None]
    keys = [session.pk for session in going_on]
    Session.objects.filter(pk__in=keys).update(ended_at=now, end_reason=reason)
    for session in going_on:
        told = SessionTerminated(
            user_id=str(session.user_id),
            session_id=str(session.pk),
            reason=reason.value,
            access_expires_at=session.access_expires_at.isoformat(),
        )
        outbox.publish(told, aggregate="session", aggregate_id=str(session.pk))
    return len(going_on)


def _leave(session: Session, reason: EndReason) -> None:
    """Logging out is the user's own deed, whichever of the session's tokens showed who it was."""
    user_id, session_id = str(session.user_id), str(session.pk)
    if reason is EndReason.LOGOUT:
        outbox.publish(UserLoggedOut(user_id, session_id), aggregate="user", aggregate_id=user_id)
        audit.record("user.logout", resource="session", resource_id=session_id, actor_id=user_id)
    else:
        told = {"reason": reason.value}
        audit.record("session.ended", resource="session", resource_id=session_id, details=told)


def _issued(session: Session, link: RefreshToken, refresh: str, now: datetime) -> Issued:
    access = access_sign(session, now=now)
    seconds = int(access_lifetime().total_seconds())
    return Issued(access=access, expires_in=seconds, refresh=refresh, refresh_expires_at=link.expires_at)
