"""What is told of the search's indexes, and a reindexing that is asked for over the API and done by the worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from rest_framework.test import APIClient

from product_service import wiring
from product_service.search import asking, engines, jobs, reindexing, services
from product_service.search import state as states
from product_service.search.models import Document, Pending, Run, Target
from product_service.tests.support import Make
from servicekit import clock
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock
from servicekit.testing.events import Published

pytestmark = pytest.mark.django_db

AsRole = Callable[..., APIClient]
STATE = "/api/products/search/state/"
REINDEX = "/api/products/search/reindex/"
EMBEDDED = {"target": "embedded"}


def told(client: APIClient, target: str = "embedded") -> dict[str, Any]:
    answer = client.get(STATE)
    assert answer.status_code == 200
    one: dict[str, Any] = next(index for index in answer.json()["indexes"] if index["target"] == target)
    return one


def run_of(client: APIClient) -> tuple[str, int, int]:
    run = told(client)["run"]
    return run["standing"], run["done"], run["total"]


@pytest.fixture
def staff(as_role: AsRole) -> APIClient:
    return as_role("staff", "sami")


def test_a_shop_whose_search_finds_everything_says_so(staff: APIClient, make_product: Make) -> None:
    make_product()
    assert staff.get(STATE)["Cache-Control"] == "private, no-cache"
    assert staff.get(STATE).json() == {
        "indexes": [
            {
                "target": "embedded",
                "searched": True,
                "complete": True,
                "waiting": 0,
                "waiting_relation": "exact",
                "run": None,
            }
        ]
    }


def test_what_has_yet_to_be_found_is_counted_as_far_as_it_matters(
    staff: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    Pending.objects.bulk_create(Pending(target=Target.EMBEDDED, product_id=number) for number in range(3))
    index = told(staff)
    assert (index["complete"], index["waiting"], index["waiting_relation"]) == (False, 3, "exact")
    monkeypatch.setattr(states, "MOST_COUNTED", 2)
    index = told(staff)
    assert (index["waiting"], index["waiting_relation"]) == (2, "at_least")


def test_one_asks_and_the_worker_does_it(
    staff: APIClient, make_product: Make, monkeypatch: pytest.MonkeyPatch, recorded: Published
) -> None:
    for _ in range(3):
        make_product()
    Document.objects.all().delete()
    monkeypatch.setattr(reindexing, "CHUNK", 1)
    monkeypatch.setattr(asking, "CHUNKS", 2)
    answer = staff.post(REINDEX, EMBEDDED)
    assert (answer.status_code, answer.json()) == (202, staff.get(STATE).json())
    assert run_of(staff) == ("waiting", 0, 3)
    assert not told(staff)["complete"]
    [one] = [event.data for event in recorded() if event.data["resource"] == "search"]
    assert (one["action"], one["actor_name"], one["details"]) == ("search.reindex_asked", "sami", {"products": 3})
    work = next(job for job in wiring.periodic() if job.name == "search-reindex").run
    work()
    assert run_of(staff) == ("waiting", 2, 3)
    work()
    assert run_of(staff) == ("done", 3, 3)
    assert (told(staff)["complete"], Document.objects.count()) == (True, 3)
    work()
    assert Run.objects.count() == 1


def test_while_somebody_works_on_it_it_is_running_and_none_is_begun_beside_it(
    staff: APIClient, make_product: Make, held_clock: HeldClock, recorded: Published
) -> None:
    make_product()
    run = reindexing.begin(Target.EMBEDDED)
    assert staff.post(REINDEX, EMBEDDED).status_code == 202
    asking.go_on()
    assert run_of(staff) == ("running", 0, 1)
    assert Run.objects.get().pk == run.pk
    assert not [event for event in recorded() if event.data["resource"] == "search"]
    held_clock.advance(seconds=16)
    assert run_of(staff)[0] == "waiting"
    asking.go_on()
    assert run_of(staff) == ("done", 1, 1)


@pytest.mark.usefixtures("external_engine")
@pytest.mark.parametrize(("target", "work"), [(Target.EMBEDDED, asking.go_on), (Target.EXTERNAL, jobs.first_index)])
def test_one_that_another_worker_ends_just_then_is_not_begun_again(
    target: Target, work: Callable[[], None], make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_product()
    run, now = reindexing.begin(target), clock.now

    def ended_just_then() -> datetime:
        Run.objects.update(finished_at=now())
        return now()

    monkeypatch.setattr(clock, "now", ended_just_then)
    work()
    assert Run.objects.get().pk == run.pk


def test_after_one_that_is_over_another_can_be_asked_for(staff: APIClient, make_product: Make) -> None:
    make_product()
    call_command("reindex")
    assert run_of(staff)[0] == "done"
    staff.post(REINDEX, EMBEDDED)
    assert run_of(staff)[0] == "waiting"
    assert Run.objects.count() == 2


def test_an_external_engine_has_a_state_of_its_own(staff: APIClient, make_product: Make, external_engine: str) -> None:
    make_product()
    first, second = staff.get(STATE).json()["indexes"]
    assert [(one["target"], one["searched"]) for one in (first, second)] == [("external", True), ("embedded", False)]
    assert (first["complete"], first["run"]) == (False, None)
    assert staff.post(REINDEX, {"target": "external"}).status_code == 202
    jobs.first_index()
    jobs.push()
    assert (told(staff, "external")["complete"], told(staff, "external")["run"]["standing"]) == (True, "done")
    services.product_changed(1)
    assert told(staff, "external")["waiting"] == 1


def test_what_is_no_index_of_this_shop_is_refused(staff: APIClient) -> None:
    for given, slug in (({"target": "external"}, "validation-error"), ({"target": "x"}, "validation-error")):
        problem = assert_problem(staff.post(REINDEX, given), 400, slug)
        assert problem["errors"][0]["pointer"] == "/target"
    assert_problem(staff.post(REINDEX, EMBEDDED | {"now": True}), 400, "unknown-field")
    assert_problem(staff.get(f"{STATE}?x=1"), 400, "unknown-parameter")
    assert not Run.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("vendor", 403), ("customer", 403), ("viewer", 403), ("", 401)])
def test_nobody_else_sees_or_asks(as_role: AsRole, api: APIClient, role: str, status: int) -> None:
    client = as_role(role) if role else api
    assert client.get(STATE).status_code == status
    assert client.post(REINDEX, EMBEDDED).status_code == status
    assert not Run.objects.exists()


def test_two_who_ask_at_once_are_one(staff: APIClient) -> None:
    for _ in range(2):
        assert asking.reindex_ask(target=Target.EMBEDDED).pk == Run.objects.get().pk
    assert engines.with_external() is False
    assert Run.objects.get().seen_at < clock.now() - timedelta(seconds=15)


def test_one_that_ends_while_it_is_asked_for_is_answered(
    staff: APIClient, make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_product()
    call_command("reindex")

    def taken(**_: object) -> Run:
        raise IntegrityError

    monkeypatch.setattr(Run.objects, "create", taken)
    answer = staff.post(REINDEX, EMBEDDED)
    assert (answer.status_code, answer.json()["indexes"][0]["run"]["standing"]) == (202, "done")
