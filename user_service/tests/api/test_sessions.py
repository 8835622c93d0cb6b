from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import jwt
import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.sessions.domain.proof import BY_PASSWORD_AND_CODE
from user_service.sessions.models import EndReason, Session
from user_service.sessions.services import session_end, session_open, session_refresh
from user_service.sessions.tokens import Issued, access_sign

pytestmark = pytest.mark.django_db

URL = "/api/auth/sessions/"
OTHERS = f"{URL}end-others/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 "
    "Mobile/15E148 Safari/604.1"
)
Bearer = Callable[[str], APIClient]


@pytest.fixture
def bearer() -> Bearer:
    """Tokens are judged by the real time, wherever the held clock is: a fresh one of the same session."""

    def make(access: str) -> APIClient:
        session_id = jwt.decode(access, options={"verify_signature": False})["sid"]
        client = APIClient()
        fresh = access_sign(Session.objects.get(pk=session_id), now=datetime.now(UTC))
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {fresh}")
        return client

    return make


@pytest.fixture
def phone(ada: User, held_clock: Any) -> Issued:
    issued = session_open(user=ada, user_agent=IPHONE, address="198.51.100.9", proof=BY_PASSWORD_AND_CODE)
    held_clock.advance(hours=1)
    return issued


@pytest.fixture
def laptop(phone: Issued, ada: User) -> Issued:
    return session_open(user=ada, user_agent=FIREFOX, address="203.0.113.7")


def listed(client: APIClient) -> list[dict[str, Any]]:
    answer = client.get(URL)
    assert answer.status_code == 200
    body = answer.json()
    assert body["count"] == len(body["results"])
    found: list[dict[str, Any]] = body["results"]
    return found


def test_my_sessions_newest_first_with_what_i_know_them_by(
    laptop: Issued, phone: Issued, bearer: Bearer, held_clock: Any
) -> None:
    began = held_clock()
    held_clock.advance(minutes=10)
    session_refresh(refresh=phone.refresh)
    mine, other = listed(bearer(laptop.access))
    assert (mine["device"], mine["kind"], mine["address"]) == ("Firefox on Linux", "desktop", "203.0.113.7")
    assert (mine["current"], mine["second_factor"]) == (True, False)
    assert datetime.fromisoformat(mine["started_at"]) == datetime.fromisoformat(mine["last_used_at"]) == began
    assert (other["device"], other["kind"], other["address"]) == ("Safari on iOS", "phone", "198.51.100.9")
    assert (other["current"], other["second_factor"]) == (False, True)
    assert datetime.fromisoformat(other["last_used_at"]) == held_clock()
    assert (datetime.fromisoformat(other["expires_at"]) - held_clock()).days == 7


def test_the_list_costs_two_queries_however_long_it_is(
    laptop: Issued, ada: User, bearer: Bearer, django_assert_num_queries: Callable[[int], Any]
) -> None:
    session_open(user=ada)
    client = bearer(laptop.access)
    with django_assert_num_queries(2):  # whether the session is living, and the list
        assert len(listed(client)) == 3


def test_ended_and_idle_sessions_and_those_of_others_are_not_listed(
    laptop: Issued, phone: Issued, ada: User, make_user: Callable[..., User], bearer: Bearer, held_clock: Any
) -> None:
    session_open(user=make_user("bob"))
    gone = Session.objects.get(user=ada, address="198.51.100.9")
    session_end(session_id=gone.pk, reason=EndReason.LOGOUT)
    session_open(user=ada, user_agent="left alone")
    held_clock.advance(days=6)
    kept = session_refresh(refresh=laptop.refresh)
    held_clock.advance(days=1)
    kept = session_refresh(refresh=kept.refresh)
    assert [one["device"] for one in listed(bearer(kept.access))] == ["Firefox on Linux"]


def test_ending_one_ends_its_tokens(
    laptop: Issued, phone: Issued, api: APIClient, bearer: Bearer, published: Callable[[], list[Any]]
) -> None:
    [target] = [one["id"] for one in listed(bearer(laptop.access)) if not one["current"]]
    assert bearer(laptop.access).delete(f"{URL}{target}/").status_code == 204
    assert_problem(bearer(phone.access).get("/api/users/me/"), 401, "token-revoked")
    assert_problem(api.post("/api/token/refresh/", {"refresh": phone.refresh}), 401, "token-revoked")
    assert len(listed(bearer(laptop.access))) == 1
    told = published()[-1]
    assert (told.type, told.data["session_id"], told.data["reason"]) == ("session.terminated", target, "ended-by-user")
    entry = AuditEntry.objects.latest("seq")
    assert (entry.action, entry.resource_id, entry.actor_id) == ("session.ended", target, told.data["user_id"])


def test_ending_my_own_logs_me_out(laptop: Issued, bearer: Bearer) -> None:
    [mine] = [one["id"] for one in listed(bearer(laptop.access)) if one["current"]]
    assert bearer(laptop.access).delete(f"{URL}{mine}/").status_code == 204
    assert_problem(bearer(laptop.access).get(URL), 401, "token-revoked")


def test_somebody_else_s_session_is_not_there(
    laptop: Issued, make_user: Callable[..., User], bearer: Bearer, published: Callable[[], list[Any]]
) -> None:
    theirs = session_open(user=make_user("bob"))
    target = Session.objects.get(user__username="bob").pk
    before = len(published())
    assert_problem(bearer(laptop.access).delete(f"{URL}{target}/"), 404, "not-found")
    assert_problem(bearer(laptop.access).delete(f"{URL}{uuid4()}/"), 404, "not-found")
    assert len(published()) == before
    assert len(listed(bearer(theirs.access))) == 1


def test_one_that_has_ended_is_not_there_either(laptop: Issued, phone: Issued, bearer: Bearer) -> None:
    target = Session.objects.get(address="198.51.100.9").pk
    assert bearer(laptop.access).delete(f"{URL}{target}/").status_code == 204
    assert_problem(bearer(laptop.access).delete(f"{URL}{target}/"), 404, "not-found")


def test_all_others_end_at_once(laptop: Issued, phone: Issued, ada: User, bearer: Bearer) -> None:
    session_open(user=ada)
    answer = bearer(laptop.access).post(OTHERS)
    assert (answer.status_code, answer.json()) == (200, {"ended": 2})
    assert len(listed(bearer(laptop.access))) == 1
    assert_problem(bearer(phone.access).get(URL), 401, "token-revoked")
    assert bearer(laptop.access).post(OTHERS).json() == {"ended": 0}
    told = AuditEntry.objects.get(action="session.ended")
    assert (told.resource_id, '"ended":2' in told.details.replace(" ", "")) == (str(ada.pk), True)


@pytest.mark.parametrize(("method", "path"), [("get", URL), ("delete", f"{URL}{uuid4()}/"), ("post", OTHERS)])
def test_nobody_in_particular_has_none(api: APIClient, laptop: Issued, method: str, path: str) -> None:
    assert_problem(getattr(api, method)(path), 401, "unauthenticated")
    assert Session.objects.filter(ended_at__isnull=True).count() == 2


@pytest.mark.parametrize("path", [f"{URL}nonsense/", f"{URL}1/"])
def test_what_is_no_id_is_not_there(laptop: Issued, bearer: Bearer, path: str) -> None:
    assert_problem(bearer(laptop.access).delete(path), 404, "not-found")
