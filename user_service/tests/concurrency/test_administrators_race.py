"""Administrators who act on each other at the same moment: one always stays, and nobody acts who is none any more."""

from collections.abc import Callable
from typing import Any

import pytest

from servicekit.errors import ServiceError
from user_service.accounts.models import User
from user_service.administration import services
from user_service.audit.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[User, User], None]


def demote(by: User, other: User) -> None:
    services.user_role_set(by=str(by.pk), user_id=other.pk, role="staff")


def disable(by: User, other: User) -> None:
    services.user_disable(by=str(by.pk), user_id=other.pk)


def delete(by: User, other: User) -> None:
    services.user_delete(by=str(by.pk), user_id=other.pk)


@pytest.mark.parametrize("acts", [(demote, demote), (disable, delete), (demote, disable)])
def test_two_who_remove_each_other_do_not_both_go(
    acts: tuple[Act, Act], make_user: Callable[..., User], at_once: Callable[..., list[Any]]
) -> None:
    ann, bob = make_user("ann", role="admin"), make_user("bob", role="admin")

    def act(index: int) -> str:
        by, other = (ann, bob) if index == 0 else (bob, ann)
        try:
            acts[index](by, other)
        except ServiceError as refusal:
            return refusal.code
        return "done"

    assert sorted(at_once(2, act)) == ["done", "forbidden"]
    assert User.objects.filter(role="admin", is_active=True).count() == 1
    assert verify().valid


def test_eight_in_a_ring_leave_one(make_user: Callable[..., User], at_once: Callable[..., list[Any]]) -> None:
    """Each demotes the next: whoever was demoted first demotes nobody, and the last one cannot go."""
    ring = [make_user(f"admin{number}", role="admin") for number in range(8)]

    def act(index: int) -> str:
        try:
            demote(ring[index], ring[(index + 1) % 8])
        except ServiceError as refusal:
            return refusal.code
        return "done"

    answers = at_once(8, act)
    left = User.objects.filter(role="admin", is_active=True).count()
    assert left == 8 - answers.count("done") >= 1
    assert set(answers) == {"done", "forbidden"}
    assert verify().valid
