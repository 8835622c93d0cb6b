"""GTW rows of the abuse list, by hand over a socket, with real services behind the gateway."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.abuse import problem_in, raw_exchange, raw_request, refused, send, status_of
from tests.harness import NO_TLS, Mesh, Shopper

ME = "/api/users/me/"
GET = "GET /api/products/?page_size=1 HTTP/1.1\r\n"
CLOSE = "Host: localhost\r\nConnection: close\r\n"


def lines(text: str) -> bytes:
    return text.encode("latin-1")


UNREADABLE = {
    "GTW-06": lines(f"{GET}{CLOSE}Host: evil.example\r\n\r\n"),
    "GTW-06-absolute": lines(f"GET http://evil.example/api/products/ HTTP/1.1\r\n{CLOSE}\r\n"),
    "GTW-06-none": lines(f"{GET}Connection: close\r\n\r\n"),
    "GTW-08": lines(f"POST /api/token/ HTTP/1.1\r\n{CLOSE}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    "GTW-08-identity": lines(
        f"POST /api/token/ HTTP/1.1\r\n{CLOSE}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"
    ),
    "GTW-08-both": lines(
        f"POST /api/token/ HTTP/1.1\r\n{CLOSE}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    "GTW-08-two-lengths": lines(
        f"POST /api/token/ HTTP/1.1\r\n{CLOSE}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"
    ),
    "GTW-08-negative": lines(f"POST /api/token/ HTTP/1.1\r\n{CLOSE}Content-Length: -1\r\n\r\n"),
    "GTW-08-bad-chunk": lines(f"POST /api/token/ HTTP/1.1\r\n{CLOSE}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"),
    "GTW-10-nul": lines(f"{GET}{CLOSE}X-A: a\x00b\r\n\r\n"),
    "GTW-10-space": lines(f"{GET}Host : localhost\r\nConnection: close\r\n\r\n"),
    "GTW-14": lines(f"GET /api/orders/../internal HTTP/1.1\r\n{CLOSE}\r\n"),
    "GTW-14-encoded": lines(f"GET /api/orders/%2e%2e/internal HTTP/1.1\r\n{CLOSE}\r\n"),
    "GTW-14-twice": lines(f"GET /api/orders/%252e%252e/internal HTTP/1.1\r\n{CLOSE}\r\n"),
    "GTW-14-slash": lines(f"GET /api/orders/..%2finternal HTTP/1.1\r\n{CLOSE}\r\n"),
    "GTW-14-parameter": lines(f"GET /api/orders/..;/internal HTTP/1.1\r\n{CLOSE}\r\n"),
    "GTW-14-empty": lines(f"GET //api/orders/ HTTP/1.1\r\n{CLOSE}\r\n"),
    "GTW-14-backslash": lines(f"GET /api/orders\\..\\internal HTTP/1.1\r\n{CLOSE}\r\n"),
    "GTW-14-nul": lines(f"GET /api/orders/%00 HTTP/1.1\r\n{CLOSE}\r\n"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_could_be_read_two_ways_is_refused_as_a_problem(mesh: Mesh, name: str) -> None:
    received = raw_exchange(mesh.port, UNREADABLE[name])
    assert status_of(received) in {400, 501}
    assert b"application/problem+json" in received
    assert b'"type": "/problems/' in received


@pytest.mark.parametrize("method", ["get", "pOST", "delete"])
def test_prd_36_a_method_in_lower_case_is_not_offered(mesh: Mesh, method: str) -> None:
    problem_in(raw_exchange(mesh.port, raw_request("/api/products/", method=method)), 405, "method-not-allowed")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example"])
def test_another_host_is_misdirected(mesh: Mesh, host: str) -> None:
    problem_in(raw_exchange(mesh.port, raw_request("/api/products/", host=host)), 421, "misdirected-request")


CLAIMS = [
    "X-User-Id: {admin}",
    "X-User-Role: admin",
    "X_User_Id: {admin}",
    "X-Remote-User: admin",
    "X-Forwarded-User: admin",
    "X-Internal: 1",
    "X-Original-URL: /api/users/me/",
    "X-HTTP-Method-Override: DELETE",
    "X-Accel-Redirect: /api/payments/",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_gtw_04_40_52_a_header_makes_nobody_somebody(wire: httpx.Client, admin: Shopper, claim: str) -> None:
    name, _, value = claim.format(admin=admin.get(ME).json()["id"]).partition(": ")
    for path in (ME, "/api/orders/", "/api/cart/", "/api/payments/"):
        refused(wire.get(path, headers={name: value}), 401, "unauthenticated")


def test_gtw_02_another_address_does_not_reset_the_limit(mesh: Mesh, wire: httpx.Client) -> None:
    guess = {"username": f"nobody-{uuid.uuid4().hex[:8]}", "password": "wrong horse"}
    answers = [
        send(wire, "/api/token/", guess, X_Forwarded_For=f"10.0.0.{n}", X_Real_IP=f"10.0.0.{n}") for n in range(11)
    ]
    refused(answers[-1], 429, "rate-limited")
    assert int(answers[-1].headers["retry-after"]) >= 1


CLOSED = ["/internal", "/metrics", "/debug", "/.git/config", "/.env", "/grpc", "/server-status", "/livez", "/schema/"]


@pytest.mark.parametrize("path", [*CLOSED, "/readyz", "/api/internal/", "/api/", "/api/v2/products/", "/admin.php"])
def test_gtw_16_inner_addresses_are_not_found(wire: httpx.Client, path: str) -> None:
    refused(wire.get(path), 404, "not-found")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
@pytest.mark.parametrize("path", ["/api/orders/", "/api/products/", "/api/token/refresh/"])
def test_gtw_20_22_a_foreign_origin_gets_no_permission(wire: httpx.Client, origin: str, path: str) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    for answer in (wire.options(path, headers=asked), wire.get(path, headers={"Origin": origin})):
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_gtw_24_an_address_of_16_kib_is_too_long(mesh: Mesh) -> None:
    problem_in(raw_exchange(mesh.port, raw_request(f"/api/products/?search={'x' * 16_384}")), 414, "uri-too-long")


def test_headers_of_40_kib_are_too_large(mesh: Mesh) -> None:
    many = [f"X-Padding-{n}: {'x' * 4000}" for n in range(10)]
    problem_in(raw_exchange(mesh.port, raw_request("/api/products/", *many)), 431, "headers-too-large")


def test_gtw_26_a_request_that_never_ends_is_not_waited_for(mesh: Mesh) -> None:
    """Header, body and silence, all at once: each may take ten seconds."""
    slow = [
        b"GET /api/products/ HTTP/1.1\r\nHost: localhost\r\nX-A: ",
        b"POST /api/token/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n{",
        b"",
    ]
    with ThreadPoolExecutor(len(slow)) as pool:
        received = list(pool.map(lambda begun: raw_exchange(mesh.port, begun, seconds=13), slow))
    assert [status_of(answer) in {0, 408} for answer in received] == [True] * len(slow)


def test_gtw_32_answers_with_tokens_are_not_compressed(mesh: Mesh) -> None:
    body = {"username": "user3", "password": "password123"}
    answer = httpx.post(f"{mesh.url}/api/token/", json=body, headers={"Accept-Encoding": "gzip, br"}, verify=NO_TLS)
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_gtw_48_pipelined_requests_keep_their_identities(mesh: Mesh, alice: Shopper, mallory: Shopper) -> None:
    def ask(token: str, *more: str) -> str:
        return "\r\n".join([f"GET {ME} HTTP/1.1", "Host: localhost", f"Authorization: Bearer {token}", *more, "", ""])

    tokens = [alice.tokens["access"], mallory.tokens["access"], "x.y.z"]
    received = raw_exchange(mesh.port, (ask(tokens[0]) + ask(tokens[1]) + ask(tokens[2], "Connection: close")).encode())
    answers = received.split(b"HTTP/1.1 ")[1:]
    assert [alice.username.encode() in answer for answer in answers] == [True, False, False]
    assert [mallory.username.encode() in answer for answer in answers] == [False, True, False]
    assert answers[2].startswith(b"401 ")


@pytest.mark.parametrize("traceparent", ["x", "00-0-0-0", "ff-" + "a" * 32 + "-" + "b" * 16 + "-01", "a" * 5000])
def test_gtw_50_a_malformed_traceparent_is_no_trouble(wire: httpx.Client, traceparent: str) -> None:
    assert wire.get("/api/products/?page_size=1", headers={"traceparent": traceparent}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/api/products/0/", "/api/cart/", "/internal", "/problems/no-such-problem", "/docs/x"]
)
def test_a_refusal_carries_the_same_protection_as_a_page(wire: httpx.Client, path: str) -> None:
    answer = wire.get(path)
    assert answer.status_code >= 400
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["server"] == "nginx"
    assert str(uuid.UUID(answer.headers["x-request-id"])) == answer.headers["x-request-id"]


@pytest.mark.parametrize("service", ["user", "product", "order", "payments"])
def test_every_operation_answers_405_to_the_methods_it_does_not_have(wire: httpx.Client, service: str) -> None:
    paths = wire.get(f"/docs/{service}/openapi.json").json()["paths"]
    for template, operations in paths.items():
        numbered = re.sub(r"\{(?:product|letter|image|review)_id\}", "1", template)
        path = re.sub(r"\{\w+\}", str(uuid.uuid4()), numbered)
        for method in {"get", "post", "put", "patch", "delete"} - operations.keys():
            answer = wire.request(method.upper(), path)
            refused(answer, 405, "method-not-allowed")
            assert answer.headers["allow"]
