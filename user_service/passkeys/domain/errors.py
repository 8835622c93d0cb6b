"""Refusals of passkeys.

ServiceError
├── BadRequest 400        PasskeyNotAccepted
├── Unauthenticated 401   PasskeyRefused
└── Conflict 409          TooManyPasskeys
"""

from servicekit.errors import BadRequest, Conflict, Unauthenticated


class PasskeyNotAccepted(BadRequest):
    """A new passkey that is not what was asked for, or an answer to a challenge that is over."""

    code = "passkey-not-accepted"
    title = "This passkey cannot be added"

    def __init__(self) -> None:
        super().__init__("The answer does not belong to a challenge of ours that is still open. Ask for new options.")


class PasskeyRefused(Unauthenticated):
    """One answer for every reason: unknown passkey, somebody else's, disabled user, old challenge, bad signature."""

    code = "passkey-invalid"
    title = "The passkey was not accepted"

    def __init__(self) -> None:
        super().__init__("Ask for new options and try again, or sign in another way.")


class TooManyPasskeys(Conflict):
    code = "too-many-passkeys"
    title = "There are as many passkeys as one account may have"
