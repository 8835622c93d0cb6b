"""Refusals of the session endpoints.

ServiceError
├── Unauthenticated 401   TokenReused
├── Conflict 409          RefreshInProgress
└── Forbidden 403         CsrfFailed
"""

from servicekit.errors import Conflict, Forbidden, Unauthenticated


class TokenReused(Unauthenticated):
    """The session has been ended: this refresh token was exchanged before."""

    code = "token-reused"
    title = "This refresh token was used before; the session has been ended"


class RefreshInProgress(Conflict):
    """Another request exchanged the token a moment ago: take its answer, or wait for the cookie."""

    code = "refresh-in-progress"
    title = "The session is being refreshed by another request"


class CsrfFailed(Forbidden):
    code = "csrf-failed"
    title = "The request did not come from our own pages"
