from typing import Any

from rest_framework import serializers


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
