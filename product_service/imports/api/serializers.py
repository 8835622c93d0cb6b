"""Imports as they are asked for and answered."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from product_service.imports.api import examples
from product_service.imports.domain.states import State
from product_service.imports.models import Import
from servicekit.api.serializers import Strict, StrictText

STATES = [state.value for state in State]


class MistakeOutput(serializers.Serializer[Any]):
    row = serializers.IntegerField(help_text="As a spreadsheet counts: the names of the columns are row 1.")
    column = serializers.CharField(help_text="Empty: the row as a whole.")
    code = serializers.CharField()
    detail = serializers.CharField()


@extend_schema_serializer(examples=examples.IMPORT)
class ImportOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    dry_run = serializers.BooleanField(help_text="Checked, and written only when it is applied.")
    rows = serializers.IntegerField(allow_null=True, help_text="null while they are being counted.")
    rows_checked = serializers.IntegerField()
    rows_written = serializers.IntegerField(help_text="Dealt with: written, or found to be as they were.")
    created = serializers.IntegerField(help_text="Of a dry run: foreseen.")
    updated = serializers.IntegerField(help_text="Of a dry run: foreseen.")
    unchanged = serializers.IntegerField(help_text="Of a dry run: foreseen.")
    error_count = serializers.IntegerField()
    errors = serializers.SerializerMethodField(help_text="The first hundred of them.")  # type: ignore[assignment] # a field of the document
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    rows_per_second = serializers.FloatField(allow_null=True, help_text="While it was worked on.")

    @extend_schema_field(MistakeOutput(many=True))
    def get_errors(self, job: Import) -> Any:
        """`context["mistakes"]` holds those of every import that has any."""
        return MistakeOutput(self.context["mistakes"].get(job.pk, ()), many=True).data


class ImportPage(serializers.Serializer[Any]):
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = ImportOutput(many=True)


class ImportQuery(Strict):
    dry_run = serializers.BooleanField(required=False, default=False, help_text="Check every row and write none.")
    name = StrictText(
        max_length=200, required=False, default="products.csv", help_text="What to call it: the name of the file."
    )


class PageQuery(Strict):
    cursor = serializers.CharField(required=False, help_text="From `next` or `previous` of another page.")
