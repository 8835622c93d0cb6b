from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from servicekit import context
from servicekit.errors import ServiceError
from user_service.accounts.models import User

Users = Callable[[str], Any]


def asked(user_id: object) -> pb.ValidateUserRequest:
    return pb.ValidateUserRequest(user_id=str(user_id))


def test_an_active_user_is_valid_with_a_role(users: Users, by_staff: None, make_user: Callable[..., User]) -> None:
    staff = make_user("sam", role="staff")
    answer = users("order_service").ValidateUser(asked(staff.pk))
    assert (answer.valid, answer.role) == (True, pb.ROLE_STAFF)


def test_a_disabled_user_is_not_valid_and_has_no_role(
    users: Users, by_staff: None, make_user: Callable[..., User]
) -> None:
    answer = users("order_service").ValidateUser(asked(make_user("off", is_active=False).pk))
    assert (answer.valid, answer.role) == (False, pb.ROLE_UNSPECIFIED)


def test_an_unknown_user_is_an_answer_and_no_error(users: Users, by_staff: None) -> None:
    assert users("payments_service").ValidateUser(asked(uuid4())) == pb.ValidateUserResponse(valid=False)


@pytest.mark.parametrize("user_id", ["", "ada", "1", "00000000000040008000000000000000", "x" * 1000])
def test_a_malformed_id_is_an_invalid_argument(users: Users, by_staff: None, user_id: str) -> None:
    with pytest.raises(ServiceError) as refused:
        users("order_service").ValidateUser(asked(user_id))
    assert refused.value.grpc == "INVALID_ARGUMENT"


def test_a_service_that_is_not_on_the_list_is_refused(users: Users, ada: User) -> None:
    with pytest.raises(ServiceError) as refused:
        users("product_service").ValidateUser(asked(ada.pk))
    assert refused.value.grpc == "PERMISSION_DENIED"


def test_nobody_is_told_about_without_a_users_token(users: Users, ada: User) -> None:
    with pytest.raises(ServiceError) as refused:
        users("order_service").ValidateUser(asked(ada.pk))
    assert refused.value.grpc == "UNAUTHENTICATED"


def test_a_call_for_a_user_asks_about_that_user(
    users: Users, ada: User, make_user: Callable[..., User], log_in: Callable[..., Any]
) -> None:
    other = make_user("bob")
    with context.request_scope("r", bearer=log_in("ada")["access"]):
        assert users("order_service").ValidateUser(asked(ada.pk)).valid
        with pytest.raises(ServiceError) as refused:
            users("order_service").ValidateUser(asked(other.pk))
    assert refused.value.grpc == "PERMISSION_DENIED"


def test_staff_may_ask_about_anybody(
    users: Users, ada: User, make_user: Callable[..., User], log_in: Callable[..., Any]
) -> None:
    make_user("sam", role="staff")
    with context.request_scope("r", bearer=log_in("sam")["access"]):
        assert users("order_service").ValidateUser(asked(ada.pk)).valid


def test_a_user_s_token_that_is_not_good_is_refused(users: Users, ada: User) -> None:
    with context.request_scope("r", bearer="forged"), pytest.raises(ServiceError) as refused:
        users("order_service").ValidateUser(asked(ada.pk))
    assert refused.value.grpc == "UNAUTHENTICATED"
