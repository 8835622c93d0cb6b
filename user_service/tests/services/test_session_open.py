"""What a login leaves behind: places that are known, letters about those that are not, room for one session more."""

from collections.abc import Callable
from typing import Any

import pytest

from servicekit.errors import TokenRevoked
from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.sessions.domain.errors import TokenReused
from user_service.sessions.domain.proof import BY_PASSWORD_AND_CODE
from user_service.sessions.models import EndReason, Session
from user_service.sessions.services import session_open, session_refresh

pytestmark = pytest.mark.django_db

Letters = Callable[[], list[Any]]
HOME, CAFE, ABROAD = "203.0.113.7", "198.51.100.9", "192.0.2.1"


def test_the_first_login_of_an_account_is_no_news(ada: User, sent_letters: Letters) -> None:
    session_open(user=ada, address=HOME)
    session_open(user=ada, address=HOME, user_agent="another browser at home")
    assert sent_letters() == []


def test_a_login_from_somewhere_new_is_told_to_the_owner(ada: User, sent_letters: Letters, held_clock: Any) -> None:
    session_open(user=ada, address=HOME)
    session_open(user=ada, address=CAFE, user_agent="curl/8.1")
    [letter] = sent_letters()
    assert letter.to == ["ada@example.com"]
    assert "curl" in letter.body
    assert CAFE in letter.body
    assert f"{held_clock():%d %B %Y, %H:%M} UTC" in letter.body


def test_one_s_own_device_is_no_news_wherever_it_is(ada: User, sent_letters: Letters) -> None:
    first = session_open(user=ada, address=HOME, remember=True)
    second = session_open(user=ada, address=CAFE, device=first.device, remember=True)
    assert second.device == first.device
    assert sent_letters() == []
    session_open(user=ada, address=ABROAD, device="somebody else's")
    assert len(sent_letters()) == 1


def test_a_login_is_audited_with_its_user_and_its_proof(ada: User) -> None:
    session_open(user=ada, proof=BY_PASSWORD_AND_CODE)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id, entry.resource_id) == (
        "user.login",
        str(ada.pk),
        str(Session.objects.get().pk),
    )
    assert "otp" in entry.details


def test_one_session_too_many_ends_the_one_idle_for_longest(
    ada: User, configured: Callable[..., None], held_clock: Any, published: Callable[[], list[Any]]
) -> None:
    configured(sessions_per_user=3)
    issued = []
    for _ in range(3):
        issued.append(session_open(user=ada))
        held_clock.advance(hours=1)
    session_refresh(refresh=issued[0].refresh)
    session_open(user=ada)
    ended = Session.objects.get(ended_at__isnull=False)
    assert (ended.end_reason, ended.started_at < held_clock()) == (EndReason.REPLACED, True)
    with pytest.raises(TokenRevoked):
        session_refresh(refresh=issued[1].refresh)
    [told] = [event for event in published() if event.type == "session.terminated"]
    assert told.data["reason"] == "too-many-sessions"


def test_a_lower_cap_holds_from_the_next_login(ada: User, configured: Callable[..., None]) -> None:
    for _ in range(5):
        session_open(user=ada)
    configured(sessions_per_user=2)
    session_open(user=ada)
    assert Session.objects.filter(ended_at__isnull=True).count() == 2


def test_lifetimes_are_what_is_configured_and_a_shorter_one_holds_at_once(
    ada: User, configured: Callable[..., None], held_clock: Any
) -> None:
    refresh = session_open(user=ada).refresh
    held_clock.advance(days=2)
    configured(session_idle_days=2)
    with pytest.raises(Exception, match="idle"):
        session_refresh(refresh=refresh)
    configured(session_idle_days=1, session_absolute_days=1)
    session_open(user=ada)
    session = Session.objects.latest("started_at")
    assert (session.expires_at - session.started_at).days == 1
    assert session.idle_ends_at == session.expires_at


def test_a_reuse_is_audited_and_told_to_the_owner_once(ada: User, sent_letters: Letters, held_clock: Any) -> None:
    refresh = session_open(user=ada, user_agent="curl/8.1").refresh
    session_refresh(refresh=refresh)
    held_clock.advance(seconds=6)
    with pytest.raises(TokenReused):
        session_refresh(refresh=refresh)
    with pytest.raises(TokenRevoked):
        session_refresh(refresh=refresh)
    [letter] = sent_letters()
    assert (letter.to, "curl" in letter.body) == (["ada@example.com"], True)
    entry = AuditEntry.objects.get(action="session.refresh_reused")
    assert entry.resource_id == str(Session.objects.get().pk)
