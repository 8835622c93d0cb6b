from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from servicekit.errors import TokenExpired, TokenInvalid, TokenRevoked
from user_service.accounts.models import User
from user_service.keys.backend import local_verifier
from user_service.sessions.domain.errors import RefreshInProgress, TokenReused
from user_service.sessions.models import EndReason, RefreshToken, Session
from user_service.sessions.services import session_end, session_open, session_refresh
from user_service.sessions.tokens import Issued, refresh_digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(ada: User, held_clock: Any) -> Issued:
    return session_open(user=ada)


def only_session() -> Session:
    return Session.objects.get()


def test_a_refresh_hands_out_the_next_pair_of_the_same_session(issued: Issued, held_clock: Any) -> None:
    held_clock.advance(minutes=10)
    following = session_refresh(refresh=issued.refresh)
    assert following.refresh != issued.refresh
    session = only_session()
    assert session.last_used_at == held_clock()
    assert (session.access_expires_at - held_clock()).total_seconds() == 900
    child = RefreshToken.objects.get(digest=refresh_digest(following.refresh))
    assert child.parent is not None
    assert (child.parent.digest, child.session) == (refresh_digest(issued.refresh), session)


def test_only_digests_are_stored(issued: Issued) -> None:
    token = RefreshToken.objects.get()
    assert issued.refresh not in str(token.__dict__)
    assert len(issued.refresh) >= 43  # 256 bits in base64url


def test_the_parent_within_the_grace_is_told_to_wait_and_gets_no_second_pair(
    issued: Issued, held_clock: Any, published: Callable[[], list[Any]]
) -> None:
    session_refresh(refresh=issued.refresh)
    held_clock.advance(seconds=5)
    with pytest.raises(RefreshInProgress) as refused:
        session_refresh(refresh=issued.refresh)
    assert refused.value.retry_after == 1
    assert RefreshToken.objects.count() == 2
    assert only_session().ended_at is None
    assert [event.type for event in published()] == ["session.created", "user.login"]


def test_a_reuse_after_the_grace_ends_the_whole_family(
    issued: Issued, held_clock: Any, published: Callable[[], list[Any]]
) -> None:
    newest = session_refresh(refresh=issued.refresh)
    held_clock.advance(seconds=6)
    with pytest.raises(TokenReused):
        session_refresh(refresh=issued.refresh)
    session = only_session()
    assert (session.ended_at, session.end_reason) == (held_clock(), EndReason.REUSE)
    told = published()[-1]
    assert told.subject == "session.terminated.v1"
    assert told.data == {
        "user_id": str(session.user_id),
        "session_id": str(session.pk),
        "reason": "token-reused",
        "access_expires_at": session.access_expires_at.isoformat(),
    }
    for refresh in (issued.refresh, newest.refresh):
        with pytest.raises(TokenRevoked):
            session_refresh(refresh=refresh)
    assert len(published()) == 3


def test_a_grandparent_within_the_grace_ends_the_family(issued: Issued) -> None:
    second = session_refresh(refresh=issued.refresh)
    session_refresh(refresh=second.refresh)
    with pytest.raises(TokenReused):
        session_refresh(refresh=issued.refresh)
    assert only_session().end_reason == EndReason.REUSE


def test_seven_idle_days_are_too_many(issued: Issued, held_clock: Any) -> None:
    held_clock.advance(days=7)
    with pytest.raises(TokenExpired):
        session_refresh(refresh=issued.refresh)
    assert RefreshToken.objects.count() == 1


def test_thirty_days_are_the_end_however_busy_the_session_is(issued: Issued, held_clock: Any) -> None:
    refresh = issued.refresh
    for _ in range(5):
        held_clock.advance(days=5)
        refresh = session_refresh(refresh=refresh).refresh
    held_clock.advance(days=5)
    with pytest.raises(TokenExpired):
        session_refresh(refresh=refresh)


def test_an_ended_session_refreshes_nothing(issued: Issued) -> None:
    session_end(session_id=only_session().pk, reason=EndReason.LOGOUT)
    with pytest.raises(TokenRevoked):
        session_refresh(refresh=issued.refresh)


def test_a_disabled_user_refreshes_nothing(issued: Issued, ada: User) -> None:
    User.objects.update(is_active=False)
    with pytest.raises(TokenRevoked):
        session_refresh(refresh=issued.refresh)
    assert RefreshToken.objects.count() == 1


def test_a_changed_role_is_in_the_next_access_token(issued: Issued, ada: User) -> None:
    User.objects.update(role="staff")
    assert local_verifier().verify(session_refresh(refresh=issued.refresh).access).role == "staff"


@pytest.mark.parametrize("refresh", ["", "nonsense", "x" * 200])
def test_an_unknown_token_is_refused(issued: Issued, refresh: str) -> None:
    with pytest.raises(TokenInvalid):
        session_refresh(refresh=refresh)


def test_the_database_refuses_two_successors(issued: Issued, held_clock: Any) -> None:
    parent = RefreshToken.objects.get()
    session_refresh(refresh=issued.refresh)
    with pytest.raises(IntegrityError), transaction.atomic():
        RefreshToken.objects.create(
            digest="0" * 64, session=parent.session, parent=parent, issued_at=held_clock(), expires_at=held_clock()
        )
