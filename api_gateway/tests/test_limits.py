"""Too long, too large, too often, too late: refused in time, as a problem document, and never twice."""

from __future__ import annotations

import time

import pytest

from api_gateway.tests.conftest import Running, Start
from tools import ports


def test_a_long_address_is_414(front: Running) -> None:
    answer = front.get("/api/products/?search=" + "x" * 16_000)
    assert answer.status == 414
    assert answer.problem()["type"] == "/problems/uri-too-long"


def test_long_headers_are_431(front: Running) -> None:
    answer = front.get("/api/products/", "X-Long: " + "x" * 16_000)
    assert answer.status == 431
    assert answer.problem()["type"] == "/problems/headers-too-large"


def test_a_large_body_is_413_and_reaches_nobody(front: Running) -> None:
    answer = front.post("/api/orders/", body=b"x" * 1_048_577)
    assert answer.status == 413
    assert answer.problem()["type"] == "/problems/payload-too-large"
    assert front.seen == []


def test_a_body_of_one_mebibyte_is_passed_on(front: Running) -> None:
    assert front.post("/api/orders/", body=b"x" * 1_048_576).status == 200
    assert len(front.seen[0].body) == 1_048_576


def test_an_event_of_a_payment_provider_arrives_byte_by_byte_and_has_256_kib(front: Running) -> None:
    """It is signed: one byte rewritten on the way and nobody believes it."""
    path, body = "/api/payments/webhooks/sandbox/", bytes(range(256)) * 1024
    assert front.post(path, "Sandbox-Signature: t=1,v1=a,v1=b", body=body).status == 200
    [seen] = front.seen
    assert (seen.service, seen.body, seen.headers["sandbox-signature"]) == ("payments", body, "t=1,v1=a,v1=b")
    answer = front.post(path, body=body + b"x")
    assert (answer.status, answer.problem()["type"], len(front.seen)) == (413, "/problems/payload-too-large", 1)


def test_a_picture_of_a_product_has_five_mebibytes_and_nothing_else_there_has(front: Running) -> None:
    body = b"x" * 5_300_000
    assert front.post("/api/products/7/images/", body=body).status == 200
    assert [(seen.service, len(seen.body)) for seen in front.seen] == [("product", len(body))]
    for path in ("/api/products/", "/api/products/7/", "/api/products/7/images/1/", "/api/products/bulk/"):
        assert front.post(path, body=body).status == 413
    assert front.post("/api/products/7/images/", body=b"x" * 5_500_000).status == 413
    assert len(front.seen) == 1


@pytest.mark.parametrize("path", ["/", "/assets/app.12ab.js", "/docs/user", "/problems/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_files_and_pages_can_only_be_read(front: Running, path: str, method: str) -> None:
    answer = front.post(path, method=method)
    assert answer.status == 405
    assert answer.problem()["type"] == "/problems/method-not-allowed"
    assert answer.header("Allow") == "GET, HEAD"


def test_trace_is_not_answered(front: Running) -> None:
    assert front.get("/api/products/", "Authorization: Bearer secret", method="TRACE").status == 405


@pytest.mark.parametrize("method", ["get", "Post", "gET"])
def test_a_method_in_lower_case_is_not_offered(front: Running, method: str) -> None:
    answer = front.get("/api/products/", method=method)
    assert (answer.status, answer.problem()["type"]) == (405, "/problems/method-not-allowed")
    assert front.seen == []
    assert front.seen == []


def test_too_many_logins_are_429_with_a_time_to_wait(start: Start) -> None:
    front = start(limit=1)
    front.seen.clear()
    answers = [front.post("/api/auth/login") for _ in range(10)]
    refused = [answer for answer in answers if answer.status == 429]
    assert [answer.status for answer in answers[:6]] == [200] * 6
    assert refused
    assert refused[0].problem()["type"] == "/problems/rate-limited"
    assert refused[0].header("Retry-After") == "1"
    assert len(front.seen) == 10 - len(refused)
    assert front.get("/api/token/").status == 200, "reading is not limited"


def test_a_dead_service_is_503_at_once_and_the_others_go_on(start: Start) -> None:
    front = start(order=f"127.0.0.1:{ports.spare()}")
    begun = time.monotonic()
    answer = front.post("/api/orders/")
    assert time.monotonic() - begun < 1
    assert answer.status == 503
    assert answer.header("Retry-After") == "1"
    assert answer.problem()["type"] == "/problems/dependency-unavailable"
    assert answer.problem()["instance"] == f"urn:uuid:{answer.header('X-Request-Id')}"
    assert front.get("/api/products/").status == 200
    assert front.get("/").status == 200


def test_a_hanging_service_is_504_within_ten_seconds(front: Running) -> None:
    begun = time.monotonic()
    answer = front.get("/api/orders/hangs/")
    assert 9 < time.monotonic() - begun < 10
    assert answer.status == 504
    assert answer.problem()["type"] == "/problems/deadline-exceeded"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "GET"])
def test_a_request_that_was_read_and_dropped_is_sent_only_once(front: Running, method: str) -> None:
    answer = front.post("/api/products/drops/", method=method)
    assert answer.status == 502
    assert answer.problem()["type"] == "/problems/bad-gateway"
    assert len(front.seen) == 1


def test_an_endless_header_of_a_service_is_502(front: Running) -> None:
    assert front.get("/api/products/endless-header/").status == 502


def test_the_services_own_refusal_passes_unchanged(front: Running) -> None:
    answer = front.get("/api/products/busy/")
    assert (answer.status, answer.body, answer.header("Retry-After")) == (503, b"{}", "7")


def test_no_write_is_lost_on_a_connection_that_the_service_is_about_to_close(front: Running) -> None:
    """The stubs close without a word, and from 1.29.7 nginx keeps connections unasked: one write in 300 was 502."""
    assert {front.post("/api/orders/").status for _ in range(200)} == {200}
    assert len(front.seen) == 200
