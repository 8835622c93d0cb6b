from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from servicekit.errors import ServiceError
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User
from user_service.accounts.rpc.servicer import ROLES

Users = Callable[[str], Any]
pytestmark = pytest.mark.usefixtures("by_staff")


def test_the_public_record_of_a_user(users: Users, ada: User) -> None:
    user = users("payments_service").GetUser(pb.GetUserRequest(user_id=str(ada.pk))).user
    assert (user.id, user.username, user.email) == (str(ada.pk), "ada", "ada@example.com")
    assert (user.first_name, user.last_name, user.role, user.active) == ("Ada", "Lovelace", pb.ROLE_CUSTOMER, True)
    assert user.created_at.ToMicroseconds() == int(ada.created_at.timestamp() * 1_000_000)
    assert "argon2" not in str(user)


def test_an_unknown_user_is_not_found(users: Users) -> None:
    with pytest.raises(ServiceError) as refused:
        users("order_service").GetUser(pb.GetUserRequest(user_id=str(uuid4())))
    assert refused.value.grpc == "NOT_FOUND"


@pytest.mark.parametrize("user_id", ["", "not-a-uuid", "{00000000-0000-4000-8000-000000000000}"])
def test_a_malformed_id_is_an_invalid_argument(users: Users, user_id: str) -> None:
    with pytest.raises(ServiceError) as refused:
        users("order_service").GetUser(pb.GetUserRequest(user_id=user_id))
    assert refused.value.grpc == "INVALID_ARGUMENT"


def test_every_role_has_its_number() -> None:
    assert {role: pb.Role.Name(number) for role, number in ROLES.items()} == {
        role: f"ROLE_{role.name}" for role in Role
    }
