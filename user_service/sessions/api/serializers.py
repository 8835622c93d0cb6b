from typing import Any

from rest_framework import serializers

from servicekit.api.serializers import Strict, StrictText
from user_service.accounts.api.fields import PasswordField

BODY, COOKIE = "body", "cookie"


class LogIn(Strict):
    """A login, and how the refresh token is to travel."""

    username = StrictText(max_length=254, help_text="Username or e-mail address.")
    password = PasswordField()
    transport = serializers.ChoiceField(
        choices=[BODY, COOKIE],
        default=BODY,
        help_text="Where the refresh token travels: in the answer, or only in an HttpOnly cookie (browsers).",
    )


class Refresh(Strict):
    """A refresh token, when it does not come in the cookie."""

    refresh = StrictText(
        max_length=200, required=False, help_text="The refresh token; leave out when it is in the cookie."
    )


class Tokens(serializers.Serializer[Any]):
    """An access token, and what gets the next one."""

    access = serializers.CharField(help_text="Send as: Authorization: Bearer <access>")
    refresh = serializers.CharField(required=False, help_text="Not with the cookie transport.")
    token_type = serializers.ChoiceField(choices=["Bearer"])
    expires_in = serializers.IntegerField(help_text="Seconds until `access` expires.")


class SecondFactorWanted(serializers.Serializer[Any]):
    """The password was right; a second factor is wanted before there are tokens."""

    mfa_required = serializers.BooleanField(help_text="Always true.")
    mfa_token = serializers.CharField(help_text="For `POST /api/users/2fa/verify-login/`, and for nothing else.")
    methods = serializers.ListField(child=serializers.ChoiceField(choices=["totp", "sms", "passkey", "backup_code"]))
    expires_in = serializers.IntegerField(help_text="Seconds until `mfa_token` expires.")


class SessionSeen(serializers.Serializer[Any]):
    """One of one's own sessions."""

    id = serializers.UUIDField()
    device = serializers.CharField(help_text="What the device calls itself, in words.")
    kind = serializers.ChoiceField(choices=["desktop", "phone", "tablet", "other"])
    address = serializers.CharField(allow_blank=True, help_text="Where it began.")
    started_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(
        help_text="When it last got an access token, at login, refresh or step-up: up to 15 minutes ago for a session "
        "in use."
    )
    expires_at = serializers.DateTimeField(help_text="When it ends, unless it is refreshed before.")
    current = serializers.BooleanField(help_text="Whether it is the one that asks.")
    second_factor = serializers.BooleanField(help_text="Whether a second factor was shown, at login or later.")


class SessionsSeen(serializers.Serializer[Any]):
    """All of one's living sessions, newest first. There are never more than 100, so there are no pages."""

    count = serializers.IntegerField()
    results = SessionSeen(many=True)


class Ended(serializers.Serializer[Any]):
    ended = serializers.IntegerField(help_text="How many sessions ended.")
