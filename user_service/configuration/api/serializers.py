"""The document of values, made from their definitions: a new value needs no line here."""

from typing import Any

from rest_framework import serializers

from servicekit.api.serializers import Strict, StrictInteger
from user_service.configuration.domain.definitions import DEFINITIONS, Definition


class StrictBoolean(serializers.BooleanField):
    """A JSON boolean: not "yes", not 1."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


def field_of(one: Definition) -> serializers.Field[Any, Any, Any, Any]:
    if one.type == "boolean":
        return StrictBoolean(help_text=one.help)
    if one.type == "integer":
        return StrictInteger(min_value=one.min, max_value=one.max, help_text=one.help)
    members = serializers.ChoiceField(choices=one.choices)
    return serializers.ListField(child=members, max_length=len(one.choices), help_text=one.help)


ConfigValues: type[Strict] = type("ConfigValues", (Strict,), {name: field_of(one) for name, one in DEFINITIONS.items()})
ConfigValues.__doc__ = "Every value that administrators may set."


class Described(serializers.Serializer[Any]):
    """One value, so that a form for it can be made."""

    name = serializers.CharField()
    type = serializers.ChoiceField(choices=["boolean", "integer", "list"])
    default = serializers.JSONField(help_text="Of the type said.")
    min = serializers.IntegerField(allow_null=True)
    max = serializers.IntegerField(allow_null=True)
    choices = serializers.ListField(child=serializers.CharField())
    help = serializers.CharField()


class Config(serializers.Serializer[Any]):
    values = ConfigValues()
    schema = Described(many=True)
