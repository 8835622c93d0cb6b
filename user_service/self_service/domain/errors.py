"""Refusals of changes to one's own account.

ServiceError
├── BadRequest 400   LinkInvalid · PasswordUnchanged
├── Forbidden 403    CurrentPasswordWrong
└── Conflict 409     EmailTaken · LastAdministrator
"""

from servicekit.errors import BadRequest, Conflict, FieldError, Forbidden, ValidationFailed


class LinkInvalid(BadRequest):
    """One answer for a link that never was, was used, was replaced by a newer one, or is too old."""

    code = "link-invalid"
    title = "This link does not work any more"

    def __init__(self) -> None:
        super().__init__("It was used before, replaced by a newer one, or is too old. Ask for another letter.")


class PasswordUnchanged(ValidationFailed):
    title = "The new password is the old one"

    def __init__(self) -> None:
        same = FieldError("/new_password", "password-unchanged", "That is the password you have now. Choose another.")
        super().__init__("Choose another password.", errors=[same])


class CurrentPasswordWrong(Forbidden):
    code = "current-password-wrong"
    title = "The current password is not right"

    def __init__(self) -> None:
        super().__init__("Type the password that you sign in with now.")


class EmailTaken(Conflict):
    """Told only to somebody who has just shown that they read the letters to this address."""

    code = "email-taken"
    title = "This e-mail address belongs to another account"
    grpc = "ALREADY_EXISTS"

    def __init__(self) -> None:
        super().__init__("Sign in to that account, or use another address here.")


class LastAdministrator(Conflict):
    code = "last-administrator"
    title = "Somebody has to be administrator"

    def __init__(self) -> None:
        super().__init__("Make somebody else administrator first.")
