"""Refusals of the second factor.

ServiceError
├── BadRequest 400        SetupCodeInvalid · MethodNotAvailable
├── Unauthenticated 401   CodeInvalid
├── Forbidden 403         SwitchedOff
├── Conflict 409          AlreadyEnabled · NotEnabled
└── SetupExpired 410
"""

from servicekit.errors import BadRequest, Conflict, Forbidden, ServiceError, Unauthenticated


class CodeInvalid(Unauthenticated):
    """Wrong, used before, of another time or of another user: one answer."""

    code = "mfa-code-invalid"
    title = "The code is not right"


class SetupCodeInvalid(BadRequest):
    """The same slug while a factor is set up, where nobody tries to get in."""

    code = "mfa-code-invalid"
    title = "The code is not right"


class MethodNotAvailable(BadRequest):
    code = "method-not-available"
    title = "This account cannot be confirmed this way"


class SwitchedOff(Forbidden):
    code = "mfa-switched-off"
    title = "Too many wrong codes: this method has been switched off"


class AlreadyEnabled(Conflict):
    code = "mfa-already-enabled"
    title = "This second factor is set up already"


class NotEnabled(Conflict):
    code = "mfa-not-enabled"
    title = "There is no second factor"


class SetupExpired(ServiceError):
    code = "mfa-setup-expired"
    title = "The setup took too long"
    http = 410
    grpc = "FAILED_PRECONDITION"
