from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from user_service.accounts.models import User
from user_service.sessions.models import EndReason, RefreshToken, Session
from user_service.sessions.selectors import session_ended
from user_service.sessions.services import session_end, session_open, sessions_end, sessions_purge

pytestmark = pytest.mark.django_db


def test_ending_a_session_tells_the_mesh_once(ada: User, published: Callable[[], list[Any]]) -> None:
    session_open(user=ada)
    session = Session.objects.get()
    assert session_end(session_id=session.pk, reason=EndReason.LOGOUT)
    assert not session_end(session_id=session.pk, reason=EndReason.REUSE)
    session.refresh_from_db()
    assert session.end_reason == "logout"
    created, login, terminated, logout = published()
    assert (created.subject, terminated.subject) == ("session.created.v1", "session.terminated.v1")
    assert (created.seq, terminated.seq) == (1, 2)
    assert terminated.data["reason"] == "logout"
    assert (login.subject, logout.subject) == ("user.login.v1", "user.logout.v1")
    assert login.data == logout.data == {"user_id": str(ada.pk), "session_id": str(session.pk)}


def test_one_session_ends_and_the_other_goes_on(ada: User) -> None:
    session_open(user=ada)
    session_open(user=ada)
    first, second = Session.objects.order_by("id")
    session_end(session_id=first.pk, reason=EndReason.LOGOUT)
    assert session_ended(str(first.pk))
    assert not session_ended(str(second.pk))


def test_an_unknown_session_has_ended(published: Callable[[], list[Any]]) -> None:
    assert session_ended(str(uuid4()))
    assert not session_end(session_id=uuid4(), reason=EndReason.LOGOUT)
    assert not published()


def test_a_disabled_user_s_sessions_have_ended(ada: User) -> None:
    session_open(user=ada)
    User.objects.update(is_active=False)
    assert session_ended(str(Session.objects.get().pk))


def test_sessions_past_their_absolute_end_are_forgotten(
    ada: User, held_clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("user_service.sessions.services.PURGED_AT_ONCE", 1)
    session_open(user=ada)
    session_open(user=ada)
    held_clock.advance(days=20)
    session_open(user=ada)
    held_clock.advance(days=11)
    assert sessions_purge() == 4
    assert (Session.objects.count(), RefreshToken.objects.count()) == (1, 1)


def test_a_session_whose_time_is_over_is_ended_too_while_its_last_access_token_is_good(
    ada: User, held_clock: Any, published: Callable[[], list[Any]]
) -> None:
    session_open(user=ada)
    Session.objects.update(idle_ends_at=held_clock())  # refreshed a minute before its absolute end
    held_clock.advance(minutes=1)
    assert sessions_end(user_id=ada.pk, reason=EndReason.DISABLED) == 1
    assert published()[-1].type == "session.terminated"
    session_open(user=ada)
    Session.objects.update(idle_ends_at=held_clock())
    held_clock.advance(minutes=16)
    assert sessions_end(user_id=ada.pk, reason=EndReason.DISABLED) == 0


def test_what_the_device_says_is_kept_within_bounds(ada: User) -> None:
    session_open(user=ada, user_agent="x" * 500, address="203.0.113.7")
    session = Session.objects.get()
    assert (len(session.user_agent), session.address) == (200, "203.0.113.7")
