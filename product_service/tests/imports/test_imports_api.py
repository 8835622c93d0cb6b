from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.imports import folder, jobs
from product_service.imports.domain import limits
from product_service.imports.models import Import
from product_service.tests.imports.sending import CHAIR, LAMP, file_of, queued, worked_off
from product_service.tests.support import principal
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]

AsRole = Callable[..., APIClient]
PATH = "/api/products/imports/"


def send(client: APIClient, content: bytes, query: str = "", *, key: str = "", media: str = "text/csv") -> Any:
    return client.post(PATH + query, content, content_type=media, headers={"Idempotency-Key": key or str(uuid4())})


def parts() -> list[Path]:
    return list(folder.folder().iterdir())


def test_a_file_is_accepted_and_worked_on_later(as_role: AsRole, recorded: Published) -> None:
    admin = as_role("admin")
    answer = send(admin, file_of(CHAIR, LAMP), "?name=chairs.csv")
    assert answer.status_code == 202, answer.content
    told = answer.json()
    assert (told["state"], told["name"], told["rows"], told["dry_run"]) == ("queued", "chairs.csv", None, False)
    assert answer["Location"] == f"{PATH}{told['id']}/"
    jobs.work_off()
    done = admin.get(answer["Location"]).json()
    assert (done["state"], done["created"], done["rows_written"], done["errors"]) == ("done", 2, 2, [])
    assert done["rows_per_second"] > 0
    assert Product.objects.count() == 2
    assert [event.data["action"] for event in recorded()] == ["import.created", "import.done"]
    assert parts() == []


