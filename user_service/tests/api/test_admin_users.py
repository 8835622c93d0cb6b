from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.organisations.models import Organisation
from user_service.sessions.domain.proof import BY_PASSWORD_AND_CODE
from user_service.sessions.models import Session
from user_service.sessions.services import session_open

pytestmark = pytest.mark.django_db

URL = "/api/admin/users/"


@pytest.fixture
def ann(signed_in: Callable[..., APIClient]) -> APIClient:
    """An administrator who has just shown a second factor."""
    return signed_in("ann", role="admin", proof=BY_PASSWORD_AND_CODE)


@pytest.fixture
def tired_ann(signed_in: Callable[..., APIClient], ann: APIClient) -> APIClient:
    """The same with the password alone."""
    return signed_in("ann")


def of(user: User, action: str = "") -> str:
    return f"{URL}{user.pk}/{action}"


def last_entry() -> tuple[str, str, str]:
    entry = AuditEntry.objects.latest("seq")
    return entry.action, entry.resource_id, entry.details


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [user["username"] for user in answer.json()["results"]]


def test_an_account_is_shown_with_its_factors_and_sessions(ann: APIClient, ada: User) -> None:
    session_open(user=ada)
    session = session_open(user=ada)
    body = ann.get(of(ada)).json()
    assert body.pop("last_login_at") == Session.objects.filter(user=ada).latest("pk").started_at.isoformat().replace(
        "+00:00", "Z"
    )
    assert session.access
    assert body == {
        "id": str(ada.pk),
        "username": "ada",
        "email": "ada@example.com",
        "email_verified": False,
        "first_name": "Ada",
        "last_name": "Lovelace",
        "phone": "",
        "role": "customer",
        "active": True,
        "organisation": None,
        "second_factor": [],
        "sessions": 2,
        "created_at": ada.created_at.isoformat().replace("+00:00", "Z"),
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["eve", "bob", "ada", "ann"]),
        ("search=LOVE", ["ada"]),
        ("search=ada%20love", ["ada"]),
        ("search=ada%20example", ["ada"]),
        ("search=nobody", []),
        ("role=staff", ["bob"]),
        ("active=false", ["eve"]),
        ("active=true&role=customer", ["ada"]),
        ("second_factor=true", []),
        ("second_factor=false&role=staff", ["bob"]),
        ("ordering=username", ["ada", "ann", "bob", "eve"]),
        ("ordering=-username", ["eve", "bob", "ann", "ada"]),
        ("ordering=username&page_size=2&page=2", ["bob", "eve"]),
    ],
)
def test_accounts_are_found_and_ordered(
    ann: APIClient, ada: User, make_user: Callable[..., User], asked: str, found: list[str]
) -> None:
    make_user("bob", role="staff")
    make_user("eve", is_active=False)
    assert names(ann.get(f"{URL}?{asked}")) == found


@pytest.mark.parametrize(
    "asked", ["role=king", "active=1", "active=yes", "ordering=password", "page=0", "organisation=x", "nmae=ada"]
)
def test_a_question_that_makes_no_sense_is_refused(ann: APIClient, asked: str) -> None:
    assert ann.get(f"{URL}?{asked}").status_code == 400


