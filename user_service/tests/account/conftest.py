import re
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from user_service.accounts.models import User
from user_service.audit.models import AuditEntry

PASSWORD = "a quiet engine hums"
LINK = re.compile(r"^http://localhost:8080/([a-z-]+)\?token=([A-Za-z0-9_-]{43})$", re.MULTILINE)


@pytest.fixture
def link_in() -> Callable[[Any], tuple[str, str]]:
    """`link_in(letter)`: the page and the token of the one link in it."""

    def find(letter: Any) -> tuple[str, str]:
        [(page, token)] = LINK.findall(letter.body)
        return page, token

    return find


@pytest.fixture
def token_of(sent_letters: Callable[[], list[Any]], link_in: Callable[[Any], tuple[str, str]]) -> Callable[[], str]:
    """`token_of()`: lets the worker send what waits, and reads the token in the newest letter."""
    return lambda: link_in(sent_letters()[-1])[1]


@pytest.fixture
def me(signed_in: Callable[..., APIClient], ada: User) -> APIClient:
    return signed_in("ada")


@pytest.fixture
def actions() -> Callable[[], list[str]]:
    """`actions()`: what the audit log says happened, in order, but for the logins of the test itself."""
    entries = AuditEntry.objects.exclude(action="user.login").order_by("seq")
    return lambda: list(entries.all().values_list("action", flat=True))


@pytest.fixture
def told(published: Callable[[], list[Any]]) -> Callable[[], list[str]]:
    """`told()`: the types of the events about users, in order, but for logins."""
    return lambda: [event.type for event in published() if event.aggregate == "user" and event.type != "user.login"]
