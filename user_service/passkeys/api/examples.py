"""What the documents show. Long values end in an ellipsis."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

CHALLENGE = "n6hCP2nN3fKrUTcGlNmEwJPC0lbNpdcXmZJjP4UKVbk"
CREDENTIAL = {"id": "Xk2W0uVpU0kQ3hYb1d0eWg", "rawId": "Xk2W0uVpU0kQ3hYb1d0eWg", "type": "public-key"}
PHONE = {
    "id": "019353a0-9a5c-7c9e-b7b2-6a1d7f0e4c11",
    "name": "Phone",
    "created_at": "2026-11-22T08:00:00Z",
    "last_used_at": "2026-11-22T08:05:00Z",
    "backed_up": True,
    "transports": ["internal", "hybrid"],
}


def _answer(name: str, value: dict[str, Any], status: str = "200") -> OpenApiExample:
    return OpenApiExample(name, response_only=True, status_codes=[status], value=value)


PASSKEY = _answer("A phone's", PHONE, "201")
PASSKEYS = _answer("One passkey", {"count": 1, "results": [PHONE]})
CREATION = _answer(
    "For a new passkey",
    {
        "challenge_id": CHALLENGE,
        "public_key": {
            "rp": {"name": "Shopmesh", "id": "localhost"},
            "user": {"name": "ada", "id": "AZNToJpcfJ63smodfw5MEQ", "displayName": "Ada Lovelace"},
            "challenge": CHALLENGE,
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
            "timeout": 300_000,
            "authenticatorSelection": {
                "residentKey": "required",
                "userVerification": "required",
                "requireResidentKey": True,
            },
            "attestation": "none",
        },
    },
)
REQUEST = _answer(
    "For whoever is there",
    {
        "challenge_id": CHALLENGE,
        "public_key": {
            "challenge": CHALLENGE,
            "timeout": 300_000,
            "rpId": "localhost",
            "userVerification": "required",
        },
    },
)
ANYBODY = OpenApiExample("Whoever is there", request_only=True, value={})
NEW = OpenApiExample(
    "The browser's answer",
    request_only=True,
    value={
        "challenge_id": CHALLENGE,
        "name": "Phone",
        "credential": {
            **CREDENTIAL,
            "response": {
                "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0",
                "attestationObject": "o2NmbXRkbm9uZWdhdHRTdG10oA",
                "transports": ["internal", "hybrid"],
            },
        },
    },
)
SIGNED = OpenApiExample(
    "The browser's answer",
    request_only=True,
    value={
        "challenge_id": CHALLENGE,
        "credential": {
            **CREDENTIAL,
            "response": {
                "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
                "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MdAAAAAQ",
                "signature": "MEUCIQCv",
                "userHandle": "AZNToJpcfJ63smodfw5MEQ",
            },
        },
        "transport": "cookie",
    },
)
TOKENS = _answer("Tokens", {"access": "eyJhbGciOiJSUzI1NiIs…", "token_type": "Bearer", "expires_in": 900})
