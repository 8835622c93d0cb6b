"""UserService over gRPC: ids in, who that is out."""

from uuid import UUID

import grpc
from google.protobuf.timestamp_pb2 import Timestamp

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as pb_grpc
from servicekit.errors import FieldError, Forbidden, NotFound, ValidationFailed
from servicekit.grpc import context
from servicekit.ids import is_uuid
from user_service.accounts import selectors
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User

ROLES = {
    Role.ADMIN: pb.ROLE_ADMIN,
    Role.STAFF: pb.ROLE_STAFF,
    Role.VENDOR: pb.ROLE_VENDOR,
    Role.CUSTOMER: pb.ROLE_CUSTOMER,
    Role.VIEWER: pb.ROLE_VIEWER,
}


class UserServicer(pb_grpc.UserServiceServicer):
    def ValidateUser(  # noqa: N802 - named by the proto
        self, request: pb.ValidateUserRequest, rpc: grpc.ServicerContext
    ) -> pb.ValidateUserResponse:
        user = selectors.user_by_id(_asked_id(request.user_id))
        if user is None or not user.is_active:
            return pb.ValidateUserResponse(valid=False)
        return pb.ValidateUserResponse(valid=True, role=ROLES[Role(user.role)])

    def GetUser(  # noqa: N802 - named by the proto
        self, request: pb.GetUserRequest, rpc: grpc.ServicerContext
    ) -> pb.GetUserResponse:
        user = selectors.user_by_id(_asked_id(request.user_id))
        if user is None:
            raise NotFound("There is no such user.")
        return pb.GetUserResponse(user=_message(user))


def _asked_id(text: str) -> UUID:
    if not is_uuid(text):
        wrong = FieldError(pointer="/user_id", code="invalid", detail="Send a UUID in its canonical form.")
        raise ValidationFailed("user_id is not a UUID.", errors=[wrong])
    _require_own(text)
    return UUID(text)


def _require_own(user_id: str) -> None:
    """A call made for a user asks about that user; staff may ask about anybody (ASVS 5.0, 8.3.3)."""
    asking = context.principal()
    if asking is not None and asking.id != user_id and not asking.has_role(Role.ADMIN, Role.STAFF):
        raise Forbidden("The call carries another user's token.")


def _message(user: User) -> pb.User:
    created_at = Timestamp()
    created_at.FromDatetime(user.created_at)
    return pb.User(
        id=str(user.pk),
        username=user.username,
        email=user.email,
        first_name=user.first_name,
        last_name=user.last_name,
        role=ROLES[Role(user.role)],
        active=user.is_active,
        created_at=created_at,
    )
