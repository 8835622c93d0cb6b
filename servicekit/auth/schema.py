"""Tells the OpenAPI generator what BearerAuthentication is, so that Swagger's "Authorize" works."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # the base has no annotations
    target_class = "servicekit.auth.drf.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The `access` value answered by `POST /api/token/`.",
        }
