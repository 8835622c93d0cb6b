"""The verifier of this process, made once, and the checks that follow a good signature."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from servicekit.auth.keyring import Keyring
from servicekit.auth.principal import Principal
from servicekit.auth.tokens import TokenVerifier
from servicekit.errors import TokenRevoked
from servicekit.settings import ServiceSettings


def from_jwks() -> TokenVerifier:
    """Verification as every service but user_service does it: with the issuer's published keys."""
    config: ServiceSettings = settings.SHOPMESH
    keys = Keyring(config.jwks_url, config.jwks_cache, every=config.jwks_refresh_seconds)
    keys.begin()
    return TokenVerifier(keys, issuer=config.token_issuer, audience=config.token_audience)


@cache
def verifier() -> TokenVerifier:
    made: TokenVerifier = import_string(getattr(settings, "TOKEN_VERIFIER"))()
    return made


def authenticate(token: str) -> Principal:
    """The user behind an access token. TokenInvalid, TokenExpired or TokenRevoked."""
    principal = verifier().verify(token)
    refuse_ended(principal)
    return principal


def refuse_ended(principal: Principal) -> None:
    """TokenRevoked when the session behind a good token is over. Asks the database."""
    if import_string(getattr(settings, "SESSION_ENDED"))(principal.session_id):
        raise TokenRevoked("The session was ended: sign in again.")
