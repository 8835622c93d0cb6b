from typing import Any

from rest_framework import serializers

from servicekit.api.serializers import Strict, StrictText
from user_service.accounts.api.fields import AddressField, NewPasswordField, PasswordField
from user_service.accounts.api.serializers import PHONE, optional_text
from user_service.accounts.domain.preferences import LANGUAGES, Theme
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import Preferences, User
from user_service.self_service.export import avatar_url
from user_service.sessions.api.serializers import BODY, COOKIE


class StrictBoolean(serializers.BooleanField):
    """true or false: not "yes", not 1."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class ProfileChange(Strict):
    """The fields to change; the others stay."""

    email = AddressField(required=False, help_text="Counts once the letter sent there was read.")
    first_name = optional_text(100)
    last_name = optional_text(100)
    phone = optional_text(32, validators=[PHONE])
    address = optional_text(500, multiline=True)
    bio = optional_text(1000, multiline=True)


class ProfileOrganisation(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class Profile(serializers.Serializer[Any]):
    """Oneself."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    email = serializers.EmailField()
    email_verified = serializers.BooleanField()
    pending_email = serializers.EmailField(allow_null=True, help_text="What `email` becomes once it is confirmed.")
    first_name = serializers.CharField(allow_blank=True)
    last_name = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    bio = serializers.CharField(allow_blank=True)
    avatar_url = serializers.CharField(allow_null=True)
    role = serializers.ChoiceField(choices=[role.value for role in Role])
    organisation = ProfileOrganisation(allow_null=True)
    second_factor = serializers.BooleanField(help_text="Whether a login asks for one.")
    created_at = serializers.DateTimeField()


COLUMNS = ("id", "username", "email", "first_name", "last_name", "phone", "address", "bio", "role", "created_at")


def profile(user: User, *, pending_email: str | None, second_factor: bool) -> dict[str, Any]:
    """What Profile shows."""
    shown = {name: getattr(user, name) for name in COLUMNS} | {
        "email_verified": user.email_verified_at is not None,
        "pending_email": pending_email,
        "avatar_url": avatar_url(user),
        "organisation": user.organisation,
        "second_factor": second_factor,
    }
    return dict(Profile(shown).data)


class AccountDeletion(Strict):
    """One's own password, typed once more."""

    password = PasswordField()


class PasswordChange(Strict):
    """The password one has, and the one to have."""

    current_password = PasswordField()
    new_password = NewPasswordField(help_text="8 to 1024 characters; the most common passwords are refused.")
    transport = serializers.ChoiceField(
        choices=[BODY, COOKIE], default=BODY, help_text="Where the refresh token of the new session travels."
    )


class Forgotten(Strict):
    """Whose password is forgotten."""

    email = AddressField()


class PasswordReset(Strict):
    """The token of a letter's link, and the password to have."""

    token = StrictText(max_length=200)
    new_password = NewPasswordField(help_text="8 to 1024 characters; the most common passwords are refused.")


class LinkToken(Strict):
    """The token of a letter's link."""

    token = StrictText(max_length=200)


class ConfirmedEmail(serializers.Serializer[Any]):
    """The address that counts from now on."""

    email = serializers.EmailField()


class AvatarShown(serializers.Serializer[Any]):
    """Where the picture is."""

    avatar_url = serializers.CharField()


class Notifications(Strict):
    """What one wants letters about."""

    orders = StrictBoolean()
    security = StrictBoolean(required=False, help_text="Always true: these letters cannot be switched off.")
    news = StrictBoolean()

    def validate_security(self, value: bool) -> bool:  # noqa: FBT001 - how DRF calls it
        if not value:
            raise serializers.ValidationError("Letters about security cannot be switched off.", code="always-on")
        return value


class PreferencesForm(Strict):
    """How the shop looks, and what it writes about."""

    theme = serializers.ChoiceField(choices=[theme.value for theme in Theme])
    language = serializers.ChoiceField(choices=LANGUAGES, help_text="BCP 47.")
    notifications = Notifications()


def preferences(chosen: Preferences) -> dict[str, Any]:
    """What PreferencesForm shows."""
    letters = {"orders": chosen.notify_orders, "security": True, "news": chosen.notify_news}
    return {"theme": chosen.theme, "language": chosen.language, "notifications": letters}


class Export(serializers.Serializer[Any]):
    """Everything this service knows about one."""

    exported_at = serializers.DateTimeField()
    profile = serializers.DictField()
    preferences = serializers.DictField()
    sessions = serializers.ListField(child=serializers.DictField())
    second_factor = serializers.DictField()
    passkeys = serializers.ListField(child=serializers.DictField())
    log = serializers.ListField(child=serializers.DictField(), help_text="What was done by and to one.")
    elsewhere = serializers.DictField(help_text="Where the other services answer what they know.")
