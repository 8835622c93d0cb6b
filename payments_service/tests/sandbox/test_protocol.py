"""The provider's own promises, asked of the real process."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

from payments_service.tests.conftest import Sandbox


def authorize(sandbox: Sandbox, key: str = "", **changes: Any) -> httpx.Response:
    body = {"amount": 1000, "currency": "EUR", "token": "tok_success", "reference": "order-1"} | changes
    return sandbox.call("POST", "/v1/charges", json=body, headers={"Idempotency-Key": key or str(uuid4())})


def captured(sandbox: Sandbox) -> str:
    charge_id = str(authorize(sandbox).json()["id"])
    assert sandbox.call("POST", f"/v1/charges/{charge_id}/capture").status_code == 200
    return charge_id


def refund(sandbox: Sandbox, charge_id: str, amount: int, key: str = "") -> httpx.Response:
    headers = {"Idempotency-Key": key or str(uuid4())}
    return sandbox.call("POST", f"/v1/charges/{charge_id}/refunds", json={"amount": amount}, headers=headers)


def test_health_needs_no_key_and_everything_else_does(sandbox: Sandbox) -> None:
    assert httpx.get(f"{sandbox.url}/healthz", trust_env=False).json() == {"status": "ok"}
    for authorization in (b"", b"Bearer wrong", "Bearer käse".encode()):
        headers = {b"Authorization": authorization}
        assert httpx.get(f"{sandbox.url}/v1/charges?key=x", headers=headers, trust_env=False).status_code == 401


@pytest.mark.parametrize(
    ("token", "status", "code"),
    [
        ("tok_success", 201, ""),
        ("tok_decline", 402, "card_declined"),
        ("tok_insufficient_funds", 402, "insufficient_funds"),
    ],
)
def test_a_token_decides_the_outcome(sandbox: Sandbox, token: str, status: int, code: str) -> None:
    answer = authorize(sandbox, token=token)
    assert (answer.status_code, answer.json()["decline_code"]) == (status, code)


def test_an_error_records_nothing(sandbox: Sandbox) -> None:
    key = str(uuid4())
    assert [authorize(sandbox, key, token="tok_error").status_code for _ in range(2)] == [500, 500]
    assert sandbox.call("GET", f"/v1/charges?key={key}").json() == {"data": []}


def test_an_unknown_token_is_unprocessable(sandbox: Sandbox) -> None:
    answer = authorize(sandbox, token="tok_other")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "unknown_token")


def test_slow_is_late_and_right(sandbox: Sandbox) -> None:
    began = time.monotonic()
    assert authorize(sandbox, token="tok_slow").status_code == 201
    assert time.monotonic() - began >= 0.4


def test_a_held_line_gets_no_answer_but_the_charge_is_there(sandbox: Sandbox) -> None:
    key = str(uuid4())
    with pytest.raises(httpx.RemoteProtocolError):
        authorize(sandbox, key, token="tok_timeout_then_success")
    (charge,) = sandbox.call("GET", f"/v1/charges?key={key}").json()["data"]
    assert charge["status"] == "authorized"
    assert authorize(sandbox, key, token="tok_timeout_then_success").json() == charge


def test_the_same_key_is_the_same_answer_and_other_content_is_refused(sandbox: Sandbox) -> None:
    key = str(uuid4())
    first = authorize(sandbox, key)
    assert authorize(sandbox, key).json() == first.json()
    assert authorize(sandbox, key, amount=1001).status_code == 409


def test_one_key_from_many_at_once_is_one_charge(sandbox: Sandbox) -> None:
    key = str(uuid4())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: authorize(sandbox, key, token="tok_slow").json()["id"], range(8)))
    assert len(set(answers)) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 256])
def test_a_key_must_be_visible_ascii(sandbox: Sandbox, key: str) -> None:
    answer = sandbox.call("POST", "/v1/charges", json={}, headers={"Idempotency-Key": key})
    assert answer.status_code == 400


@pytest.mark.parametrize("amount", [0, -1, 1.5, True, "1000", None, 10**12 + 1])
def test_amounts_are_whole_and_positive(sandbox: Sandbox, amount: Any) -> None:
    assert authorize(sandbox, amount=amount).status_code == 422


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff"])
def test_a_body_that_is_no_object_is_refused(sandbox: Sandbox, body: bytes) -> None:
    answer = sandbox.call("POST", "/v1/charges", content=body, headers={"Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "malformed_json")


def test_a_large_body_is_refused_unread(sandbox: Sandbox) -> None:
    answer = sandbox.call("POST", "/v1/charges", content=b"x" * 70_000, headers={"Idempotency-Key": "k"})
    assert answer.status_code == 413


def test_capture_is_repeatable_and_excludes_void(sandbox: Sandbox) -> None:
    charge_id = captured(sandbox)
    again = sandbox.call("POST", f"/v1/charges/{charge_id}/capture", json={"amount": 1000})
    assert (again.status_code, again.json()["captured"]) == (200, 1000)
    late = sandbox.call("POST", f"/v1/charges/{charge_id}/void")
    assert (late.status_code, late.json()["charge"]["status"]) == (409, "captured")


def test_more_than_is_held_is_not_captured(sandbox: Sandbox) -> None:
    charge_id = authorize(sandbox).json()["id"]
    assert sandbox.call("POST", f"/v1/charges/{charge_id}/capture", json={"amount": 1001}).status_code == 422
    assert sandbox.call("GET", f"/v1/charges/{charge_id}").json()["captured"] == 0


def test_void_is_repeatable_and_excludes_capture(sandbox: Sandbox) -> None:
    charge_id = authorize(sandbox).json()["id"]
    for _ in range(2):
        assert sandbox.call("POST", f"/v1/charges/{charge_id}/void").json()["status"] == "voided"
    assert sandbox.call("POST", f"/v1/charges/{charge_id}/capture").status_code == 409


def test_a_refund_is_made_once_per_key(sandbox: Sandbox) -> None:
    charge_id, key = captured(sandbox), str(uuid4())
    answers = [refund(sandbox, charge_id, 400, key).json() for _ in range(2)]
    assert answers[0]["id"] == answers[1]["id"]
    assert answers[1]["charge"]["refunded"] == 400
    assert refund(sandbox, charge_id, 401, key).status_code == 409


def test_refunds_at_once_never_exceed_the_capture(sandbox: Sandbox) -> None:
    charge_id = captured(sandbox)
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: refund(sandbox, charge_id, 300).status_code, range(8)))
    assert sorted(statuses) == [201] * 3 + [409] * 5
    assert sandbox.call("GET", f"/v1/charges/{charge_id}").json()["refunded"] == 900


def test_money_that_was_not_taken_is_not_given_back(sandbox: Sandbox) -> None:
    assert refund(sandbox, authorize(sandbox).json()["id"], 1).status_code == 409


@pytest.mark.parametrize("path", ["/v1/charges/ch_none", f"/v1/charges/ch_{'0' * 32}", "/v2/charges", "/"])
def test_what_does_not_exist_is_not_found(sandbox: Sandbox, path: str) -> None:
    assert sandbox.call("GET", path).status_code == 404


def test_trouble_can_be_scripted_before_and_after_the_effect(sandbox: Sandbox) -> None:
    charge_id = authorize(sandbox).json()["id"]
    sandbox.script("capture", "error")
    sandbox.script("capture", "error", recorded=True)
    seen = []
    for _ in range(2):
        assert sandbox.call("POST", f"/v1/charges/{charge_id}/capture").status_code == 500
        seen.append(sandbox.call("GET", f"/v1/charges/{charge_id}").json()["status"])
    assert seen == ["authorized", "captured"]


@pytest.mark.parametrize("body", [{}, {"operation": "capture"}, {"operation": "x", "outcome": "error"}])
def test_a_script_that_makes_no_sense_is_refused(sandbox: Sandbox, body: dict[str, str]) -> None:
    assert sandbox.call("POST", "/v1/script", json=body).status_code == 422


def test_every_answer_survives_a_kill(new_sandbox: Sandbox) -> None:
    key = str(uuid4())
    charge = authorize(new_sandbox, key).json()
    new_sandbox.call("POST", f"/v1/charges/{charge['id']}/capture")
    refund(new_sandbox, charge["id"], 100)
    new_sandbox.kill()
    new_sandbox.start()
    (found,) = new_sandbox.call("GET", f"/v1/charges?key={key}").json()["data"]
    assert (found["status"], found["captured"], found["refunded"]) == ("captured", 1000, 100)


def test_asked_to_stop_it_stops_at_once_even_with_a_line_held(new_sandbox: Sandbox) -> None:
    new_sandbox.script("read", "hang")
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(new_sandbox.call, "GET", "/v1/charges?key=x")
        time.sleep(0.2)
        began = time.monotonic()
        assert new_sandbox.terminate() == 0
        assert time.monotonic() - began < 2
        assert isinstance(pending.exception(), httpx.HTTPError)


def test_the_books_refuse_more_than_was_taken(new_sandbox: Sandbox) -> None:
    authorize(new_sandbox)
    books = sqlite3.connect(new_sandbox.data)
    try:
        with pytest.raises(sqlite3.IntegrityError):
            books.execute("UPDATE charge SET captured = 1, refunded = 2")
    finally:
        books.close()
