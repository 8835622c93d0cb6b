"""How somebody proved who they are: the `amr` and `acr` claims of a session."""

from collections.abc import Sequence
from dataclasses import dataclass

# The values of `acr`, the weaker first: as servicekit.auth.stepup asks for them.
PASSWORD, MFA = LEVELS = ("pwd", "mfa")


@dataclass(frozen=True)
class Proof:
    """`amr` holds values of RFC 8176: pwd, otp (TOTP and backup codes), sms, swk/hwk and user (passkeys), mfa."""

    acr: str
    amr: tuple[str, ...]

    def after(self, *, acr: str, amr: Sequence[str]) -> "Proof":
        """What a session says once this was proved. Its `auth_time` moves to now, so its `acr` is what was proved now:
        a password must not make yesterday's code look fresh. An equal or stronger proof keeps what was shown before.
        """
        if LEVELS.index(self.acr) < LEVELS.index(acr):
            return self
        return Proof(self.acr, tuple(dict.fromkeys([*amr, *self.amr])))


BY_PASSWORD = Proof(PASSWORD, ("pwd",))
BY_PASSWORD_AND_CODE = Proof(MFA, ("pwd", "otp", "mfa"))
BY_PASSWORD_AND_SMS = Proof(MFA, ("pwd", "sms", "mfa"))
BY_PASSWORD_AND_PASSKEY = Proof(MFA, ("pwd", "swk", "user", "mfa"))
# Alone they step a session up: the password was shown when it began.
BY_CODE = Proof(MFA, ("otp", "mfa"))
BY_SMS = Proof(MFA, ("sms", "mfa"))
BY_PASSKEY = Proof(MFA, ("swk", "user", "mfa"))
