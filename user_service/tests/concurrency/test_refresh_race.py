"""Two uses of one refresh token at the same moment, on a real database."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from user_service.accounts.models import User
from user_service.sessions.models import EndReason, RefreshToken, Session
from user_service.sessions.services import session_end, session_open, session_refresh

pytestmark = pytest.mark.django_db(transaction=True)

AtOnce = Callable[..., list[Any]]


def test_fifty_refreshes_at_once_have_exactly_one_winner(ada: User, at_once: AtOnce, held_clock: Any) -> None:
    """The clock is held: what comes five seconds after the winner would be a reuse."""
    refresh = session_open(user=ada).refresh

    def post(_: int) -> int:
        return APIClient().post("/api/token/refresh/", {"refresh": refresh}).status_code

    assert Counter(at_once(50, post)) == {200: 1, 409: 49}
    assert RefreshToken.objects.count() == 2
    assert Session.objects.get().ended_at is None


def test_the_chain_never_forks_over_many_rounds(ada: User, at_once: AtOnce, held_clock: Any) -> None:
    refresh = session_open(user=ada).refresh

    def post(_: int) -> str | None:
        answer = APIClient().post("/api/token/refresh/", {"refresh": refresh})
        return answer.json().get("refresh") if answer.status_code == 200 else None

    for _ in range(5):
        [refresh] = [won for won in at_once(4, post) if won]
    assert RefreshToken.objects.count() == 6
    assert RefreshToken.objects.filter(rotated_at__isnull=True).count() == 1


def test_many_reuses_at_once_end_the_session_once(
    ada: User, at_once: AtOnce, held_clock: Any, published: Callable[[], list[Any]]
) -> None:
    refresh = session_open(user=ada).refresh
    session_refresh(refresh=refresh)
    held_clock.advance(seconds=6)

    def post(_: int) -> str:
        code: str = APIClient().post("/api/token/refresh/", {"refresh": refresh}).json()["type"]
        return code

    assert Counter(at_once(8, post)) == {"/problems/token-reused": 1, "/problems/token-revoked": 7}
    assert [event.type for event in published()].count("session.terminated") == 1


def test_a_logout_beside_a_refresh_covers_every_access_token(
    ada: User, at_once: AtOnce, published: Callable[[], list[Any]]
) -> None:
    """Whichever comes first: the session has ended, and the event outlives whatever token was handed out."""
    refresh = session_open(user=ada).refresh
    session_id = Session.objects.get().pk

    def work(index: int) -> object:
        if index == 0:
            return session_end(session_id=session_id, reason=EndReason.LOGOUT)
        return APIClient().post("/api/token/refresh/", {"refresh": refresh}).status_code

    ended, status = at_once(2, work)
    assert ended is True
    assert status in {200, 401}
    session = Session.objects.get()
    assert session.end_reason == "logout"
    [told] = [event for event in published() if event.type == "session.terminated"]
    assert told.data["access_expires_at"] == session.access_expires_at.isoformat()
