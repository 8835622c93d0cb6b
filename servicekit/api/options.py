"""What OPTIONS answers: the methods. DRF's own metadata asks every view for a queryset and tells its class's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.metadata import BaseMetadata
from rest_framework.request import Request

if TYPE_CHECKING:
    from rest_framework.views import APIView  # DRF's views import this module while they are being imported


class AllowedMethods(BaseMetadata):
    def determine_metadata(self, request: Request, view: APIView) -> dict[str, Any]:
        return {"methods": view.allowed_methods}
