from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import connections, transaction
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from servicekit import errors
from servicekit.idempotency.execution import Execution
from servicekit.idempotency.housekeeping import purge_expired
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock
from servicekit.tests.idempotency import kitchen
from servicekit.tests.idempotency.kitchen import Jars, filled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("servicekit.tests.idempotency.kitchen")]
AsRole = Callable[..., APIClient]


class OutOfSugar(errors.ServiceError):
    code = "out-of-sugar"
    title = "The sugar is gone"
    http = 409


@pytest.fixture
def alice(as_role: AsRole) -> APIClient:
    return as_role("customer", username="alice")


def send(client: APIClient, key: str | None = "key-1", of: str = "plums", path: str = "/api/jars/") -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    return client.post(path, {"of": of}, format="json", headers=headers)


def cook(monkeypatch: pytest.MonkeyPatch, recipe: kitchen.Recipe) -> None:
    monkeypatch.setattr(Jars, "recipe", staticmethod(recipe))


def test_a_replay_is_the_first_answer_byte_for_byte(alice: APIClient) -> None:
    first, again = send(alice), send(alice)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert (again["Location"], again["Content-Type"]) == (first["Location"], first["Content-Type"])
    assert (again["Idempotency-Replayed"], "Idempotency-Replayed" in first) == ("true", False)
    assert filled() == ["plums"]


def test_another_key_is_another_jar(alice: APIClient) -> None:
    assert send(alice, "key-1").content != send(alice, "key-2").content
    assert filled() == ["plums", "plums"]


@pytest.mark.parametrize("key", [None, "", "   "])
def test_without_a_key_nothing_happens(alice: APIClient, key: str | None) -> None:
    assert_problem(send(alice, key), 400, "idempotency-key-required")
    assert filled() == []


@pytest.mark.parametrize("key", ["k" * 256, "käy", "tab\tkey", "\x7f"])
def test_an_ill_formed_key_is_refused(alice: APIClient, key: str) -> None:
    assert_problem(send(alice, key), 400, "validation-error")
    assert filled() == []


