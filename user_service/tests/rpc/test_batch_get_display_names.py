from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from protos.gen.shop.user.v1 import user_service_pb2 as pb
from servicekit.errors import ServiceError
from user_service.accounts.models import User

Users = Callable[[str], Any]


def asked(*user_ids: object) -> pb.BatchGetDisplayNamesRequest:
    return pb.BatchGetDisplayNamesRequest(user_ids=[str(user_id) for user_id in user_ids])


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ServiceError) as refusal:
        call()
    return refusal.value.grpc


def test_it_tells_what_stands_under_a_review_without_a_token_and_nothing_else(users: Users, ada: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = users("product_service").BatchGetDisplayNames(asked(ada.pk, uuid4(), ada.pk))
    [name] = answer.names
    assert (name.user_id, name.first_name, name.last_initial) == (str(ada.pk), "Ada", "L")
    assert {field.name for field in pb.DisplayName.DESCRIPTOR.fields} == {"user_id", "first_name", "last_initial"}
    assert len([query for query in queries if "accounts_user" in query["sql"]]) <= 1


def test_whoever_has_no_name_has_none_here(users: Users, make_user: Callable[..., User]) -> None:
    nameless = make_user("bob", first_name="", last_name="")
    [name] = users("product_service").BatchGetDisplayNames(asked(nameless.pk)).names
    assert (name.first_name, name.last_initial) == ("", "")


def test_too_many_and_what_is_no_id_are_refused(users: Users, db: None) -> None:
    asking = users("product_service").BatchGetDisplayNames
    assert refused(lambda: asking(asked(*(uuid4() for _ in range(101))))) == "INVALID_ARGUMENT"
    assert refused(lambda: asking(asked("ada"))) == "INVALID_ARGUMENT"


@pytest.mark.parametrize("caller", ["order_service", "payments_service"])
def test_nobody_else_asks(users: Users, ada: User, caller: str) -> None:
    assert refused(lambda: users(caller).BatchGetDisplayNames(asked(ada.pk))) == "PERMISSION_DENIED"
