"""What the documents show. Long values end in an ellipsis."""

from typing import Any

from drf_spectacular.utils import OpenApiExample


def _answer(name: str, value: dict[str, Any], status: str = "200") -> OpenApiExample:
    return OpenApiExample(name, response_only=True, status_codes=[status], value=value)


def _asked(name: str, value: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(name, request_only=True, value=value)


BACKUP_CODES = ["x3kd-m2ya-7qfp-thb5", "…"]
RAISED = {"access": "eyJhbGciOiJSUzI1NiIs…", "token_type": "Bearer", "expires_in": 900}

NOTHING = _asked("Nothing to say", {})
STATUS = _answer(
    "An app, and codes on paper",
    {
        "enabled": True,
        "methods": [
            {"type": "totp", "confirmed_at": "2026-11-22T08:00:00Z", "switched_off": False},
            {"type": "backup_code", "count": 9},
        ],
        "backup_codes_left": 9,
        "required": False,
    },
)
SETUP = _answer(
    "A new key",
    {
        "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "otpauth_uri": "otpauth://totp/Shopmesh%3Aada?secret=JBSWY3DPEHPK3PXP…&issuer=Shopmesh&digits=6&period=30",
        "qr_svg": "<svg …",
        "expires_in": 600,
    },
    "201",
)
CODE = _asked("What the app shows", {"code": "012345"})
ENABLED = _answer("In force", {"enabled": True, "backup_codes": BACKUP_CODES, **RAISED})
CODES = _answer("Ten new codes", {"backup_codes": BACKUP_CODES})
BY_APP = _asked("A code of the app", {"mfa_token": "Yx3…", "method": "totp", "code": "012345"})
ON_PAPER = _asked("A backup code", {"mfa_token": "Yx3…", "method": "backup_code", "code": "X3KD M2YA 7QFP THB5"})
PHONE = _asked("A mobile phone", {"phone": "+49 171 1234542"})
SEND = _asked("In the middle of a login", {"mfa_token": "Yx3…"})
SENT = _answer("On its way", {"phone_hint": "…42", "expires_in": 300}, "202")
STATE = _answer("An hour ago, by password", {"methods": ["totp"], "acr": "pwd", "auth_time": "2026-11-22T08:00:00Z"})
CONFIRM = _asked("A code of the app", {"method": "totp", "code": "012345"})
CONFIRM_PASSWORD = _asked("Without a second factor", {"method": "password", "password": "a quiet engine hums"})
CONFIRMED = _answer("A fresh access token", RAISED)
BY_SMS = _asked("A text message", {"method": "sms"})
