"""Serializers that refuse what they do not know, and fields that take one spelling of a value."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from servicekit.money import DIGITS, PLAIN_DECIMAL

# Unicode categories that never belong in a name or an address: control characters, lone surrogates, unassigned code
# points. Bidirectional overrides are format characters (Cf) that reorder the text around them.
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Cn"})
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
LINE_BREAKS = frozenset("\n\r\t")
# Letters and symbols without any ink: the Hangul fillers and the empty Braille cell.
INKLESS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def plain_text(text: str, *, multiline: bool = False) -> None:
    """ValidationError for text that could not be shown as it was typed."""
    allowed = LINE_BREAKS if multiline else frozenset()
    for character in text:
        if character in allowed:
            continue
        if character in BIDI_CONTROLS or unicodedata.category(character) in REFUSED_CATEGORIES:
            raise DjangoValidationError("Control characters are not allowed here.", code="invalid-characters")


def is_invisible(text: str) -> bool:
    """Text in which there is nothing to see: zero-width characters are no name."""
    return all(character in INKLESS or unicodedata.category(character)[0] in "CZ" for character in text)


class StrictText(serializers.CharField):
    """Text as typed: strings only (no numbers), bounded, no control or direction-changing characters."""

    def __init__(self, *, max_length: int, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        super().__init__(max_length=max_length, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        text = data if not self.trim_whitespace else data.strip()
        plain_text(text, multiline=self.multiline)
        if text and is_invisible(text):
            self.fail("blank")
        return text


class StrictInteger(serializers.IntegerField):
    """A JSON integer: not "2", not 1.0, not true."""

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return data


class DecimalAmount(serializers.CharField):
    """An amount as a plain decimal string, `"12.34"`; digits beyond the currency's are refused by Money.parse."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=19, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or not PLAIN_DECIMAL.fullmatch(data):
            raise ValidationError('Write the amount as a plain decimal string, such as "12.34".', code="invalid")
        return data


class CurrencyField(serializers.ChoiceField):
    """An ISO 4217 code in upper case, of the currencies the shop prices in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=sorted(DIGITS), **kwargs)


class Strict(serializers.Serializer[Any]):
    """A serializer for input that refuses fields it does not declare."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = {name: [_unknown()] for name in data if name not in self._writable()}
            if unknown:
                raise ValidationError(unknown)
        return super().to_internal_value(data)

    def _writable(self) -> set[str]:
        return {name for name, field in self.fields.items() if not field.read_only}


class NoFields(Strict):
    """An empty object: what an operation is sent that needs to know nothing."""


def _unknown() -> ErrorDetail:
    return ErrorDetail("This field is not known here.", code="unknown-field")
