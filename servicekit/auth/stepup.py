"""Step-up authentication (RFC 9470): some things are done only by somebody who proved to be there just now."""

from __future__ import annotations

from datetime import timedelta

from servicekit import clock
from servicekit.auth.principal import Principal
from servicekit.errors import InsufficientUserAuthentication

# Values of `acr`. A passkey that verified its user counts as both factors.
PASSWORD, MFA = "pwd", "mfa"
STRENGTH = {PASSWORD: 1, MFA: 2}
FRESH = timedelta(minutes=5)


def require(user: Principal, *, acr: str = MFA, max_age: timedelta = FRESH) -> None:
    """InsufficientUserAuthentication unless the user's last authentication is strong and recent enough.

    Decided from the token alone, so that every service can ask it.
    """
    strong = STRENGTH.get(user.acr, 0) >= STRENGTH[acr]
    recent = clock.now() - user.auth_time <= max_age
    if not (strong and recent):
        raise InsufficientUserAuthentication(acr=acr, max_age=int(max_age.total_seconds()))
