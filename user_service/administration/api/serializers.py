from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from servicekit.api.serializers import Strict, StrictText
from user_service.accounts.api.fields import AddressField, UsernameField
from user_service.accounts.api.serializers import PHONE, optional_text
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User
from user_service.administration import selectors
from user_service.mfa.domain.methods import PASSKEY, SMS, TOTP

ROLES = [role.value for role in Role]


def yes_or_no(help_text: str) -> serializers.ChoiceField:
    """`true` or `false` in a query string, and nothing else that could be taken for one of them."""
    return serializers.ChoiceField(choices=["true", "false"], required=False, help_text=help_text)


class UserQuery(Strict):
    search = StrictText(
        max_length=100,
        required=False,
        help_text="Words of username, e-mail address and name; all must be found.",
    )
    role = serializers.ChoiceField(choices=ROLES, required=False)
    active = yes_or_no("Only who can sign in, or only who was disabled.")
    second_factor = yes_or_no("Only with a second factor, or only without one.")
    organisation = serializers.UUIDField(required=False, help_text="Only members of this one.")
    ordering = serializers.ChoiceField(choices=selectors.ORDERINGS, required=False, help_text="-created_at without it.")


class OrganisationOf(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class AdminUser(serializers.Serializer[Any]):
    """An account as administrators see it."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    email = serializers.EmailField()
    email_verified = serializers.SerializerMethodField()
    first_name = serializers.CharField(allow_blank=True)
    last_name = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    role = serializers.ChoiceField(choices=ROLES)
    active = serializers.BooleanField(source="is_active")
    organisation = OrganisationOf(allow_null=True)
    second_factor = serializers.SerializerMethodField()
    sessions = serializers.IntegerField(source="living_sessions", help_text="How many are open.")
    created_at = serializers.DateTimeField()
    last_login_at = serializers.DateTimeField(
        allow_null=True, help_text="Null for who never signed in, or whose last session is forgotten."
    )

    def get_email_verified(self, user: User) -> bool:
        return user.email_verified_at is not None

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=[TOTP, SMS, PASSKEY])))
    def get_second_factor(self, user: User) -> list[str]:
        return selectors.factors(user)


class NewUser(Strict):
    """An account for somebody, who is invited by letter to choose a password."""

    username = UsernameField(help_text="Unique, whatever its case.")
    email = AddressField()
    role = serializers.ChoiceField(choices=ROLES)
    first_name = optional_text(100, default="")
    last_name = optional_text(100, default="")
    organisation_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class UserChange(Strict):
    """The fields to change; the others stay."""

    email = AddressField(required=False, help_text="Unproved until its owner opens the link in a letter.")
    first_name = optional_text(100)
    last_name = optional_text(100)
    phone = optional_text(32, validators=[PHONE])
    organisation_id = serializers.UUIDField(required=False, allow_null=True)


class RoleChange(Strict):
    role = serializers.ChoiceField(choices=ROLES)


class AnalyticsQuery(Strict):
    days = serializers.RegexField(
        r"^([1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6])\Z",
        required=False,
        default="30",
        help_text="How many days, today among them: 1 to 366.",
    )


class UsersCounted(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    active = serializers.IntegerField()
    verified = serializers.IntegerField(help_text="With a proved e-mail address.")
    by_role = serializers.DictField(child=serializers.IntegerField())
    with_second_factor = serializers.IntegerField()
    with_passkey = serializers.IntegerField()


class DayOfRegistrations(serializers.Serializer[Any]):
    day = serializers.DateField()
    count = serializers.IntegerField()


class DayOfLogins(serializers.Serializer[Any]):
    day = serializers.DateField()
    succeeded = serializers.IntegerField()
    failed = serializers.IntegerField()


class SessionsCounted(serializers.Serializer[Any]):
    living = serializers.IntegerField()


class Alarms(serializers.Serializer[Any]):
    denied = serializers.IntegerField(help_text="Operations that a signed-in user has no right to.")
    locked_out = serializers.IntegerField(help_text="Accounts whose password was guessed too often.")
    refresh_reused = serializers.IntegerField(help_text="Refresh tokens that came twice: perhaps stolen.")


class Analytics(serializers.Serializer[Any]):
    """Days are those of UTC, the oldest first, each of them even when nothing happened."""

    users = UsersCounted()
    sessions = SessionsCounted()
    registrations = DayOfRegistrations(many=True)
    logins = DayOfLogins(many=True)
    alarms = Alarms()
