"""The two occasions to show a second factor: at the end of a login, and in the middle of a session (step-up)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from servicekit.errors import TokenRevoked
from user_service.accounts import attempts
from user_service.accounts import selectors as accounts
from user_service.accounts.models import User
from user_service.accounts.services import SIGNED_IN, credentials_verify, signed_in_here
from user_service.mfa import challenges, factors, selectors
from user_service.mfa.challenges import Pending
from user_service.mfa.domain.errors import CodeInvalid, MethodNotAvailable
from user_service.mfa.domain.methods import BACKUP_CODE, PASSKEY, PASSWORD, SMS, TOTP
from user_service.mfa.factors import Shown
from user_service.passkeys import services as passkeys
from user_service.passkeys.domain.purpose import Purpose
from user_service.sessions.domain import proof
from user_service.sessions.domain.proof import Proof
from user_service.sessions.services import session_raise
from user_service.sessions.tokens import Issued

AFTER_PASSWORD: dict[str, Proof] = {
    TOTP: proof.BY_PASSWORD_AND_CODE,
    BACKUP_CODE: proof.BY_PASSWORD_AND_CODE,
    SMS: proof.BY_PASSWORD_AND_SMS,
    PASSKEY: proof.BY_PASSWORD_AND_PASSKEY,
}
ALONE: dict[str, Proof] = {
    TOTP: proof.BY_CODE,
    BACKUP_CODE: proof.BY_CODE,
    SMS: proof.BY_SMS,
    PASSKEY: proof.BY_PASSKEY,
}


@dataclass(frozen=True)
class Passed:
    """Somebody who may have a session: see sessions.services.session_open."""

    user: User
    attempt: str
    proof: Proof


def login_verify(*, mfa_token: str, shown: Shown) -> Passed:
    """The second step of a login. Uses up the code and the mfa_token.

    Raises TokenInvalid or TokenExpired for the token, InvalidCredentials when the first step counts no longer,
    CodeInvalid, PasskeyRefused, SwitchedOff, RateLimited.
    """
    pending = challenges.pending(mfa_token)
    _require_usable(pending.user, shown)
    factors.require_open(pending.user, shown.method)
    _try(pending, shown)
    _show(pending.user, shown, Purpose.SECOND_FACTOR)
    challenges.spend(pending)
    return Passed(pending.user, pending.attempt, AFTER_PASSWORD[shown.method])


def step_up(*, user_id: UUID | str, session_id: str, shown: Shown) -> Issued:
    """Show a second factor again: a fresh access token of the same session.

    Raises MethodNotAvailable, CodeInvalid, PasskeyRefused, SwitchedOff, RateLimited.
    """
    user = _signed_in(user_id)
    factors.require_usable(user, shown.method)
    factors.require_shape(shown)
    factors.require_open(user, shown.method)
    factors.take(user, shown.method)
    _show(user, shown, Purpose.STEP_UP)
    return session_raise(session_id=session_id, proof=ALONE[shown.method])


def step_up_by_password(*, user_id: UUID | str, session_id: str, password: str, address: str) -> Issued:
    """The password again, where there is nothing better to show. MethodNotAvailable where there is."""
    user = _signed_in(user_id)
    if PASSWORD not in step_up_methods(user.pk):
        raise MethodNotAvailable("This account has a second factor: a password alone proves too little.")
    verified = credentials_verify(
        login=user.username,
        password=password,
        address=address,
        device=SIGNED_IN,
        recognise=signed_in_here,
    )
    attempts.forgive(verified.attempt)
    return session_raise(session_id=session_id, proof=proof.BY_PASSWORD)


def step_up_methods(user_id: UUID | str) -> list[str]:
    return selectors.methods(user_id) or [PASSWORD]


def _require_usable(user: User, shown: Shown) -> None:
    try:
        factors.require_usable(user, shown.method)
    except MethodNotAvailable:
        # Also for a factor that was removed since the password was typed.
        raise CodeInvalid(factors.WRONG) from None
    factors.require_shape(shown)


@transaction.atomic(durable=True)
def _try(pending: Pending, shown: Shown) -> None:
    """The account's limit is asked first: a locked account costs the token none of its tries."""
    factors.take(pending.user, shown.method)
    challenges.take(pending)


def _show(user: User, shown: Shown, purpose: Purpose) -> None:
    if shown.method == PASSKEY:
        passkeys.verify(shown.challenge_id, shown.credential, purpose=purpose, user=user, origins=shown.origins)
    else:
        factors.check(user, shown)


def _signed_in(user_id: UUID | str) -> User:
    user = accounts.user_by_id(UUID(str(user_id)))
    if user is None or not user.is_active:
        raise TokenRevoked("The account is not in use any more.")
    return user
