"""simplejwt's token backend over the signing ring. The stock one names no `kid` and knows a single key, so that every
rotation would log everybody out; it leaves `typ` at JWT, where RFC 9068 wants at+jwt; and it takes padding, several
audiences and any `typ`, and answers some odd claims with an exception that nobody expects.
"""

from typing import Any

import jwt
from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenBackendExpiredToken

from servicekit.auth.tokens import LEEWAY_SECONDS, TokenVerifier
from servicekit.errors import TokenExpired, TokenInvalid
from user_service.keys.ring import CurrentRing, SigningRing, ring


class RingTokenBackend(TokenBackend):
    def __init__(self, keys: SigningRing, *, issuer: str, audience: str) -> None:
        super().__init__("RS256", issuer=issuer, audience=audience, leeway=LEEWAY_SECONDS)
        self.keys = keys
        self.verifier = TokenVerifier(keys, issuer=issuer, audience=audience)

    def encode(self, payload: dict[str, Any]) -> str:
        """Sign the claims with the active key, as ours and for our audience."""
        claims = payload | {"iss": self.issuer, "aud": self.audience}
        headers = {"kid": self.keys.active_kid, "typ": "at+jwt"}
        return jwt.encode(claims, self.keys.active, algorithm="RS256", headers=headers)

    def decode(self, token: Any, verify: bool = True) -> dict[str, Any]:  # noqa: FBT001, FBT002 - simplejwt's signature
        """The claims, by the same rules as everywhere. With `verify=False`, too: nobody here reads unproven claims."""
        try:
            return dict(self.verifier.claims(token.decode("latin-1") if isinstance(token, bytes) else str(token)))
        except TokenExpired as error:
            raise TokenBackendExpiredToken(error.detail) from None
        except TokenInvalid as error:
            raise TokenBackendError(error.detail) from None


def backend() -> RingTokenBackend:
    """The backend that signs this installation's access tokens."""
    config = settings.SHOPMESH
    return RingTokenBackend(ring(), issuer=config.token_issuer, audience=config.token_audience)


def local_verifier() -> TokenVerifier:
    """settings.TOKEN_VERIFIER here: the issuer verifies with its own ring and fetches nothing."""
    config = settings.SHOPMESH
    return TokenVerifier(CurrentRing(), issuer=config.token_issuer, audience=config.token_audience)
