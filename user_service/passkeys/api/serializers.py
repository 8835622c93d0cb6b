"""WebAuthn's JSON forms (Level 3, sections 5.1.8 to 5.1.10), and ours around them.

Inside a credential unknown members pass unread: browsers add to it, and what counts in it is signed.
"""

from typing import Any

from rest_framework import serializers

from servicekit.api.serializers import Strict, StrictText
from user_service.passkeys.api.fields import Base64Url
from user_service.passkeys.models import Passkey
from user_service.sessions.api.serializers import BODY, COOKIE

ID_BYTES, CLIENT_DATA_BYTES, DATA_BYTES, SIGNATURE_BYTES, HANDLE_BYTES = 1023, 4096, 16_384, 1024, 64


class ChallengeId(StrictText):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=64, help_text="`challenge_id` of the options that the browser was given.", **kwargs)


class AttestationPart(serializers.Serializer[Any]):
    clientDataJSON = Base64Url(most=CLIENT_DATA_BYTES)  # noqa: N815 - WebAuthn's name
    attestationObject = Base64Url(most=DATA_BYTES)  # noqa: N815 - the same
    transports = serializers.ListField(child=StrictText(max_length=32), max_length=16, required=False)


class AssertionPart(serializers.Serializer[Any]):
    clientDataJSON = Base64Url(most=CLIENT_DATA_BYTES)  # noqa: N815 - WebAuthn's name
    authenticatorData = Base64Url(most=DATA_BYTES)  # noqa: N815 - the same
    signature = Base64Url(most=SIGNATURE_BYTES)
    userHandle = Base64Url(most=HANDLE_BYTES, required=False, allow_null=True)  # noqa: N815 - the same


class Credential(serializers.Serializer[Any]):
    id = Base64Url(most=ID_BYTES)
    rawId = Base64Url(most=ID_BYTES)  # noqa: N815 - WebAuthn's name
    type = serializers.ChoiceField(choices=["public-key"])


class NewCredential(Credential):
    """RegistrationResponseJSON: what `PublicKeyCredential.toJSON()` makes of `navigator.credentials.create()`."""

    response = AttestationPart()


class SignedCredential(Credential):
    """AuthenticationResponseJSON: what `PublicKeyCredential.toJSON()` makes of `navigator.credentials.get()`."""

    response = AssertionPart()


class NewPasskey(Strict):
    """A passkey to keep, and what to call it."""

    challenge_id = ChallengeId()
    name = StrictText(max_length=64, help_text="For yourself, such as the device it lives on.")
    credential = NewCredential()


class PasskeyName(Strict):
    name = StrictText(max_length=64)


class LoginOptions(Strict):
    """Nothing, or the token of a login that waits for its second factor."""

    mfa_token = StrictText(max_length=200, required=False)


class PasskeyLogin(Strict):
    """A passkey's signature, and how the refresh token is to travel."""

    challenge_id = ChallengeId()
    credential = SignedCredential()
    transport = serializers.ChoiceField(choices=[BODY, COOKIE], default=BODY)


class Options(serializers.Serializer[Any]):
    """What the browser is asked to sign."""

    challenge_id = serializers.CharField(help_text="Goes back with the answer; good once, for five minutes.")
    public_key = serializers.DictField(
        help_text="PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON of WebAuthn."
    )


class PasskeyOut(serializers.ModelSerializer[Passkey]):
    transports = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Passkey
        fields = ("id", "name", "created_at", "last_used_at", "backed_up", "transports")
        read_only_fields = fields


class Passkeys(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    results = PasskeyOut(many=True)
