from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from servicekit import context
from servicekit.errors import ServiceError
from user_service.accounts.models import User

Users = Callable[[str], Any]


def found(users: Users, email: str) -> str:
    answer = users("payments_service").FindUser(pb.FindUserRequest(email=email))
    return str(answer.user_id)


def test_who_has_an_address_is_found_in_any_case(users: Users, by_staff: None, make_user: Callable[..., User]) -> None:
    bob = make_user("bob", email="bob@example.com")
    assert found(users, "bob@example.com") == found(users, "BOB@Example.com") == str(bob.pk)


@pytest.mark.parametrize("email", ["nobody@example.com", "bob", "", "off@example.com", "@" * 300, "a\x00@example.com"])
def test_whoever_has_none_or_may_not_act_is_not_found(
    users: Users, by_staff: None, make_user: Callable[..., User], email: str
) -> None:
    make_user("bob", email="bob@example.com")
    make_user("off", email="off@example.com", is_active=False)
    with pytest.raises(ServiceError) as refused:
        found(users, email)
    assert refused.value.grpc == "NOT_FOUND"


@pytest.mark.parametrize(
    ("role", "grpc"), [("vendor", None), ("customer", "PERMISSION_DENIED"), ("viewer", "PERMISSION_DENIED")]
)
def test_only_who_may_ask_for_payments_may_look_for_customers(
    users: Users, ada: User, make_user: Callable[..., User], log_in: Callable[..., Any], role: str, grpc: str | None
) -> None:
    make_user("zoe", role=role)
    with context.request_scope("r", bearer=log_in("zoe")["access"]):
        if grpc is None:
            assert found(users, ada.email) == str(ada.pk)
            return
        with pytest.raises(ServiceError) as refused:
            found(users, ada.email)
    assert refused.value.grpc == grpc


def test_without_a_users_token_nobody_is_looked_for(users: Users, ada: User) -> None:
    with pytest.raises(ServiceError) as refused:
        found(users, ada.email)
    assert refused.value.grpc == "UNAUTHENTICATED"


def test_order_service_has_no_need_to_know(users: Users, by_staff: None, ada: User) -> None:
    with pytest.raises(ServiceError) as refused:
        users("order_service").FindUser(pb.FindUserRequest(email=ada.email))
    assert refused.value.grpc == "PERMISSION_DENIED"
