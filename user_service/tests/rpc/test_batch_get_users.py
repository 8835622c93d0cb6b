from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from servicekit import context
from servicekit.errors import ServiceError
from user_service.accounts.models import User
from user_service.accounts.rpc.servicer import UserServicer
from user_service.sessions.models import EndReason
from user_service.sessions.services import sessions_end

Users = Callable[[str], Any]


def asked(*user_ids: object) -> pb.BatchGetUsersRequest:
    return pb.BatchGetUsersRequest(user_ids=[str(user_id) for user_id in user_ids])


def names(answer: pb.BatchGetUsersResponse) -> list[str]:
    return [user.username for user in answer.users]


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ServiceError) as refusal:
        call()
    return refusal.value.grpc


def test_users_come_in_the_order_asked_and_who_is_unknown_is_missing(
    users: Users, by_staff: None, ada: User, make_user: Callable[..., User]
) -> None:
    bob, off = make_user("bob"), make_user("off", is_active=False)
    answer = users("order_service").BatchGetUsers(asked(off.pk, uuid4(), ada.pk, bob.pk, ada.pk))
    assert names(answer) == ["off", "ada", "bob"]
    assert [user.active for user in answer.users] == [False, True, True]
    assert "argon2" not in str(answer)


def test_a_hundred_users_cost_one_query(db: None, make_user: Callable[..., User]) -> None:
    everybody = [make_user(f"user{number}").pk for number in range(100)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = UserServicer().BatchGetUsers(asked(*everybody), None)  # type: ignore[arg-type] # the servicer asks nothing of it
    assert (len(queries), len(answer.users)) == (1, 100)


def test_nobody_is_a_question_too(users: Users, by_staff: None) -> None:
    assert names(users("order_service").BatchGetUsers(asked())) == []


def test_a_hundred_and_one_are_too_many(users: Users, by_staff: None) -> None:
    many = asked(*(uuid4() for _ in range(101)))
    assert refused(lambda: users("order_service").BatchGetUsers(many)) == "INVALID_ARGUMENT"


def test_one_malformed_id_refuses_them_all(users: Users, by_staff: None, ada: User) -> None:
    assert refused(lambda: users("order_service").BatchGetUsers(asked(ada.pk, "ada"))) == "INVALID_ARGUMENT"


def test_a_customer_asks_about_nobody_else(
    users: Users, ada: User, make_user: Callable[..., User], log_in: Callable[..., Any]
) -> None:
    bob = make_user("bob")
    with context.request_scope("r", bearer=log_in("ada")["access"]):
        assert names(users("order_service").BatchGetUsers(asked(ada.pk))) == ["ada"]
        assert refused(lambda: users("order_service").BatchGetUsers(asked(ada.pk, bob.pk))) == "PERMISSION_DENIED"


def test_a_service_alone_and_one_that_is_not_listed_are_refused(users: Users, ada: User) -> None:
    assert refused(lambda: users("order_service").BatchGetUsers(asked(ada.pk))) == "UNAUTHENTICATED"
    assert refused(lambda: users("product_service").BatchGetUsers(asked(ada.pk))) == "PERMISSION_DENIED"


def test_the_token_of_a_session_that_has_ended_is_refused(users: Users, ada: User, log_in: Callable[..., Any]) -> None:
    with context.request_scope("r", bearer=log_in("ada")["access"]):
        assert names(users("order_service").BatchGetUsers(asked(ada.pk))) == ["ada"]
        sessions_end(user_id=ada.pk, reason=EndReason.DISABLED)
        assert refused(lambda: users("order_service").BatchGetUsers(asked(ada.pk))) == "UNAUTHENTICATED"
