"""OpenAPI as it really answers: every operation lists the problem documents it may send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from servicekit.api.problems import MEDIA_TYPE
from servicekit.auth import schema as _bearer  # noqa: F401 - registers itself with drf-spectacular
from servicekit.auth.permissions import May
from servicekit.auth.roles import matrix


class ProblemField(serializers.Serializer[Any]):
    pointer = serializers.CharField(help_text="JSON pointer (RFC 6901) to the value in the body.")
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer[Any]):
    """RFC 9457. `type` names a section of the problem documentation."""

    type = serializers.CharField(help_text="/problems/<slug>: stable, documented.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="The request id, as urn:uuid.")
    errors = ProblemField(many=True, required=False)  # type: ignore[assignment] # a field of the document, as RFC 9457 names it


def refusals(told: Mapping[int, str]) -> dict[tuple[int, str], OpenApiResponse]:
    """For `responses=` of extend_schema: the problem document under each status, with the slugs and what they say."""
    return {(status, MEDIA_TYPE): OpenApiResponse(Problem, description=words) for status, words in told.items()}


class StrictExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call] # the base has no annotations
    """Says of every Strict serializer what it does: fields it does not name are refused."""

    target_class = "servicekit.api.serializers.Strict"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Literal["request", "response"]) -> Any:
        described = auto_schema._map_serializer  # noqa: SLF001 - how drf-spectacular's own extensions do it
        schema: dict[str, Any] = described(self.target, direction, bypass_extensions=True)  # type: ignore[no-untyped-call] # not annotated
        return schema | {"additionalProperties": False} if direction == "request" else schema


class ProblemAutoSchema(AutoSchema):
    def _get_request_body(self, direction: Literal["request", "response"] = "request") -> Any:
        """Of a DELETE too, where the view says `delete_takes_body`: drf-spectacular looks for none there."""
        if self.method != "DELETE" or not getattr(self.view, "delete_takes_body", False):
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call] # drf-spectacular has no annotations
        self.method = "POST"
        try:
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call] # drf-spectacular has no annotations
        finally:
            self.method = "DELETE"

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        bodies: dict[str, Any] = dict(super()._get_response_bodies(direction))
        for status, description in self._refusals().items():
            if status not in bodies:
                answer = OpenApiResponse(Problem, description=description)
                bodies[status] = self._get_response_for_code(  # type: ignore[no-untyped-call] # drf-spectacular has no annotations
                    answer, status, media_types=[MEDIA_TYPE]
                )
        return dict(sorted(bodies.items()))

    def get_extensions(self) -> dict[str, str]:
        """`x-permission`: the line of protos/roles.toml that this operation asks for. Without one it is open."""
        asked = [one.needed(self.method.lower()) for one in self.view.get_permissions() if isinstance(one, May)]
        named = next((name for name in asked if name), None)
        return {"x-permission": named} if named else {}

    def _refusals(self) -> dict[str, str]:
        told = {"503": "A service or the database is not reachable: try again after Retry-After seconds."}
        if self.get_auth():
            told["401"] = "No access token, or one that is not good."
        if needed := self.get_extensions().get("x-permission"):
            told["403"] = f"Your role does not have the permission {needed}."
            if matrix()[needed].step_up:
                told["401"] += " Or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first."
        if "{" in self.path:
            told["404"] = "Nothing here, or not yours."
        elif self.method == "GET" and self._get_paginator():  # type: ignore[no-untyped-call] # not annotated
            told["404"] = "There is no such page."
        if self.method in {"POST", "PUT", "PATCH"} or "GET" in self.method:
            told["400"] = "Something in the request is not acceptable; `errors` says what."
        return told
