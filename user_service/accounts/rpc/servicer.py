"""UserService over gRPC: ids in, who that is out. Whose token may ask about whom is in protos/access.toml."""

from collections.abc import Sequence
from uuid import UUID

import grpc
from google.protobuf.timestamp_pb2 import Timestamp

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as pb_grpc
from servicekit.auth.roles import Reach, reach
from servicekit.errors import FieldError, Forbidden, NotFound, ValidationFailed
from servicekit.grpc.context import principal
from servicekit.ids import is_uuid
from user_service.accounts import selectors
from user_service.accounts.domain.credentials import is_text, names_an_address
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User

ROLES = {role: pb.Role.Value(f"ROLE_{role.name}") for role in Role}

MOST_USERS = 100
LONGEST_ADDRESS = 254
ASKS_FOR_PAYMENTS = "payments.request"


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

    def BatchGetUsers(  # noqa: N802 - named by the proto
        self, request: pb.BatchGetUsersRequest, rpc: grpc.ServicerContext
    ) -> pb.BatchGetUsersResponse:
        found = selectors.users_by_id(_asked_ids(request.user_ids))
        return pb.BatchGetUsersResponse(users=[_message(user) for user in found])

    def BatchGetDisplayNames(  # noqa: N802 - named by the proto
        self, request: pb.BatchGetDisplayNamesRequest, rpc: grpc.ServicerContext
    ) -> pb.BatchGetDisplayNamesResponse:
        found = selectors.users_by_id(_asked_ids(request.user_ids))
        return pb.BatchGetDisplayNamesResponse(names=[_display_name(user) for user in found])

    def FindUser(  # noqa: N802 - named by the proto
        self, request: pb.FindUserRequest, rpc: grpc.ServicerContext
    ) -> pb.FindUserResponse:
        asking = principal()
        if asking is None or reach(asking, ASKS_FOR_PAYMENTS) is Reach.NONE:
            raise Forbidden(permission=ASKS_FOR_PAYMENTS)
        user = selectors.user_by_login(request.email) if _is_address(request.email) else None
        if user is None or not user.is_active:
            raise NotFound("Nobody has this address.")
        return pb.FindUserResponse(user_id=str(user.pk))


def _is_address(text: str) -> bool:
    """What cannot be an address is nobody's; a username is none."""
    return len(text) <= LONGEST_ADDRESS and names_an_address(text) and is_text(text)


def _asked_ids(texts: Sequence[str]) -> list[UUID]:
    """Each once, in the order asked."""
    if len(texts) > MOST_USERS:
        raise ValidationFailed(errors=[FieldError("/user_ids", "max-items", f"At most {MOST_USERS} at a time.")])
    strange = [index for index, text in enumerate(texts) if not is_uuid(text)]
    if strange:
        told = "Send a UUID in its canonical form."
        wrong = [FieldError(f"/user_ids/{index}", "invalid", told) for index in strange]
        raise ValidationFailed("Some user_ids are not UUIDs.", errors=wrong)
    return [UUID(text) for text in dict.fromkeys(texts)]


def _asked_id(text: str) -> UUID:
    if not is_uuid(text):
        wrong = FieldError(pointer="/user_id", code="invalid", detail="Send a UUID in its canonical form.")
        raise ValidationFailed("user_id is not a UUID.", errors=[wrong])
    return UUID(text)


def _display_name(user: User) -> pb.DisplayName:
    return pb.DisplayName(user_id=str(user.pk), first_name=user.first_name, last_initial=user.last_name.strip()[:1])


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
