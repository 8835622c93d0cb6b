from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from servicekit.api.serializers import Strict, StrictText
from user_service.accounts.api.fields import AddressField, NewPasswordField, UsernameField

PHONE = RegexValidator(r"^\+?[0-9 ()./-]*\Z", "Digits, spaces and + ( ) . / - only.")


def optional_text(max_length: int, **kwargs: Any) -> StrictText:
    return StrictText(max_length=max_length, required=False, allow_blank=True, **kwargs)


class Register(Strict):
    """A new account."""

    username = UsernameField(help_text="Unique, whatever its case.")
    email = AddressField()
    password = NewPasswordField(help_text="8 to 1024 characters; the most common passwords are refused.")
    first_name = optional_text(100, default="")
    last_name = optional_text(100, default="")


class Registered(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    username = serializers.CharField()
    email = serializers.EmailField()
    first_name = serializers.CharField(allow_blank=True)
    last_name = serializers.CharField(allow_blank=True)
