from typing import Any

from rest_framework import serializers

from servicekit.api.serializers import Strict, StrictText


class OrganisationForm(Strict):
    """An organisation's name."""

    name = StrictText(max_length=100, help_text="Unique, whatever its case.")


class Organisation(serializers.Serializer[Any]):
    """A seller."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    members = serializers.IntegerField(source="member_count", help_text="How many users belong to it.")
    created_at = serializers.DateTimeField()
