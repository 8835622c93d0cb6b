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