def test_a_page_costs_three_queries(
    ann: APIClient, make_user: Callable[..., User], django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(30):
        session_open(user=make_user(f"user{number}"))
    with django_assert_num_queries(3):  # the session, the number of accounts, the page
        assert len(names(ann.get(f"{URL}?page_size=30"))) == 30


def test_staff_read_and_change_nothing(signed_in: Callable[..., APIClient], ada: User) -> None:
    staff = signed_in("sam", role="staff", proof=BY_PASSWORD_AND_CODE)
    assert staff.get(of(ada)).status_code == 200
    before = User.objects.filter(pk=ada.pk).values().get()
    assert_problem(staff.patch(of(ada), {"phone": "1"}, HTTP_IF_MATCH="*"), 403, "forbidden")
    assert_problem(staff.put(of(ada, "role/"), {"role": "admin"}), 403, "forbidden")
    assert_problem(staff.delete(of(ada)), 403, "forbidden")
    for action in ("disable/", "enable/", "reset-2fa/", "end-sessions/"):
        assert_problem(staff.post(of(ada, action), {}), 403, "forbidden")
    assert_problem(staff.post(URL, {"username": "x"}), 403, "forbidden")
    assert User.objects.filter(pk=ada.pk).values().get() == before


@pytest.mark.parametrize("role", ["customer", "vendor", "viewer"])
def test_others_do_not_see_who_is_there(signed_in: Callable[..., APIClient], ada: User, role: str) -> None:
    client = signed_in("bob", role=role)
    assert_problem(client.get(URL), 403, "forbidden")
    assert_problem(client.get(of(ada)), 403, "forbidden")


def test_a_visitor_signs_in_first(api: APIClient, ada: User) -> None:
    assert_problem(api.get(URL), 401, "unauthenticated")
    assert_problem(api.delete(of(ada)), 401, "unauthenticated")


def test_somebody_who_is_not_there_is_not_found(ann: APIClient) -> None:
    nobody = f"{URL}{uuid4()}/"
    assert_problem(ann.get(nobody), 404, "not-found")
    assert_problem(ann.patch(nobody, {"phone": "1"}, HTTP_IF_MATCH="*"), 404, "not-found")
    assert_problem(ann.put(f"{nobody}role/", {"role": "staff"}), 404, "not-found")
    assert_problem(ann.post(f"{nobody}disable/", {}), 404, "not-found")
    assert_problem(ann.delete(nobody), 404, "not-found")


def test_a_new_account_is_invited_by_letter(
    ann: APIClient, sent_letters: Callable[[], list[Any]], published: Callable[[], list[Any]]
) -> None:
    answer = ann.post(URL, {"username": "grace", "email": "grace@example.com", "role": "staff"})
    assert answer.status_code == 201, answer.content
    grace = User.objects.get(username="grace")
    assert answer["Location"] == of(grace)
    assert not grace.has_usable_password()
    (letter,) = sent_letters()
    assert letter.to == ["grace@example.com"]
    assert "/reset-password?token=" in letter.body
    assert published()[-1].data == {"user_id": str(grace.pk), "username": "grace", "role": "staff"}
    assert last_entry() == ("user.created", str(grace.pk), '{"organisation":null,"role":"staff"}')


def test_a_role_is_given_to_a_new_account_after_step_up_only(tired_ann: APIClient) -> None:
    grace = {"username": "grace", "email": "grace@example.com", "role": "admin"}
    assert_problem(tired_ann.post(URL, grace), 401, "insufficient-user-authentication")
    assert not User.objects.filter(username="grace").exists()
    assert tired_ann.post(URL, grace | {"role": "customer"}).status_code == 201


@pytest.mark.parametrize(
    ("change", "code"), [({"username": "ADA"}, "username-taken"), ({"email": "Ada@Example.com"}, "email-taken")]
)
def test_what_belongs_to_somebody_is_not_given_twice(
    ann: APIClient, ada: User, change: dict[str, str], code: str
) -> None:
    grace = {"username": "grace", "email": "grace@example.com", "role": "customer"}
    assert_problem(ann.post(URL, grace | change), 409, code)
    assert User.objects.count() == 2


def test_an_account_is_changed_as_it_was_seen(ann: APIClient, ada: User) -> None:
    tag = ann.get(of(ada))["ETag"]
    answer = ann.patch(of(ada), {"phone": "+44 20", "last_name": "King"}, HTTP_IF_MATCH=tag)
    assert (answer.status_code, answer.json()["last_name"]) == (200, "King")
    assert answer["ETag"] != tag
    entry = AuditEntry.objects.latest("seq")
    assert (entry.action, entry.details) == ("user.changed", '{"fields":["last_name","phone"]}')
    assert entry.personal == (
        '{"last_name":{"after":"King","before":"Lovelace"},"phone":{"after":"+44 20","before":""}}'
    )
    assert_problem(ann.patch(of(ada), {"phone": "2"}, HTTP_IF_MATCH=tag), 412, "precondition-failed")
    ada.refresh_from_db()
    assert ada.phone == "+44 20"


def test_a_change_says_what_it_saw(ann: APIClient, ada: User) -> None:
    assert_problem(ann.patch(of(ada), {"phone": "2"}), 428, "precondition-required")


@pytest.mark.parametrize("field", ["role", "active", "is_active", "username", "email_verified", "password", "id"])
def test_other_fields_are_not_changed_here(ann: APIClient, ada: User, field: str) -> None:
    assert_problem(ann.patch(of(ada), {field: "admin"}, HTTP_IF_MATCH="*"), 400, "unknown-field")


def test_a_new_address_is_unproved_and_the_old_one_is_told(
    ann: APIClient, ada: User, sent_letters: Callable[[], list[Any]]
) -> None:
    User.objects.filter(pk=ada.pk).update(email_verified_at=ada.created_at)
    assert ann.patch(of(ada), {"email": "ada@new.example"}, HTTP_IF_MATCH="*").status_code == 200
    ada.refresh_from_db()
    assert (ada.email, ada.email_verified_at) == ("ada@new.example", None)
    assert sorted(letter.to[0] for letter in sent_letters()) == ["ada@example.com", "ada@new.example"]


def test_an_old_address_that_nobody_confirmed_gets_no_way_back(
    ann: APIClient, ada: User, sent_letters: Callable[[], list[Any]]
) -> None:
    """It may be a stranger's: the slip that the administrator is putting right."""
    ann.patch(of(ada), {"email": "ada@new.example"}, HTTP_IF_MATCH="*")
    assert [letter.to for letter in sent_letters()] == [["ada@new.example"]]


def test_a_new_address_needs_a_second_factor(tired_ann: APIClient, ada: User) -> None:
    answer = tired_ann.patch(of(ada), {"email": "mine@evil.example"}, HTTP_IF_MATCH="*")
    assert_problem(answer, 401, "insufficient-user-authentication")
    ada.refresh_from_db()
    assert ada.email == "ada@example.com"


def test_another_organisation_ends_the_sessions_that_name_the_one_before(
    ann: APIClient, make_user: Callable[..., User]
) -> None:
    lamps = Organisation.objects.create(name="Lamps")
    vera = make_user("vera", role="vendor")
    session_open(user=vera)
    answer = ann.patch(of(vera), {"organisation_id": str(lamps.pk)}, HTTP_IF_MATCH="*")
    assert answer.json()["organisation"] == {"id": str(lamps.pk), "name": "Lamps"}
    assert answer.json()["sessions"] == 0
    assert_problem(ann.patch(of(vera), {"organisation_id": str(uuid4())}, HTTP_IF_MATCH="*"), 400, "validation-error")


def test_another_role_ends_every_session(
    ann: APIClient, ada: User, published: Callable[[], list[Any]], sent_letters: Callable[[], list[Any]]
) -> None:
    session_open(user=ada)
    answer = ann.put(of(ada, "role/"), {"role": "staff"})
    assert (answer.status_code, answer.json()["role"], answer.json()["sessions"]) == (200, "staff", 0)
    assert Session.objects.get(user=ada).end_reason == "role-changed"
    terminated, changed = published()[-2:]
    assert terminated.subject == "session.terminated.v1"
    assert changed.subject == "user.role_changed.v1"
    assert changed.data == {"user_id": str(ada.pk), "role": "staff", "before": "customer"}
    assert last_entry() == ("user.role_changed", str(ada.pk), '{"after":"staff","before":"customer"}')
    assert sent_letters()[-1].to == ["ada@example.com"]


def test_the_same_role_again_changes_nothing(ann: APIClient, ada: User) -> None:
    session_open(user=ada)
    before = AuditEntry.objects.count()
    assert ann.put(of(ada, "role/"), {"role": "customer"}).json()["sessions"] == 1
    assert AuditEntry.objects.count() == before


def test_a_role_needs_a_second_factor(tired_ann: APIClient, ada: User) -> None:
    problem = assert_problem(
        tired_ann.put(of(ada, "role/"), {"role": "admin"}), 401, "insufficient-user-authentication"
    )
    assert (problem["acr_values"], problem["max_age"]) == ("mfa", 300)
    ada.refresh_from_db()
    assert ada.role == "customer"


@pytest.mark.parametrize("role", ["king", "", None, 1, ["admin"]])
def test_a_role_is_one_of_those_there_are(ann: APIClient, ada: User, role: Any) -> None:
    assert_problem(ann.put(of(ada, "role/"), {"role": role}), 400, "validation-error")


def test_a_disabled_account_is_out_at_once(
    ann: APIClient, ada: User, signed_in: Callable[..., APIClient], published: Callable[[], list[Any]]
) -> None:
    theirs = signed_in("ada")
    answer = ann.post(of(ada, "disable/"), {})
    assert (answer.json()["active"], answer.json()["sessions"]) == (False, 0)
    assert_problem(theirs.get("/api/users/me/"), 401, "token-revoked")
    assert [event.subject for event in published()[-2:]] == ["session.terminated.v1", "user.disabled.v1"]
    assert last_entry() == ("user.disabled", str(ada.pk), '{"sessions_ended":1}')
    assert ann.post(of(ada, "enable/"), {}).json()["active"] is True
    assert published()[-1].subject == "user.enabled.v1"
    assert last_entry()[0] == "user.enabled"


def test_disabling_twice_tells_once(ann: APIClient, ada: User) -> None:
    ann.post(of(ada, "disable/"), {})
    before = AuditEntry.objects.count()
    assert ann.post(of(ada, "disable/"), {}).status_code == 200
    assert AuditEntry.objects.count() == before


def test_somebody_is_signed_out_everywhere(ann: APIClient, ada: User) -> None:
    session_open(user=ada)
    session_open(user=ada)
    assert ann.post(of(ada, "end-sessions/"), {}).json() == {"ended": 2}
    assert last_entry() == ("user.sessions_ended", str(ada.pk), '{"sessions_ended":2}')


def test_second_factors_are_taken_from_who_has_lost_them(ann: APIClient, ada: User) -> None:
    session_open(user=ada)
    assert ann.post(of(ada, "reset-2fa/"), {}).status_code == 204
    assert Session.objects.get(user=ada).end_reason == "second-factor-reset"
    assert last_entry()[:2] == ("mfa.reset", str(ada.pk))


def test_a_reset_needs_a_second_factor_itself(tired_ann: APIClient, ada: User) -> None:
    assert_problem(tired_ann.post(of(ada, "reset-2fa/"), {}), 401, "insufficient-user-authentication")


def test_a_deleted_account_is_gone_for_everybody(ann: APIClient, ada: User) -> None:
    assert ann.delete(of(ada)).status_code == 204
    assert_problem(ann.get(of(ada)), 404, "not-found")
    assert names(ann.get(URL)) == ["ann"]
    ada.refresh_from_db()
    assert (ada.first_name, ada.is_active) == ("", False)


def test_a_deletion_needs_a_second_factor(tired_ann: APIClient, ada: User) -> None:
    assert_problem(tired_ann.delete(of(ada)), 401, "insufficient-user-authentication")
    assert User.objects.filter(username="ada").exists()


@pytest.mark.parametrize("others", [0, 1])
def test_nobody_takes_their_own_role_or_account_away(
    ann: APIClient, make_user: Callable[..., User], others: int
) -> None:
    for number in range(others):
        make_user(f"admin{number}", role="admin")
    me, code = User.objects.get(username="ann"), "own-account" if others else "last-administrator"
    assert_problem(ann.put(of(me, "role/"), {"role": "staff"}), 409, code)
    assert_problem(ann.post(of(me, "disable/"), {}), 409, code)
    assert_problem(ann.post(of(me, "reset-2fa/"), {}), 409, code)
    assert_problem(ann.delete(of(me)), 409, code)
    me.refresh_from_db()
    assert (me.role, me.is_active) == ("admin", True)
    assert Session.objects.filter(user=me, ended_at=None).count() == 1
