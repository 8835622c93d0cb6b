from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from user_service.accounts.domain.errors import UsernameTaken
from user_service.accounts.models import User
from user_service.accounts.registration import user_register

pytestmark = pytest.mark.django_db


def register(**changes: str) -> Any:
    asked = {"username": "grace", "email": "grace@example.com", "password": "nanoseconds of wire"} | changes
    return user_register(**asked)


def test_a_newcomer_becomes_a_customer(published: Callable[[], list[Any]], real_argon2: None) -> None:
    made = register(first_name="Grace")
    user = User.objects.get(pk=made.id)
    assert (user.username, user.role, user.is_active, user.first_name) == ("grace", "customer", True, "Grace")
    assert user.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    [event] = published()
    assert (event.subject, event.aggregate, event.aggregate_id) == ("user.registered.v1", "user", str(user.pk))
    assert event.data == {"user_id": str(user.pk), "username": "grace", "role": "customer"}


def test_a_taken_username_is_refused_in_any_case(ada: User, published: Callable[[], list[Any]]) -> None:
    with pytest.raises(UsernameTaken) as refused:
        register(username="ADA")
    assert refused.value.errors[0].pointer == "/username"
    assert User.objects.count() == 1
    assert not published()


def test_a_known_address_looks_new_and_its_owner_gets_a_letter(
    ada: User, sent_letters: Callable[[], list[Any]], published: Callable[[], list[Any]]
) -> None:
    answer = register(email="Ada@Example.com")
    assert answer.username == "grace"
    assert answer.id != ada.pk
    assert list(User.objects.all()) == [ada]
    assert not published()
    [letter] = sent_letters()
    assert letter.to == ["Ada@Example.com"]
    assert "http://localhost:8080/login" in letter.body


def test_a_username_taken_with_a_known_address_is_the_username_s_refusal(
    ada: User, sent_letters: Callable[[], list[Any]]
) -> None:
    with pytest.raises(UsernameTaken):
        register(username="ada", email="ada@example.com")
    assert not sent_letters()


@pytest.mark.parametrize(
    "fields",
    [{"role": "root"}, {"username": "x@example.com"}, {"username": "Ada"}, {"email": "ADA@example.com"}],
)
def test_the_database_itself_refuses(ada: User, fields: dict[str, str]) -> None:
    row = {"username": "other", "email": "other@example.com", "password": "!"} | fields
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(**row)
