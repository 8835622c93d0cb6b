from typing import Any

from rest_framework import serializers

from servicekit.api.serializers import StrictText
from user_service.audit.api.pages import MOST, SIZE
from user_service.audit.domain.verification import Fault


def word(max_length: int, help_text: str) -> StrictText:
    return StrictText(max_length=max_length, required=False, default="", help_text=help_text)


class Filter(serializers.Serializer[Any]):
    """Which entries; all of them without a filter."""

    actor = word(64, "The id or the username of who did it.")
    action = word(64, "Such as user.role_changed.")
    resource = word(64, "What it was done to: user, session, product, order, …")
    resource_id = word(128, "Which of them.")
    service = word(32, "Which service tells of it.")
    search = word(100, "Any part of the action, the ids, the details, the name, the address or the request id.")
    since = serializers.DateTimeField(required=False, default=None, help_text="At this time or later.")
    until = serializers.DateTimeField(required=False, default=None, help_text="Before this time.")


class Query(Filter):
    cursor = word(32, "From `next` or `previous` of another page.")
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=MOST, default=SIZE)


class ExportQuery(Filter):
    format = serializers.ChoiceField(
        choices=["csv", "json"], required=False, default="csv", help_text="json: one object per line."
    )


class Actor(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    username = serializers.CharField(allow_blank=True, help_text="Empty when the account was deleted.")


class Entry(serializers.Serializer[Any]):
    seq = serializers.IntegerField(help_text="Counts from 1 without gaps.")
    at = serializers.DateTimeField()
    actor = Actor(allow_null=True, help_text="Null where nobody was signed in.")
    action = serializers.CharField()
    resource = serializers.CharField()
    resource_id = serializers.CharField(allow_blank=True)
    details = serializers.DictField()
    personal = serializers.DictField(help_text="Values that name somebody; empty once they were erased.")
    address = serializers.CharField(allow_blank=True)
    user_agent = serializers.CharField(allow_blank=True)
    request_id = serializers.CharField(allow_blank=True)
    service = serializers.CharField()
    hash = serializers.CharField(help_text="SHA-256 over the hash before it and what this entry says.")


class EntryPage(serializers.Serializer[Any]):
    next = serializers.CharField(allow_null=True, help_text="Older entries.")
    previous = serializers.CharField(allow_null=True, help_text="Newer entries.")
    results = Entry(many=True)


class FirstBad(serializers.Serializer[Any]):
    seq = serializers.IntegerField()
    fault = serializers.ChoiceField(choices=[fault.value for fault in Fault])
    words = serializers.CharField()


class Head(serializers.Serializer[Any]):
    seq = serializers.IntegerField()
    hash = serializers.CharField()


class Verdict(serializers.Serializer[Any]):
    valid = serializers.BooleanField()
    entries = serializers.IntegerField(help_text="How many were looked at.")
    head = Head(help_text="The end of the chain: note it elsewhere, and compare.")
    first_bad = FirstBad(allow_null=True)
    checked_at = serializers.DateTimeField()


class VerifyQuery(serializers.Serializer[Any]):
    expect = serializers.RegexField(
        r"^[0-9a-f]{64}\Z", required=False, default="", help_text="The hash of a head that was noted earlier."
    )
