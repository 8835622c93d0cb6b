"""Logging in with a password: to a session, or to the question for a second factor."""

from dataclasses import dataclass
from functools import partial

from user_service.accounts.services import credentials_verify
from user_service.mfa import challenges
from user_service.mfa import selectors as factors
from user_service.sessions import places
from user_service.sessions.services import session_open
from user_service.sessions.tokens import Issued


@dataclass(frozen=True)
class SecondFactorWanted:
    """The password was right and is not enough. No session is open yet, and nothing is there to refresh."""

    mfa_token: str
    methods: list[str]
    expires_in: int


def log_in(
    *, login: str, password: str, address: str, user_agent: str = "", device: str = "", remember: bool = False
) -> Issued | SecondFactorWanted:
    """Raises InvalidCredentials, RateLimited or TooBusy: what comes before the right password is the same for all."""
    digest = places.device_digest(device)
    recognise = partial(places.recognise, address=address, device=digest)
    verified = credentials_verify(login=login, password=password, address=address, device=digest, recognise=recognise)
    if methods := factors.methods(verified.user.pk):
        token = challenges.challenge_begin(user=verified.user, attempt=verified.attempt)
        return SecondFactorWanted(token, methods, challenges.EXPIRES_IN)
    return session_open(
        user=verified.user,
        attempt=verified.attempt,
        address=address,
        user_agent=user_agent,
        device=device,
        remember=remember,
    )
