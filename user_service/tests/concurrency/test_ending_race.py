"""Logins and refreshes beside a change that ends everything: whichever comes first, nothing is left alive."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from servicekit.errors import ServiceError
from user_service.accounts import locks
from user_service.accounts.models import User
from user_service.administration.services import user_delete, user_disable, user_role_set, user_sessions_end
from user_service.sessions.domain.proof import BY_PASSWORD
from user_service.sessions.models import EndReason, Session
from user_service.sessions.selectors import session_ended
from user_service.sessions.services import end_all, session_end, session_open, session_raise, session_refresh

pytestmark = pytest.mark.django_db(transaction=True)

AtOnce = Callable[..., list[Any]]
ROUNDS = 6


@transaction.atomic(durable=True)
def change(user: User, reason: EndReason, **fields: object) -> None:
    """What disabling, a new password and a new role have in common."""
    locked = locks.user(user.pk)
    assert locked is not None
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(fields))
    end_all(user_id=user.pk, reason=reason)


def tried(work: Callable[[], object]) -> object:
    try:
        return work()
    except ServiceError as refused:
        return refused.code


CHANGES = [
    pytest.param(EndReason.DISABLED, {"is_active": False}, id="disabled"),
    pytest.param(EndReason.PASSWORD, {"password": "another"}, id="password"),
]


@pytest.mark.parametrize(("reason", "fields"), CHANGES)
def test_a_login_beside_it_leaves_no_living_session(
    make_user: Callable[..., User], at_once: AtOnce, reason: EndReason, fields: dict[str, object]
) -> None:
    for number in range(ROUNDS):
        user = make_user(f"user{number}")
        verified = User.objects.get(pk=user.pk)

        def work(index: int, user: User = user, verified: User = verified) -> object:
            if index == 2:
                return change(user, reason, **fields)
            return tried(lambda: session_open(user=verified))

        at_once(5, work)
        assert not Session.objects.filter(user=user, ended_at__isnull=True).exists()
        assert set(Session.objects.filter(user=user).values_list("end_reason", flat=True)) <= {reason}


def test_a_refresh_and_a_step_up_beside_it_leave_no_living_session(
    make_user: Callable[..., User], at_once: AtOnce, published: Callable[[], list[Any]]
) -> None:
    for number in range(ROUNDS):
        user = make_user(f"user{number}")
        refresh = session_open(user=user).refresh
        session = Session.objects.get(user=user)

        def work(index: int, user: User = user, refresh: str = refresh, session: Session = session) -> object:
            if index == 0:
                return change(user, EndReason.ROLE, role="staff")
            if index == 1:
                return tried(lambda: session_raise(session_id=session.pk, proof=BY_PASSWORD))
            return tried(lambda: session_refresh(refresh=refresh))

        at_once(4, work)
        session.refresh_from_db()
        assert session_ended(str(session.pk))
        # Whatever access token was handed out, the others remember the end for at least as long.
        [told] = [
            one for one in published() if one.type == "session.terminated" and one.aggregate_id == str(session.pk)
        ]
        assert told.data["access_expires_at"] == session.access_expires_at.isoformat()


def test_a_session_too_many_at_once_ends_exactly_the_oldest(
    ada: User, at_once: AtOnce, configured: Callable[..., None]
) -> None:
    configured(sessions_per_user=3)
    at_once(8, lambda _: session_open(user=ada))
    assert Session.objects.filter(ended_at__isnull=True).count() == 3
    assert Session.objects.filter(end_reason=EndReason.REPLACED).count() == 5


def test_many_ways_to_end_a_session_at_once_never_wait_for_each_other(
    ada: User, at_once: AtOnce, published: Callable[[], list[Any]]
) -> None:
    for _ in range(4):
        session_open(user=ada)
    keys = list(Session.objects.values_list("pk", flat=True))

    def work(index: int) -> object:
        if index == 0:
            return change(ada, EndReason.ROLE, role="staff")
        return session_end(session_id=keys[index % 4], reason=EndReason.LOGOUT)

    at_once(9, work)
    assert [event.type for event in published()].count("session.terminated") == 4


@pytest.mark.parametrize("end", [user_disable, partial(user_role_set, role="staff"), user_delete, user_sessions_end])
def test_what_administrators_really_do_leaves_nothing_alive_either(
    make_user: Callable[..., User], at_once: AtOnce, end: Callable[..., object]
) -> None:
    admin = make_user("root", role="admin")
    for number in range(ROUNDS // 2):
        user = make_user(f"user{number}")
        refresh = session_open(user=user).refresh
        before = User.objects.get(pk=user.pk)
        first = Session.objects.get(user=user).pk

        def work(index: int, user: User = user, refresh: str = refresh, first: UUID = first) -> object:
            if index == 0:
                return tried(lambda: end(by=str(admin.pk), user_id=user.pk))
            if index == 1:
                return tried(lambda: session_end(session_id=first, reason=EndReason.LOGOUT))
            return tried(lambda: session_refresh(refresh=refresh))

        assert at_once(4, work)[0] != "not-found"
        assert not Session.objects.filter(user=user, ended_at__isnull=True).exists()
        if end in (user_disable, user_delete):
            assert tried(partial(session_open, user=before)) == "invalid-credentials"
