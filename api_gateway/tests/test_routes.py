"""Every route reaches its service, every alias the canonical path, and nothing else reaches anybody."""

from __future__ import annotations

import json

import pytest

from api_gateway.tests.conftest import Running

ROUTES = [
    ("/api/users/me/", "user"),
    ("/api/auth/public-key/", "user"),
    ("/api/token/refresh/", "user"),
    ("/.well-known/jwks.json", "user"),
    ("/.well-known/openid-configuration", "user"),
    ("/api/products/", "product"),
    ("/api/products/7/", "product"),
    ("/api/categories/", "product"),
    ("/api/cart/", "order"),
    ("/api/orders/", "order"),
    ("/api/orders/user/5f0c/", "order"),
    ("/api/payments/", "payments"),
    ("/health", "health"),
    ("/health/user", "health"),
]
ALIASES = [
    ("auth/register", "/api/users/register/"),
    ("auth/signup", "/api/users/register/"),
    ("auth/login", "/api/token/"),
    ("auth/refresh", "/api/token/refresh/"),
    ("users/auth/public-key", "/api/auth/public-key/"),
    ("auth/me", "/api/users/me/"),
    ("profile", "/api/users/me/"),
]
CLOSED = [
    "/internal", "/internal/keys", "/metrics", "/debug", "/grpc", "/server-status", "/livez", "/readyz", "/schema/",
    "/.env", "/.git/config", "/.secret", "/assets/.htaccess", "/api", "/api/", "/api/nothing/", "/api/productsx/",
    "/api/v2/products/", "/api/v1/v1/products/", "/.well-known/other", "/docs/nobody", "/docs/user/other.json",
    "/problems/no-such-slug", "/health/nobody", "/shop.user.v1.UserService/GetUser", "/unknown.js", "/_problem/404",
]  # fmt: skip

UPLOADED = f"/media/uploads/ab{'0' * 30}-512.webp"


@pytest.mark.parametrize(("path", "service"), ROUTES)
def test_a_path_reaches_its_service_unchanged(front: Running, path: str, service: str) -> None:
    assert front.get(f"{path}?page=2&search=a%20b").status == 200
    assert [(seen.service, seen.path) for seen in front.seen] == [(service, f"{path}?page=2&search=a%20b")]


@pytest.mark.parametrize(("path", "service"), [route for route in ROUTES if route[0].startswith("/api/")])
def test_versioned_and_slashless_paths_are_passed_on(front: Running, path: str, service: str) -> None:
    versioned = path.replace("/api/", "/api/v1/").rstrip("/")
    assert front.get(versioned).status == 200
    assert [(seen.service, seen.path) for seen in front.seen] == [(service, versioned)]


@pytest.mark.parametrize(("alias", "path"), ALIASES)
@pytest.mark.parametrize("form", ["/api/{}", "/api/{}/", "/api/v1/{}", "/api/v1/{}/"])
def test_an_alias_is_the_canonical_path_to_the_service(front: Running, alias: str, path: str, form: str) -> None:
    assert front.post(form.format(alias) + "?next=1", body=b'{"a": 1}').status == 200
    assert [(s.service, s.method, s.path, s.body) for s in front.seen] == [
        ("user", "POST", f"{path}?next=1", b'{"a": 1}')
    ]


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_not_named_does_not_exist(front: Running, path: str) -> None:
    answer = front.get(path)
    assert answer.status == 404
    assert answer.problem()["type"] == "/problems/not-found"
    assert front.seen == []


@pytest.mark.parametrize("service", ["user", "product", "order", "payments"])
def test_swagger_is_served_here_and_reads_the_schema_of_its_service(front: Running, service: str) -> None:
    page = front.get(f"/docs/{service}")
    assert page.status == 200
    assert f"/docs/{service}/openapi.json".encode() in page.body
    assert b"https://" not in page.body
    assert front.get(f"/docs/{service}/openapi.json").status == 200
    assert [(seen.service, seen.path) for seen in front.seen] == [(service, "/schema/")]
    assert "json" in front.seen[0].headers["accept"]


@pytest.mark.parametrize("name", ["swagger-ui.css", "swagger-ui-bundle.js", "docs.css", "docs.js"])
def test_swaggers_files_are_served_here(front: Running, name: str) -> None:
    assert front.get(f"/docs/assets/{name}").status == 200


def test_events_have_a_page_and_a_document_that_need_no_service_and_nobody_else(front: Running) -> None:
    page = front.get("/docs/events")
    assert page.status == 200
    assert b"order.confirmed.v1" in page.body
    assert b"<script" not in page.body
    assert b"https://" not in page.body
    assert front.get("/docs/assets/events.css").status == 200
    document = front.get("/docs/events.json")
    assert (document.status, json.loads(document.body)["asyncapi"]) == (200, "3.0.0")
    assert b'href="/docs/events"' in front.get("/docs/").body
    assert front.seen == []


@pytest.mark.parametrize("path", ["/", "/products", "/products/7", "/orders/5f0c/done", "/login"])
def test_a_page_of_the_shop_is_the_shell(front: Running, path: str) -> None:
    answer = front.get(path, "Accept: text/html")
    assert answer.status == 200
    assert b"<title>shell</title>" in answer.body


def test_each_shell_carries_the_nonce_of_its_own_policy(front: Running) -> None:
    first, second = front.get("/"), front.get("/")
    nonces = {answer.body.split(b'content="')[1].split(b'"')[0].decode() for answer in (first, second)}
    assert len(nonces) == 2
    assert all(len(nonce) == 32 for nonce in nonces)
    assert any(nonce in first.header("Content-Security-Policy") for nonce in nonces)


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("/assets/app.12ab.js", "public, max-age=31536000, immutable"),
        ("/mfe/catalog/0123456789ab/entry.js", "public, max-age=31536000, immutable"),
        ("/mfe/manifest.json", "no-cache"),
        ("/", "no-cache"),
        ("/boot.js", "no-cache"),
        ("/media/products/1f9e6.webp", "public, max-age=3600"),
        (UPLOADED, "public, max-age=31536000, immutable"),
        (UPLOADED.replace("ab0", "aa0"), "no-store"),
        ("/assets/gone.js", "no-store"),
        ("/mfe/catalog/0123456789ab/gone.js", "no-store"),
        ("/api/products/", "no-store"),
        ("/.well-known/jwks.json", "public, max-age=300"),
    ],
)
def test_only_what_never_changes_is_kept(front: Running, path: str, cache: str) -> None:
    assert front.get(path).header("Cache-Control") == cache


def test_an_uploaded_picture_is_served_as_one(front: Running) -> None:
    answer = front.get(UPLOADED)
    assert (answer.status, answer.body, answer.header("Content-Type")) == (200, b"a picture", "image/webp")
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("Content-Security-Policy").startswith("default-src 'none'")


@pytest.mark.parametrize(
    "path",
    [
        UPLOADED.replace("/ab", "/ab/ab"),
        UPLOADED.replace("-512", "-513"),
        UPLOADED.replace("-512", ""),
        UPLOADED.replace("webp", "webp.0123456789abcdef"),
        UPLOADED.upper().replace("/MEDIA/UPLOADS", "/media/uploads"),
        "/media/uploads/",
        "/media/uploads/ab",
        "/media/uploads/index.html",
    ],
)
def test_under_uploads_there_is_nothing_but_pictures(front: Running, path: str) -> None:
    answer = front.get(path)
    assert (answer.status, answer.problem()["type"]) == (404, "/problems/not-found")
