from __future__ import annotations

from typing import Any

from rest_framework import serializers

from servicekit.events.models import DeadLetter, Reason


class DeadLetterSerializer(serializers.ModelSerializer[DeadLetter]):
    reason = serializers.ChoiceField(
        choices=Reason.choices,
        help_text="failed: its handler refused it five times; gap: what comes before it is missing.",
    )
    waiting_behind = serializers.IntegerField(help_text="Events of the same aggregate that wait until it is replayed.")

    class Meta:
        model = DeadLetter
        fields = (
            "id",
            "consumer",
            "subject",
            "event_id",
            "aggregate",
            "aggregate_id",
            "reason",
            "error",
            "attempts",
            "created_at",
            "waiting_behind",
        )


class OutboxSerializer(serializers.Serializer[Any]):
    waiting = serializers.IntegerField(help_text="Committed events that the broker does not have yet.")
    oldest_at = serializers.DateTimeField(allow_null=True, help_text="When the oldest of them happened.")


class EventsSummary(serializers.Serializer[Any]):
    outbox = OutboxSerializer()
    parked = serializers.IntegerField(help_text="Events that wait for one before them.")
    dead = serializers.IntegerField(help_text="Events that nobody could handle, not replayed yet.")
    broker = serializers.BooleanField(help_text="Whether a broker answers.")


class EventReplayed(serializers.Serializer[Any]):
    replayed = serializers.BooleanField()


class EventsReplayed(serializers.Serializer[Any]):
    replayed = serializers.IntegerField()
    failed = serializers.IntegerField()
