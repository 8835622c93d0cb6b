from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api import etags
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.permissions import May
from user_service.configuration import services, values
from user_service.configuration.api import serializers
from user_service.configuration.domain.definitions import DEFINITIONS
from user_service.configuration.services import config_tag

DEFAULTS = OpenApiExample(
    "As it is made", request_only=True, value={name: one.default for name, one in DEFINITIONS.items()}
)


class ConfigView(APIView):
    permission_classes = (May.by(get="config.read", put="config.change"),)

    @extend_schema(
        operation_id="config",
        summary="What administrators have set",
        description="With the definition of each value. The ETag is needed to change them.",
        tags=["administration"],
        responses=serializers.Config,
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        return answer()

    @extend_schema(
        operation_id="config_set",
        summary="Set all values",
        description="Holds at once in the process that answers, and within two seconds in every other.",
        tags=["administration"],
        parameters=[etags.IF_MATCH],
        request=serializers.ConfigValues,
        responses={200: serializers.Config, **refusals(etags.REFUSALS)},
        examples=[DEFAULTS],
    )
    def put(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.ConfigValues(data=request.data)
        asked.is_valid(raise_exception=True)
        seen = etags.seen(request.headers.get("If-Match"))
        services.config_set(given=asked.validated_data, seen=seen)
        return answer()


def answer() -> Response:
    """As the database says now, whatever this process remembers."""
    version, current = values.as_stored()
    body = {"values": current, "schema": list(DEFINITIONS.values())}
    headers = {"ETag": config_tag(version), "Cache-Control": "no-store"}
    return Response(serializers.Config(body).data, headers=headers)
