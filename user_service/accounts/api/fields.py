"""Fields for credentials, stricter than their text looks."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers

from servicekit.api.serializers import StrictText
from user_service.accounts.domain.credentials import PASSWORD_LENGTH, USERNAME_LENGTH, USERNAME_PATTERN, is_text


class UsernameField(StrictText):
    """Letters and digits of ASCII: two usernames that look alike are alike."""

    def __init__(self, **kwargs: Any) -> None:
        shortest, longest = USERNAME_LENGTH
        super().__init__(min_length=shortest, max_length=longest, **kwargs)
        message = "Use letters, digits, dot, underscore and hyphen, beginning with a letter or digit."
        pattern = serializers.RegexField(USERNAME_PATTERN, error_messages={"invalid": message})
        self.validators.extend(pattern.validators[-1:])


class AddressField(serializers.EmailField):
    """An e-mail address in ASCII, so that case is all that can differ between two spellings of one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or not data.isascii() or not is_text(data):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class PasswordField(serializers.CharField):
    """A password as typed: blanks, emoji and passphrases are welcome, nothing is trimmed or cut."""

    default_error_messages = {"unencodable": "A password cannot hold control characters or broken code points."}

    def __init__(self, *, min_length: int = 1, **kwargs: Any) -> None:
        kwargs |= {"trim_whitespace": False, "write_only": True, "style": {"input_type": "password"}}
        super().__init__(min_length=min_length, max_length=PASSWORD_LENGTH[1], **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if not is_text(data):
            self.fail("unencodable")
        return data


class NewPasswordField(PasswordField):
    """A password somebody chooses: long enough, and not one of the 20,000 that are tried first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_length=PASSWORD_LENGTH[0], **kwargs)
        self.validators.append(_uncommon)


def _uncommon(password: str) -> None:
    if len(password) > PASSWORD_LENGTH[1]:
        return  # the length is refused already
    try:
        validate_password(password)
    except DjangoValidationError as error:
        raise serializers.ValidationError(error.messages, code="password-too-common") from None
