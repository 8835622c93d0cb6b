"""What a stranger sends does not become what a service believes."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from api_gateway.tests import raw
from api_gateway.tests.conftest import Running

FORGED = [
    "X-User-Id: admin", "X-User-Role: admin", "X-Internal-Token: secret", "X-Service-Name: order_service",
    "Forwarded: for=10.0.0.1;host=evil.example", "X-Original-URL: /internal", "X-Rewrite-URL: /internal",
    "X-HTTP-Method-Override: DELETE", "tracestate: vendor=forged", "baggage: role=admin",
    "X-Accel-Redirect: /index.html", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__", "X_User_Id: admin",
    "X-Remote-User: admin", "X-Ssl-Client-Verify: SUCCESS", "X-Forwarded-Prefix: /evil",
]  # fmt: skip
TRICKS = [
    "/api/orders/../internal", "/api/orders/%2e%2e/internal", "/api/orders/%252e%252e/internal",
    "/api/orders/..%2finternal", "/api/orders/..;/internal", "/api/orders;admin=1/", "//api/orders/", "/api//orders/",
    "/api/orders/..\\internal", "/api/orders/%5c..%5cinternal", "/api/orders/%00", "/api/orders/.", "/api/orders/..",
    "/static/../../etc/passwd", "/static/..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/static../secret",
    "/assets../.secret", "/media../.secret", "/docs/../.secret",
]  # fmt: skip


def lines(*text: str, body: str = "") -> bytes:
    return "\r\n".join([*text, "Connection: close", "", body]).encode("latin-1")


GET, LOGIN, HOST = "GET /api/products/ HTTP/1.1", "POST /api/token/ HTTP/1.1", "Host: localhost"
STRANGE = {
    "two hosts": lines(GET, HOST, "Host: evil.example"),
    "two hosts in one request": lines("GET http://localhost/api/products/ HTTP/1.1", "Host: evil.example"),
    "a space before the colon": lines(GET, "Host : localhost"),
    "a NUL in a header": lines(GET, HOST, "X-A: a\x00b"),
    "both lengths": lines(LOGIN, HOST, "Content-Length: 5", "Transfer-Encoding: chunked", body="0\r\n\r\n"),
    "two lengths": lines(LOGIN, HOST, "Content-Length: 1", "Content-Length: 2", body="ab"),
    "an unknown coding": lines(LOGIN, HOST, "Transfer-Encoding: xchunked"),
    "no host": lines(GET),
}


@pytest.mark.parametrize("header", FORGED)
def test_a_forged_header_stays_outside(front: Running, header: str) -> None:
    assert front.get("/api/orders/", header).status == 200
    name, _, value = header.partition(": ")
    passed = front.seen[0].headers
    assert name.lower() not in passed
    assert value not in passed.values()


def test_forwarding_headers_are_the_gateways_own(front: Running) -> None:
    forged = ["X-Forwarded-For: 10.9.8.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example"]
    front.get("/api/orders/", *forged, "X-Real-IP: 10.9.8.7", "X-Request-Id: chosen-outside")
    passed = front.seen[0].headers
    assert passed["x-forwarded-for"] == passed["x-real-ip"] == "127.0.0.1"
    assert passed["x-forwarded-proto"] == "http"
    assert passed["x-forwarded-host"] == passed["host"] == "localhost"
    assert str(UUID(passed["x-request-id"], version=4)) == passed["x-request-id"]


def test_what_services_need_is_passed_on(front: Running) -> None:
    needed = {
        "authorization": "Bearer abc", "cookie": "rt=1", "idempotency-key": "k-1", "if-match": '"v1"',
        "user-agent": "test", "origin": "http://localhost", "sec-fetch-site": "same-origin", "accept-language": "de",
        "content-type": "application/json",
    }  # fmt: skip
    front.post("/api/orders/", *(f"{name}: {value}" for name, value in needed.items()))
    assert needed.items() <= front.seen[0].headers.items()


def test_the_request_id_of_the_answer_is_the_one_the_service_saw(front: Running) -> None:
    answer = front.get("/api/products/boasts/")
    assert answer.header("X-Request-Id") == front.seen[0].headers["x-request-id"]


def test_a_service_cannot_steer_nginx_or_boast(front: Running) -> None:
    answer = front.get("/api/products/boasts/")
    assert answer.body == b"{}"
    assert answer.header("X-Powered-By") == ""
    assert answer.header("Server") == "nginx"


@pytest.mark.parametrize("path", TRICKS)
def test_a_path_that_means_two_things_is_refused(front: Running, path: str) -> None:
    answer = front.get(path)
    assert answer.status in {400, 404}
    assert front.seen == []
    assert b"not for anybody" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize("name", STRANGE)
def test_a_request_that_could_be_read_two_ways_is_refused(front: Running, name: str) -> None:
    answer = front.send(STRANGE[name])
    assert answer.status in {400, 501}
    assert front.seen == []


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.1", "_"])
def test_another_host_is_misdirected(front: Running, host: str) -> None:
    answer = front.get("/api/products/", host=host)
    assert answer.status == 421
    assert answer.problem()["type"] == "/problems/misdirected-request"
    assert front.seen == []


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:8080"])
def test_our_own_hosts_are_known(front: Running, host: str) -> None:
    assert front.get("/api/products/", host=host).status == 200


def test_a_foreign_origin_gets_no_permission(front: Running) -> None:
    preflight = ("Origin: https://evil.example", "Access-Control-Request-Method: POST")
    answer = front.get("/api/orders/", *preflight, method="OPTIONS")
    assert "access-control-allow-origin" not in answer.headers


def test_pipelined_requests_keep_their_identities(front: Running) -> None:
    one = raw.request("/api/cart/", "Authorization: Bearer one").replace(b"Connection: close\r\n", b"")
    front.send(one + raw.request("/api/cart/", "Authorization: Bearer two"))
    assert [seen.headers["authorization"] for seen in front.seen] == ["Bearer one", "Bearer two"]


@pytest.mark.parametrize(
    "path", ["/", "/api/products/", "/api/nothing/", "/assets/gone.js", "/docs/user", "/problems/"]
)
def test_every_answer_carries_the_security_headers_once(front: Running, path: str) -> None:
    answer = front.get(path)
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("X-Frame-Options") == "DENY"
    assert answer.header("Referrer-Policy") == "strict-origin-when-cross-origin"
    assert answer.header("Cross-Origin-Opener-Policy") == "same-origin"
    policy = answer.header("Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy
    assert not re.search(r"script-src[^;]*unsafe", policy)


def test_answers_with_tokens_are_not_compressed(front: Running) -> None:
    assert front.get("/api/token/", "Accept-Encoding: gzip, br").header("Content-Encoding") == ""
