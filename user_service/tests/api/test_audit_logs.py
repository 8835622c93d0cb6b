import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit import context
from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.audit.record import record

pytestmark = pytest.mark.django_db

URL = "/api/admin/audit-logs/"


@pytest.fixture
def ann(signed_in: Callable[..., APIClient]) -> APIClient:
    return signed_in("ann", role="admin")


@pytest.fixture
def ten_entries(ann: APIClient) -> list[AuditEntry]:
    """Ten entries, one after the other."""
    return [record("lamp.lit", resource="lamp", resource_id=f"u-{n}", actor_id="") for n in range(10)]


def seqs(answer: Any) -> list[int]:
    assert answer.status_code == 200, answer.content
    return [entry["seq"] for entry in answer.json()["results"]]


def test_an_entry_is_shown_whole(ann: APIClient, ada: User, held_clock: Any) -> None:
    with context.request_scope("0198a0d4-0000-7000-8000-000000000001"):
        context.came_from(address="203.0.113.7", user_agent="Firefox")
        context.signed_in(user_id=str(ada.pk), username="ada")
        entry = record("user.disabled", resource="user", resource_id="u-1", details={"after": False})
    assert ann.get(f"{URL}?action=user.disabled").json()["results"] == [
        {
            "seq": entry.seq,
            "at": held_clock.instant.isoformat().replace("+00:00", "Z"),
            "actor": {"id": str(ada.pk), "username": "ada"},
            "action": "user.disabled",
            "resource": "user",
            "resource_id": "u-1",
            "details": {"after": False},
            "personal": {},
            "address": "203.0.113.7",
            "user_agent": "Firefox",
            "request_id": "0198a0d4-0000-7000-8000-000000000001",
            "service": "user_service",
            "hash": entry.hash,
        }
    ]


def test_pages_go_from_the_newest_to_the_oldest_and_back(ann: APIClient, ten_entries: list[AuditEntry]) -> None:
    base = ten_entries[0].seq
    first = ann.get(f"{URL}?action=lamp.lit&resource=lamp&page_size=4&search=u-")
    assert seqs(first) == [base + 9, base + 8, base + 7, base + 6]
    assert first.json()["previous"] is None
    second = ann.get(first.json()["next"])
    record("lamp.lit", resource="lamp", resource_id="u-new", actor_id="")  # shifts nothing
    last = ann.get(second.json()["next"])
    assert (seqs(second), seqs(last)) == ([base + 5, base + 4, base + 3, base + 2], [base + 1, base])
    assert last.json()["next"] is None
    assert seqs(ann.get(last.json()["previous"])) == seqs(second)
    assert seqs(ann.get(second.json()["previous"])) == seqs(first)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("action=lamp.lit", 2),
        ("resource=order", 1),
        ("resource=lamp&resource_id=l-1", 1),
        ("resource_id=nobody", 0),
        ("actor=ada", 1),
        ("actor=ADA@example.com", 1),
        ("actor=nobody", 0),
        ("service=order_service", 0),
        ("search=o-1", 1),
        ("search=O-1", 1),
        ("search=100%25", 0),
    ],
)
def test_filters_narrow(ann: APIClient, ada: User, asked: str, found: int) -> None:
    for n in range(2):
        record("lamp.lit", resource="lamp", resource_id=f"l-{n}", actor_id="")
    record("order.status_changed", resource="order", resource_id="o-1", actor_id=str(ada.pk))
    assert len(seqs(ann.get(f"{URL}?{asked}"))) == found