def test_the_same_file_under_the_same_key_is_one_import(as_role: AsRole) -> None:
    admin, key = as_role("admin"), str(uuid4())
    first, again = (send(admin, file_of(CHAIR), key=key) for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again["Idempotency-Replayed"] == "true"
    assert Import.objects.count() == 1
    assert_problem(send(admin, file_of(LAMP), key=key), 422, "idempotency-key-reused")
    assert Import.objects.count() == 1
    assert [path.name for path in parts()] == [f"{first.json()['id']}.csv"]


@pytest.mark.parametrize(("role", "status"), [("customer", 403), ("viewer", 403)])
def test_who_manages_no_products_sends_none(as_role: AsRole, role: str, status: int) -> None:
    assert_problem(send(as_role(role), file_of(CHAIR)), status, "forbidden")
    assert not Import.objects.exists()
    assert parts() == []


def test_nor_does_an_anonymous_visitor(api: APIClient) -> None:
    assert_problem(send(api, file_of(CHAIR)), 401, "unauthenticated")
    assert parts() == []


def test_nobody_keeps_more_than_ten_files_waiting(as_role: AsRole) -> None:
    vera = as_role("vendor", "vera")
    for number in range(10):
        assert send(vera, file_of(CHAIR), f"?dry_run={'true' if number else 'false'}").status_code == 202
    key = str(uuid4())
    refused = send(vera, file_of(LAMP), key=key)
    assert_problem(refused, 429, "rate-limited")
    assert refused["Retry-After"] == "60"
    assert len(parts()) == 10
    assert Import.objects.count() == 10
    assert send(as_role("vendor", "viktor"), file_of(LAMP)).status_code == 202
    vera.post(f"/api/products/imports/{Import.objects.earliest('id').pk}/cancel/")
    assert send(vera, file_of(LAMP), key=key).status_code == 202


def test_anything_but_csv_is_refused(as_role: AsRole) -> None:
    assert_problem(send(as_role("admin"), b"{}", media="application/json"), 415, "unsupported-media-type")
    assert_problem(send(as_role("admin"), b""), 400, "validation-error")
    assert_problem(
        as_role("admin").post(PATH, b"sku\r\nA\r\n", content_type="text/csv"),
        400,
        "idempotency-key-required",
    )
    assert not Import.objects.exists()
    assert parts() == []


def test_a_file_that_is_too_large_leaves_nothing(as_role: AsRole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "LARGEST_FILE", 60)
    assert_problem(send(as_role("admin"), file_of(CHAIR, LAMP)), 413, "payload-too-large")
    assert parts() == []


def test_what_is_announced_larger_than_the_limit_is_not_read(as_role: AsRole) -> None:
    announced = {"Content-Length": str(limits.LARGEST_FILE + 1), "Idempotency-Key": "a"}
    answer = as_role("admin").post(PATH, b"sku", content_type="text/csv", headers=announced)
    assert_problem(answer, 413, "payload-too-large")


def test_an_unknown_parameter_is_refused(as_role: AsRole) -> None:
    assert_problem(send(as_role("admin"), file_of(CHAIR), "?dryrun=true"), 400, "unknown-parameter")
    assert_problem(send(as_role("admin"), file_of(CHAIR), "?dry_run=perhaps"), 400, "validation-error")
    assert not Import.objects.exists()
    assert parts() == []


def test_a_dry_run_writes_when_it_is_applied(as_role: AsRole, recorded: Published) -> None:
    admin = as_role("admin")
    sent = send(admin, file_of(CHAIR, LAMP), "?dry_run=true")
    where = sent["Location"]
    assert_problem(admin.post(f"{where}apply/"), 409, "invalid-state")
    jobs.work_off()
    checked = admin.get(where).json()
    assert (checked["state"], checked["rows"], checked["created"], checked["rows_written"]) == ("checked", 2, 2, 0)
    assert not Product.objects.exists()
    applied = admin.post(f"{where}apply/", {})
    assert (applied.status_code, applied.json()["state"], applied.json()["created"]) == (200, "writing", 0)
    assert_problem(admin.post(f"{where}apply/"), 409, "invalid-state")
    jobs.work_off()
    assert (admin.get(where).json()["state"], Product.objects.count()) == ("done", 2)
    assert [event.data["action"] for event in recorded()] == ["import.created", "import.applied", "import.done"]


def test_an_import_that_waits_is_cancelled_at_once(as_role: AsRole) -> None:
    admin = as_role("admin")
    where = send(admin, file_of(CHAIR))["Location"]
    cancelled = admin.post(f"{where}cancel/")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert_problem(admin.post(f"{where}cancel/"), 409, "invalid-state")
    jobs.work_off()
    assert (admin.get(where).json()["state"], Product.objects.count(), parts()) == ("cancelled", 0, [])


def test_neither_takes_a_body_or_parameters(as_role: AsRole) -> None:
    admin = as_role("admin")
    where = send(admin, file_of(CHAIR))["Location"]
    assert_problem(admin.post(f"{where}cancel/", {"now": True}), 400, "unknown-field")
    assert_problem(admin.post(f"{where}apply/?now=1", {}), 400, "unknown-parameter")
    assert admin.get(where).json()["state"] == "queued"


def test_mistakes_are_told_the_first_hundred_and_all_of_them_as_a_file(as_role: AsRole) -> None:
    job = worked_off(file_of(*(f'SKU-{n},"=cmd|{n}",,home,-1,EUR,1' for n in range(120))))
    admin = as_role("admin")
    told = admin.get(f"{PATH}{job.pk}/").json()
    assert (told["state"], told["error_count"], len(told["errors"])) == ("invalid", 120, 100)
    assert told["errors"][0] == {
        "row": 2,
        "column": "price",
        "code": "invalid",
        "detail": 'Write the amount as a plain decimal string, such as "12.34".',
    }
    answer = admin.get(f"{PATH}{job.pk}/errors/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.getvalue().decode().splitlines()
    assert lines[0] == '"row","column","code","detail"'
    assert len(lines) == 121
    assert Product.objects.count() == 0


def test_vendors_see_their_own_imports_and_the_house_sees_all(as_role: AsRole) -> None:
    mine, other = queued(file_of(CHAIR), by=principal("vendor", "alice")), queued(file_of(LAMP))
    alice = as_role("vendor", "alice")
    assert [one["id"] for one in alice.get(PATH).json()["results"]] == [str(mine.pk)]
    for path in ("", "errors/"):
        assert alice.get(f"{PATH}{mine.pk}/{path}").status_code == 200
        assert_problem(alice.get(f"{PATH}{other.pk}/{path}"), 404, "not-found")
    for path in ("apply/", "cancel/"):
        assert_problem(alice.post(f"{PATH}{other.pk}/{path}"), 404, "not-found")
    assert [one["id"] for one in as_role("staff").get(PATH).json()["results"]] == [str(other.pk), str(mine.pk)]


def test_the_list_goes_page_by_page_in_two_queries(
    as_role: AsRole, django_assert_num_queries: Callable[[int], Any]
) -> None:
    made = [str(queued(file_of(CHAIR)).pk) for _ in range(45)][::-1]
    admin = as_role("admin")
    with django_assert_num_queries(2):  # whether the session is over, and the page
        first = admin.get(PATH).json()
    second = admin.get(first["next"]).json()
    third = admin.get(second["next"]).json()
    assert [one["id"] for page in (first, second, third) for one in page["results"]] == made
    assert (first["previous"], third["next"]) == (None, None)
    assert admin.get(third["previous"]).json()["results"] == second["results"]
    assert admin.get(second["previous"]).json() == first
    assert_problem(admin.get(f"{PATH}?cursor={first['next'][-20:]}"), 400, "invalid-cursor")
    assert_problem(as_role("staff", "bob").get(first["next"]), 400, "invalid-cursor")
