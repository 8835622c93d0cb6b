"""Codes and numbers, in the one spelling each that is taken."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from servicekit.api.serializers import StrictText
from user_service.mfa.domain import codes, phone

LONGEST_CODE = 64  # a backup code with as many blanks as somebody may type


@extend_schema_field(OpenApiTypes.STR)
class CodeField(serializers.Field[str, Any, str, Any]):
    """Text exactly as sent: not a number, whose leading zeros are gone; not a list, which would be many guesses."""

    default_error_messages = {"invalid": "Send the code as a string.", "max-length": "This is too long for a code."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if len(data) > LONGEST_CODE:
            self.fail("max-length")
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class SixDigits(CodeField):
    """Six ASCII digits and nothing else."""

    default_error_messages = {"digits": "A code is six digits."}

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if not codes.is_six_digits(code):
            self.fail("digits")
        return code


class PhoneField(StrictText):
    default_error_messages = {"phone": "Write the number with its country code, such as +49 171 1234567."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=32, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        number = phone.normalised(super().to_internal_value(data))
        if number is None:
            self.fail("phone")
        return number