def test_times_are_filters_too(ann: APIClient, held_clock: Any) -> None:
    early = record("config.changed", resource="config")
    noon = held_clock.advance(hours=1)
    late = record("config.changed", resource="config")
    at = (noon - timedelta(minutes=1)).isoformat().replace("+00:00", "Z")
    assert seqs(ann.get(f"{URL}?action=config.changed&since={at}")) == [late.seq]
    assert seqs(ann.get(f"{URL}?action=config.changed&until={at}")) == [early.seq]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("cursor=12", "validation-error"),
        ("cursor=before-0", "validation-error"),
        ("page_size=0", "validation-error"),
        ("page_size=101", "validation-error"),
        ("since=yesterday", "validation-error"),
        ("actr=ada", "unknown-parameter"),
        ("page=2", "unknown-parameter"),
        ("action=a&action=b", "validation-error"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(ann: APIClient, asked: str, code: str) -> None:
    assert_problem(ann.get(f"{URL}?{asked}"), 400, code)


def test_a_page_costs_three_queries(
    ann: APIClient, ten_entries: list[AuditEntry], ada: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    record("user.login", resource="user", actor_id=str(ada.pk))
    with django_assert_num_queries(3):  # the session, the entries, the names of those who were not signed in yet
        ann.get(f"{URL}?page_size=100")


@pytest.mark.parametrize("path", ["", "export/", "verify/"])
@pytest.mark.parametrize("role", ["staff", "vendor", "customer", "viewer"])
def test_only_an_administrator_reads_it(signed_in: Callable[..., APIClient], path: str, role: str) -> None:
    assert_problem(signed_in("bob", role=role).get(URL + path), 403, "forbidden")


@pytest.mark.parametrize("path", ["", "export/", "verify/"])
def test_a_visitor_signs_in_first(api: APIClient, path: str) -> None:
    assert_problem(api.get(URL + path), 401, "unauthenticated")


def lines(answer: Any) -> str:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def test_the_log_is_exported_as_csv(ann: APIClient, ten_entries: list[AuditEntry]) -> None:
    answer = ann.get(f"{URL}export/?resource=lamp&action=lamp.lit")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="audit-')
    rows = list(csv.DictReader(io.StringIO(lines(answer))))
    assert [row["resource_id"] for row in rows] == [f"u-{n}" for n in range(10)]
    assert rows[-1]["hash"] == ten_entries[-1].hash


def test_that_it_was_exported_is_its_last_entry(ann: APIClient) -> None:
    rows = [json.loads(line) for line in lines(ann.get(f"{URL}export/?format=json")).splitlines()]
    assert rows[-1]["action"] == "audit.exported"
    assert rows[-1]["actor_name"] == "ann"
    assert rows[-1]["details"] == {"filters": {}, "format": "json"}


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\uff1dcmd"])
def test_no_cell_begins_a_formula(ann: APIClient, name: str) -> None:
    record("user.login", resource="user", resource_id=name, actor_id="")
    rows = list(csv.DictReader(io.StringIO(lines(ann.get(f"{URL}export/?resource_id={name.replace('+', '%2B')}")))))
    assert [row["resource_id"] for row in rows] == [f"'{name}"]


def test_the_chain_is_verified_on_demand(ann: APIClient, ten_entries: list[AuditEntry]) -> None:
    body = ann.get(f"{URL}verify/").json()
    last = AuditEntry.objects.latest("seq")
    assert (body["valid"], body["first_bad"]) == (True, None)
    assert body["head"] == {"seq": last.seq, "hash": last.hash}


def test_a_changed_entry_is_named(ann: APIClient, ten_entries: list[AuditEntry]) -> None:
    changed = ten_entries[4]
    AuditEntry.objects.filter(pk=changed.pk).update(resource_id="somebody-else")
    body = ann.get(f"{URL}verify/").json()
    assert body["valid"] is False
    assert (body["first_bad"]["seq"], body["first_bad"]["fault"]) == (changed.seq, "changed")


def test_a_head_that_was_noted_is_looked_for(ann: APIClient, ten_entries: list[AuditEntry]) -> None:
    assert ann.get(f"{URL}verify/?expect={ten_entries[3].hash}").json()["valid"] is True
    assert ann.get(f"{URL}verify/?expect={'a' * 64}").json()["first_bad"]["fault"] == "removed"
    assert_problem(ann.get(f"{URL}verify/?expect=abc"), 400, "validation-error")
