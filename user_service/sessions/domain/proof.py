"""How somebody proved who they are: the `amr` and `acr` claims of a session."""

from collections.abc import Sequence
from dataclasses import dataclass

from servicekit.auth.stepup import MFA, PASSWORD, STRENGTH


@dataclass(frozen=True)
class Proof:
    """`amr` holds values of RFC 8176: pwd, otp (TOTP and backup codes), sms, swk/hwk and user (passkeys), mfa."""

    acr: str
    amr: tuple[str, ...]

    def after(self, *, acr: str, amr: Sequence[str]) -> "Proof":
        """What a session has been shown in all: a second proof adds to the first and never weakens it."""
        strongest = max((acr, self.acr), key=lambda level: STRENGTH[level])
        return Proof(strongest, tuple(dict.fromkeys([*amr, *self.amr])))


BY_PASSWORD = Proof(PASSWORD, ("pwd",))
BY_PASSWORD_AND_CODE = Proof(MFA, ("pwd", "otp", "mfa"))
BY_PASSWORD_AND_SMS = Proof(MFA, ("pwd", "sms", "mfa"))
BY_PASSKEY = Proof(MFA, ("swk", "user", "mfa"))
