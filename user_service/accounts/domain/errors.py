"""Refusals of registration and login.

ServiceError
├── Conflict 409          UsernameTaken
├── Forbidden 403         RegistrationClosed
└── Unauthenticated 401   InvalidCredentials
"""

from servicekit.errors import Conflict, FieldError, Forbidden, Unauthenticated


class UsernameTaken(Conflict):
    code = "username-taken"
    title = "This username belongs to somebody else"
    grpc = "ALREADY_EXISTS"

    def __init__(self) -> None:
        taken = FieldError(pointer="/username", code="username-taken", detail="Choose another username.")
        super().__init__("Choose another username.", errors=[taken])


class RegistrationClosed(Forbidden):
    code = "registration-closed"
    title = "Nobody can register at the moment"

    def __init__(self) -> None:
        super().__init__("An administrator has closed registration. Whoever has an account can sign in.")


class InvalidCredentials(Unauthenticated):
    """One answer for an unknown user, a wrong password and a disabled account."""

    code = "invalid-credentials"
    title = "Username or password is not right"
