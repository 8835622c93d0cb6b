from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from servicekit.api.serializers import Strict, StrictText
from user_service.accounts.api.fields import PasswordField
from user_service.mfa.api.fields import CodeField, PhoneField, SixDigits
from user_service.mfa.domain import codes
from user_service.mfa.domain.methods import BACKUP_CODE, METHODS, PASSKEY, PASSWORD, SMS, TOTP
from user_service.mfa.factors import Shown
from user_service.passkeys.api.serializers import ChallengeId, SignedCredential
from user_service.sessions.api.serializers import BODY, COOKIE

NEEDED = {TOTP: ["code"], SMS: ["code"], BACKUP_CODE: ["code"], PASSKEY: ["challenge_id", "credential"]}
MFA_TOKEN = "The `mfa_token` that `POST /api/token/` answered."  # noqa: S105 - a sentence about it


class Code(Strict):
    """A code of six digits."""

    code = SixDigits(help_text="Six digits.")


class Telephone(Strict):
    phone = PhoneField(help_text="With its country code; blanks, hyphens and brackets do not matter.")


class SendCode(Strict):
    """The token of a login that waits for its second factor; nothing when signed in."""

    mfa_token = StrictText(max_length=200, required=False, help_text=MFA_TOKEN)


class Proving(Strict):
    """A second factor: a code, or what a passkey signed."""

    code = CodeField(
        required=False,
        help_text="Six digits (totp, sms), or a backup code: its case, blanks and hyphens do not matter.",
    )
    challenge_id = ChallengeId(required=False)
    credential = SignedCredential(required=False)

    needed = NEEDED

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        needed = self.needed[attrs["method"]]
        if missing := [name for name in needed if name not in attrs]:
            raise ValidationError({name: [ErrorDetail("This method needs it.", code="required")] for name in missing})
        self._require_digits(attrs)
        return attrs

    def _require_digits(self, attrs: dict[str, Any]) -> None:
        """A backup code in the box for digits is well-formed and wrong; all else that is not six digits is neither."""
        code = attrs.get("code", "")
        if attrs["method"] in {TOTP, SMS} and codes.backup_code_normalised(code) is None:
            try:
                SixDigits().run_validation(code)
            except ValidationError as error:
                raise ValidationError({"code": error.detail}) from None


class VerifyLogin(Proving):
    """The second step of a login."""

    mfa_token = StrictText(max_length=200, help_text=MFA_TOKEN)
    method = serializers.ChoiceField(choices=list(METHODS), default=TOTP)
    transport = serializers.ChoiceField(choices=[BODY, COOKIE], default=BODY)


class StepUp(Proving):
    """Prove again to be there. Which methods there are: `GET /api/auth/step-up/`."""

    method = serializers.ChoiceField(choices=[PASSWORD, *METHODS])
    password = PasswordField(required=False)

    needed = NEEDED | {PASSWORD: ["password"]}


class StepUpOptions(Strict):
    method = serializers.ChoiceField(choices=[PASSKEY, SMS])


def shown(asked: dict[str, Any], origins: frozenset[str]) -> Shown:
    return Shown(
        method=asked["method"],
        code=asked.get("code", ""),
        challenge_id=asked.get("challenge_id", ""),
        credential=asked.get("credential", {}),
        origins=origins,
    )


class Method(serializers.Serializer[Any]):
    type = serializers.ChoiceField(choices=list(METHODS))
    confirmed_at = serializers.DateTimeField(required=False, help_text="totp, sms: since when.")
    phone_hint = serializers.CharField(required=False, help_text="sms: the end of the number.")
    count = serializers.IntegerField(required=False, help_text="passkey, backup_code: how many.")
    switched_off = serializers.BooleanField(
        required=False, help_text="totp, sms: after a hundred wrong codes in a row, until it is set up anew."
    )


class Status(serializers.Serializer[Any]):
    """How this account is protected beside its password."""

    enabled = serializers.BooleanField()
    methods = Method(many=True)
    backup_codes_left = serializers.IntegerField()
    required = serializers.BooleanField(  # type: ignore[assignment] # the name in the answer
        help_text="The shop asks this role for one: until one was shown, tokens say customer."
    )


class Setup(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="Base32, for typing it into an app.")
    otpauth_uri = serializers.CharField(source="uri", help_text="What the QR code says.")
    qr_svg = serializers.CharField(help_text="The QR code, an SVG element.")
    expires_in = serializers.IntegerField(help_text="Seconds until the setup has to be begun anew.")


class BackupCodes(serializers.Serializer[Any]):
    backup_codes = serializers.ListField(
        child=serializers.CharField(), help_text="Shown this once. Each works once, in place of another factor."
    )


class Enabled(BackupCodes):
    """The factor is in force, and the session has been raised to `acr: mfa`: use this access token from now on."""

    enabled = serializers.BooleanField()
    access = serializers.CharField()
    token_type = serializers.ChoiceField(choices=["Bearer"])
    expires_in = serializers.IntegerField()


class CodeSent(serializers.Serializer[Any]):
    phone_hint = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds until the code is worth nothing.")


class StepUpState(serializers.Serializer[Any]):
    methods = serializers.ListField(child=serializers.ChoiceField(choices=[PASSWORD, *METHODS]))
    acr = serializers.ChoiceField(choices=["pwd", "mfa"], help_text="How strongly this access token was proved.")
    auth_time = serializers.DateTimeField(help_text="When.")


class Raised(serializers.Serializer[Any]):
    """An access token of the same session. The refresh token stays as it is."""

    access = serializers.CharField()
    token_type = serializers.ChoiceField(choices=["Bearer"])
    expires_in = serializers.IntegerField()