@pytest.mark.parametrize("key", ["k", "k" * 255, '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "a key, with ~ signs"])
def test_any_other_key_will_do(alice: APIClient, key: str) -> None:
    assert send(alice, key).status_code == 201
    assert send(alice, key)["Idempotency-Replayed"] == "true"


def test_another_body_under_the_same_key_is_refused(alice: APIClient) -> None:
    first = send(alice)
    assert_problem(send(alice, of="cherries"), 422, "idempotency-key-reused")
    assert filled() == ["plums"]
    assert send(alice).content == first.content


def test_another_query_or_value_in_the_path_is_another_request(alice: APIClient) -> None:
    assert send(alice, path="/api/shelves/1/jars/").status_code == 201
    assert_problem(send(alice, path="/api/shelves/2/jars/"), 422, "idempotency-key-reused")
    assert_problem(send(alice, path="/api/shelves/1/jars/?x=1"), 422, "idempotency-key-reused")
    assert filled() == ["plums"]


def test_the_same_key_elsewhere_is_a_key_of_its_own(alice: APIClient) -> None:
    assert send(alice, path="/api/jars/").status_code == 201
    assert send(alice, path="/api/shelves/1/jars/").status_code == 201
    assert filled() == ["plums", "plums"]


def test_the_versioned_path_and_the_one_without_a_slash_are_the_same_place(alice: APIClient) -> None:
    first = send(alice)
    assert send(alice, path="/api/v1/jars").content == first.content
    assert filled() == ["plums"]


def test_another_user_with_the_same_key_gets_an_own_jar(alice: APIClient, as_role: AsRole) -> None:
    mine, theirs = send(alice), send(as_role("customer", username="bob"))
    assert (mine.json()["by"], theirs.json()["by"]) == ("alice", "bob")
    assert "Idempotency-Replayed" not in theirs
    assert filled() == ["plums", "plums"]


def test_nobody_in_particular_is_turned_away_before_anything_is_kept(api: APIClient) -> None:
    assert_problem(send(api), 401, "unauthenticated")
    assert not IdempotencyRecord.objects.exists()


def test_fifty_sent_at_once_are_one_execution(as_role: AsRole) -> None:
    def one(_: int) -> tuple[int, bytes]:
        try:
            answer = send(as_role("customer", username="alice"))
            return answer.status_code, answer.content if answer.status_code == 201 else b""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(one, range(50)))
    statuses = Counter(status for status, _ in answers)
    assert statuses.keys() <= {201, 409}
    assert statuses[201] >= 1
    assert len({body for status, body in answers if status == 201}) == 1
    assert filled() == ["plums"]


def test_while_it_runs_a_second_one_is_told_to_wait(
    alice: APIClient, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def impatient_client(request: Request, execution: Execution) -> Response:
        seen.append(send(as_role("customer", username="alice")))
        return kitchen.once(request, execution)

    cook(monkeypatch, impatient_client)
    assert send(alice).status_code == 201
    assert_problem(seen[0], 409, "idempotency-in-progress")
    assert seen[0]["Retry-After"] == "1"
    assert filled() == ["plums"]


@pytest.mark.parametrize("status", [402, 409, 422])
def test_a_decision_of_the_domain_is_kept(alice: APIClient, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    class Decision(OutOfSugar):
        http: ClassVar[int] = status

    def refuse(_request: Request, _execution: Execution) -> Response:
        raise Decision(missing=3)

    cook(monkeypatch, refuse)
    first = send(alice)
    assert assert_problem(first, status, "out-of-sugar")["missing"] == 3
    cook(monkeypatch, kitchen.once)
    again = send(alice)
    assert (again.status_code, again.content, again["Content-Type"]) == (status, first.content, first["Content-Type"])
    assert again["Idempotency-Replayed"] == "true"
    assert filled() == []


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (errors.ValidationFailed(), 400),
        (errors.Forbidden(), 403),
        (errors.NotFound(), 404),
        (errors.RateLimited(retry_after=1), 429),
        (errors.DependencyUnavailable(), 503),
        (errors.Conflict(retry_after=1), 409),
        (ZeroDivisionError(), 500),
    ],
)
def test_what_may_pass_is_not_kept_and_can_be_sent_again_at_once(
    alice: APIClient, monkeypatch: pytest.MonkeyPatch, failure: Exception, status: int
) -> None:
    def fail(_request: Request, _execution: Execution) -> Response:
        raise failure

    cook(monkeypatch, fail)
    assert send(alice).status_code == status
    assert not IdempotencyRecord.objects.exists()
    cook(monkeypatch, kitchen.once)
    assert send(alice).status_code == 201
    assert filled() == ["plums"]


def test_after_a_refused_body_the_corrected_one_may_use_the_key(alice: APIClient) -> None:
    assert_problem(
        alice.post("/api/jars/", "{", content_type="application/json", headers={"Idempotency-Key": "k"}),
        400,
        "malformed-json",
    )
    assert send(alice, "k").status_code == 201


def test_a_run_that_failed_after_its_checkpoint_is_resumed_and_not_repeated(
    alice: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def fill_and_fail(request: Request, execution: Execution) -> Response:
        made.append(kitchen.fill(execution, kitchen.wanted(request)))
        raise errors.DependencyUnavailable

    cook(monkeypatch, fill_and_fail)
    assert send(alice).status_code == 503
    cook(monkeypatch, kitchen.once)
    assert_problem(send(alice, of="cherries"), 422, "idempotency-key-reused")
    assert send(alice).json()["id"] == made[0]
    assert filled() == ["plums"]


def test_a_run_that_was_killed_is_taken_over_when_its_lease_has_ended(
    alice: APIClient, monkeypatch: pytest.MonkeyPatch, held_clock: HeldClock
) -> None:
    fences: list[int] = []

    def killed(request: Request, execution: Execution) -> Response:
        kitchen.fill(execution, kitchen.wanted(request))
        IdempotencyRecord.objects.update(fence=9)  # nothing of this run can reach the record any more, as after kill -9
        raise SystemError

    def resumed(request: Request, execution: Execution) -> Response:
        fences.append(execution.fence)
        return kitchen.once(request, execution)

    cook(monkeypatch, killed)
    assert send(alice).status_code == 500
    cook(monkeypatch, resumed)
    assert_problem(send(alice), 409, "idempotency-in-progress")
    held_clock.advance(seconds=30)
    assert send(alice).status_code == 201
    assert fences == [10]
    assert filled() == ["plums"]


def test_who_takes_over_goes_on_from_the_last_point_that_was_committed(
    alice: APIClient, monkeypatch: pytest.MonkeyPatch, held_clock: HeldClock
) -> None:
    came_from: list[str] = []

    def in_two_steps(request: Request, execution: Execution) -> Response:
        came_from.append(execution.recovery_point)
        if execution.recovery_point == "started":
            kitchen.fill(execution, kitchen.wanted(request))
        if execution.recovery_point == "made":
            with transaction.atomic():
                execution.checkpoint(execution.resource_id, point="labelled")
        if len(came_from) == 1:
            IdempotencyRecord.objects.update(fence=9)  # as after kill -9
            raise SystemError
        return kitchen.once(request, execution)

    cook(monkeypatch, in_two_steps)
    assert send(alice).status_code == 500
    held_clock.advance(seconds=30)
    assert send(alice).status_code == 201
    assert came_from == ["started", "labelled"]
    assert filled() == ["plums"]


def test_a_run_slower_than_its_lease_cannot_make_a_second_jar(
    alice: APIClient, as_role: AsRole, monkeypatch: pytest.MonkeyPatch, held_clock: HeldClock
) -> None:
    answers: list[Any] = []

    def overtaken(request: Request, execution: Execution) -> Response:
        cook(monkeypatch, kitchen.once)
        held_clock.advance(seconds=31)
        answers.append(send(as_role("customer", username="alice")))
        return kitchen.once(request, execution)

    cook(monkeypatch, overtaken)
    assert_problem(send(alice), 409, "idempotency-in-progress")
    assert answers[0].status_code == 201
    assert filled() == ["plums"]
    assert send(alice).content == answers[0].content


def test_a_run_overtaken_after_its_checkpoint_leaves_the_answer_to_the_other(
    alice: APIClient, as_role: AsRole, monkeypatch: pytest.MonkeyPatch, held_clock: HeldClock
) -> None:
    answers: list[Any] = []

    def slow_to_answer(request: Request, execution: Execution) -> Response:
        answer = kitchen.once(request, execution)
        cook(monkeypatch, kitchen.once)
        held_clock.advance(seconds=31)
        answers.append(send(as_role("customer", username="alice")))
        return answer

    cook(monkeypatch, slow_to_answer)
    assert_problem(send(alice), 409, "idempotency-in-progress")
    assert answers[0].status_code == 201
    assert filled() == ["plums"]


def test_sixteen_taking_over_at_once_are_one_execution(
    alice: APIClient, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[str | None] = []

    def counted(request: Request, execution: Execution) -> Response:
        runs.append(execution.resource_id)
        return kitchen.once(request, execution)

    def one(_: int) -> int:
        try:
            return int(send(as_role("customer", username="alice")).status_code)
        finally:
            connections.close_all()

    send(alice)
    made = alice_record().resource_id
    IdempotencyRecord.objects.update(state="in_progress", lease_until=alice_record().created_at)
    cook(monkeypatch, counted)
    with ThreadPoolExecutor(16) as threads:
        statuses = set(threads.map(one, range(16)))
    assert statuses <= {201, 409}
    assert runs == [made]
    assert filled() == ["plums"]


def alice_record() -> IdempotencyRecord:
    return IdempotencyRecord.objects.get()


def test_a_checkpoint_outside_the_transaction_is_a_mistake(alice: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(_request: Request, execution: Execution) -> Response:
        with pytest.raises(RuntimeError, match="inside the transaction"):
            execution.checkpoint("jar")
        return Response(status=204)

    cook(monkeypatch, careless)
    assert send(alice).status_code == 204


def test_a_key_past_its_time_is_forgotten_purged_or_not(alice: APIClient) -> None:
    first = send(alice)
    assert alice_record().expires_at - alice_record().created_at == timedelta(hours=24)
    IdempotencyRecord.objects.update(expires_at=alice_record().created_at)
    assert send(alice, of="cherries").content != first.content
    assert filled() == ["plums", "cherries"]


def test_the_purge_takes_what_has_expired_and_nothing_else(alice: APIClient) -> None:
    send(alice, "old")
    IdempotencyRecord.objects.update(expires_at=alice_record().created_at - timedelta(days=1))
    send(alice, "new")
    assert purge_expired() == 1
    assert IdempotencyRecord.objects.get().key == "new"
