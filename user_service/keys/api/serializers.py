from typing import Any

from rest_framework import serializers

from user_service.keys.domain.lifecycle import Key, KeyState

USES = {
    KeyState.NEXT: "verifying",
    KeyState.ACTIVE: "signing",
    KeyState.RETIRING: "verifying",
    KeyState.RETIRED: "nothing",
}


class PublicKey(serializers.Serializer[Any]):
    kid = serializers.CharField(help_text="RFC 7638 thumbprint; the `kid` of tokens signed by this key.")
    algorithm = serializers.CharField(help_text="Always RS256.")
    public_key = serializers.CharField(help_text="PEM, SubjectPublicKeyInfo.")


class Jwk(serializers.Serializer[Any]):
    kty = serializers.CharField()
    use = serializers.CharField()
    alg = serializers.CharField()
    kid = serializers.CharField()
    n = serializers.CharField(help_text="Modulus, base64url.")
    e = serializers.CharField(help_text="Exponent, base64url.")


class Jwks(serializers.Serializer[Any]):
    keys = Jwk(many=True)


class OpenIdConfiguration(serializers.Serializer[Any]):
    issuer = serializers.CharField()
    jwks_uri = serializers.CharField()
    token_endpoint = serializers.CharField()
    end_session_endpoint = serializers.CharField()
    id_token_signing_alg_values_supported = serializers.ListField(child=serializers.CharField())
    response_types_supported = serializers.ListField(child=serializers.CharField())
    subject_types_supported = serializers.ListField(child=serializers.CharField())
    claims_supported = serializers.ListField(child=serializers.CharField())


class SigningKey(serializers.Serializer[Any]):
    kid = serializers.CharField()
    state = serializers.ChoiceField(choices=[state.value for state in KeyState])
    since = serializers.DateTimeField(help_text="When it came into this state.")
    verifies_until = serializers.DateTimeField(
        required=False, help_text="Of a retiring key: when the last token it signed has expired."
    )
    used_for = serializers.ChoiceField(
        choices=["signing", "verifying", "nothing"], help_text="`signing` includes verifying. NEXT and RETIRING verify."
    )
    revoked = serializers.BooleanField(help_text="Whether it was ended before its time.")


class Rotation(serializers.Serializer[Any]):
    every_days = serializers.IntegerField(help_text="0: keys change only when somebody asks.")
    next_at = serializers.DateTimeField(allow_null=True, help_text="When another key will begin to sign.")


class SigningKeys(serializers.Serializer[Any]):
    results = SigningKey(many=True)
    rotation = Rotation()


class RotationBegun(serializers.Serializer[Any]):
    next = serializers.CharField(help_text="The `kid` that is published from now on.")
    active_at = serializers.DateTimeField(help_text="When it begins to sign: by then every verifier has fetched it.")


class Revoked(serializers.Serializer[Any]):
    revoked = serializers.CharField(help_text="The `kid` whose tokens are good no longer.")
    active = serializers.CharField(help_text="The `kid` that signs now.")


def described(key: Key) -> dict[str, Any]:
    told = {"kid": key.kid, "state": key.state.value, "since": key.since, "used_for": USES[key.state]}
    return told | {"revoked": key.revoked} | ({"verifies_until": key.until} if key.until else {})
