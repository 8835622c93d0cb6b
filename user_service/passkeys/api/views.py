"""One's own passkeys."""

from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.api.serializers import NoFields
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.errors import NotFound
from user_service.accounts.models import User
from user_service.accounts.selectors import user_by_id
from user_service.mfa.stepup import require_fresh
from user_service.passkeys import selectors, services
from user_service.passkeys.api import examples, origin, serializers
from user_service.passkeys.domain.purpose import Purpose

TAGS = ["passkeys"]
STALE = {401: "insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again."}


class PasskeysView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="passkeys",
        summary="My passkeys",
        description="All of them, in the order they were added: an account has at most twenty.",
        tags=TAGS,
        responses=serializers.Passkeys,
        examples=[examples.PASSKEYS],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        mine = list(selectors.passkeys_of(asking(request).id))
        return Response(serializers.Passkeys({"count": len(mine), "results": mine}).data)

    @extend_schema(
        operation_id="passkey_create",
        summary="Add a passkey",
        description="With the browser's answer to options of `POST /api/users/passkeys/options/`.",
        tags=TAGS,
        request=serializers.NewPasskey,
        responses={
            201: serializers.PasskeyOut,
            **refusals(
                {
                    400: "validation-error · passkey-not-accepted",
                    **STALE,
                    409: "too-many-passkeys",
                }
            ),
        },
        examples=[examples.NEW, examples.PASSKEY],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        require_fresh(request)
        asked = serializers.NewPasskey(data=request.data)
        asked.is_valid(raise_exception=True)
        made = services.passkey_add(user=_me(request), origins=origin.ours(request), **asked.validated_data)
        return Response(serializers.PasskeyOut(made).data, status=201)


class PasskeyOptionsView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="passkey_options",
        summary="Begin to add a passkey",
        description="Options for `navigator.credentials.create()`. Devices that hold one of the account already are "
        "named in them, and offer no second.",
        tags=TAGS,
        request=NoFields,
        responses={200: serializers.Options, **refusals({**STALE, 409: "too-many-passkeys"})},
        examples=[OpenApiExample("Nothing to say", request_only=True, value={}), examples.CREATION],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        require_fresh(request)
        NoFields(data=request.data).is_valid(raise_exception=True)
        return options_answer(_me(request), Purpose.REGISTER)


class PasskeyView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="passkey_rename",
        summary="Rename a passkey",
        tags=TAGS,
        request=serializers.PasskeyName,
        responses=serializers.PasskeyOut,
        examples=[OpenApiExample("A new phone's", request_only=True, value={"name": "Pixel"}), examples.PASSKEY],
    )
    def patch(self, request: Request, passkey_id: UUID) -> Response:
        known_parameters(request, ())
        asked = serializers.PasskeyName(data=request.data)
        asked.is_valid(raise_exception=True)
        renamed = services.passkey_rename(
            user_id=asking(request).id, passkey_id=passkey_id, name=asked.validated_data["name"]
        )
        return Response(serializers.PasskeyOut(renamed).data)

    @extend_schema(
        operation_id="passkey_delete",
        summary="Remove a passkey",
        description="It opens nothing from now on. Sessions that were opened with it stay.",
        tags=TAGS,
        responses={204: None, **refusals(STALE)},
    )
    def delete(self, request: Request, passkey_id: UUID) -> Response:
        known_parameters(request, ())
        require_fresh(request)
        services.passkey_remove(user_id=asking(request).id, passkey_id=passkey_id)
        return Response(status=204)


def options_answer(user: User | None, purpose: Purpose) -> Response:
    """A fresh challenge is nobody else's business, caches' included."""
    challenge_id, public_key = services.options_for(user, purpose)
    return Response({"challenge_id": challenge_id, "public_key": public_key}, headers={"Cache-Control": "no-store"})


def _me(request: Request) -> User:
    user = user_by_id(UUID(asking(request).id))
    if user is None:
        raise NotFound
    return user
