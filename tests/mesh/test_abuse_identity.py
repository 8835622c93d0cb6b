"""AUT rows of the abuse list: registration, login, tokens and sessions against somebody who means harm."""

from __future__ import annotations

import hashlib
import hmac
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.abuse import Forge, b64, door, refused, send
from tests.harness import NO_TLS, Mesh, Shopper, eventually

Shoppers = Callable[..., Shopper]
LOGIN, REGISTER, REFRESH, ME = "/api/token/", "/api/users/register/", "/api/token/refresh/", "/api/users/me/"
PASSWORD = "quiet-harbour-lantern"


@pytest.fixture
def guesser(mesh: Mesh) -> Iterator[httpx.Client]:
    """user_service's own door: the gateway's limits are not what is tested here."""
    with door(mesh, "user-web") as client:
        yield client


@pytest.fixture(scope="module")
def forge(mesh: Mesh, alice: Shopper) -> Forge:
    return Forge(mesh.state, alice.tokens["access"])


def newcomer(**changes: Any) -> dict[str, Any]:
    name = f"abuse-{uuid.uuid4().hex[:12]}"
    return {"username": name, "email": f"{name}@example.com", "password": PASSWORD} | changes


def as_bearer(wire: httpx.Client, token: str, path: str = ME) -> httpx.Response:
    return wire.get(path, headers={"Authorization": f"Bearer {token}"})


def is_refused(wire: httpx.Client, token: str, path: str) -> bool:
    return as_bearer(wire, token, path).status_code == 401


def test_aut_02_unknown_user_wrong_password_and_disabled_answer_alike(guesser: httpx.Client) -> None:
    known, unknown = newcomer(), newcomer()
    assert send(guesser, REGISTER, known).status_code == 201
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    bodies = set()
    for _ in range(4):
        for kind, who in (("known", known), ("unknown", unknown)):
            began = time.perf_counter()
            answer = send(guesser, LOGIN, {"username": who["username"], "password": "wrong horse"})
            times[kind].append(time.perf_counter() - began)
            body = refused(answer, 401, "invalid-credentials")
            bodies.add(tuple(sorted((k, str(v)) for k, v in body.items() if k != "instance")))
    assert len(bodies) == 1
    # Both compute one hash of about 40 ms; without it the unknown one would be ten times faster.
    ratio = min(times["known"]) / min(times["unknown"])
    assert 0.4 < ratio < 2.5


SURROGATE = '{"username": "\\ud800", "password": "x"}'


@pytest.mark.parametrize(
    ("path", "body", "pointers"),
    [
        pytest.param(LOGIN, SURROGATE, ["/username"], id="AUT-06"),
        pytest.param(REGISTER, newcomer(username="\ud800"), ["/username"], id="AUT-06-register"),
        pytest.param(REGISTER, newcomer(username="\u200badmin"), ["/username"], id="AUT-06-zero-width"),
        pytest.param(REGISTER, newcomer(username="\u0430dmin"), ["/username"], id="AUT-06-homoglyph"),
        pytest.param(REGISTER, newcomer(first_name="\u200b\u2060"), ["/first_name"], id="AUT-06-invisible-name"),
        pytest.param(REGISTER, newcomer(first_name="\u202eevil"), ["/first_name"], id="AUT-06-bidi-name"),
        pytest.param(LOGIN, {"username": "a", "password": "x" * 1_000_000}, ["/password"], id="AUT-08"),
        pytest.param(REGISTER, newcomer(password="x" * 1025), ["/password"], id="AUT-08-register"),
        pytest.param(REGISTER, newcomer(password="a\x00bcdefgh"), ["/password"], id="AUT-08-nul"),
        pytest.param(REGISTER, newcomer(email="a@example.com\r\nBcc: x@example.com"), ["/email"], id="AUT-16"),
        pytest.param(REGISTER, newcomer(email="a@example.com\n"), ["/email"], id="AUT-16-newline"),
        pytest.param(REGISTER, newcomer(email='"a b"@example.com, x@example.com'), ["/email"], id="AUT-16-list"),
        pytest.param(REGISTER, newcomer(email="x@\u0435xample.com"), ["/email"], id="AUT-16-homoglyph"),
        pytest.param(REGISTER, newcomer(username=None), ["/username"], id="AUT-null"),
        pytest.param(REGISTER, newcomer(username={"$ne": 1}), ["/username"], id="AUT-object"),
        pytest.param(REGISTER, newcomer(password=12345678), ["/password"], id="AUT-number"),
        pytest.param(REGISTER, newcomer(password="password"), ["/password"], id="AUT-common-password"),
        pytest.param(LOGIN, {}, ["/password", "/username"], id="AUT-nothing"),
        pytest.param(LOGIN, {"username": ["a"], "password": ["b"]}, ["/password", "/username"], id="AUT-arrays"),
        pytest.param(
            LOGIN, {"username": "a", "password": "b", "transport": "\ud800"}, ["/transport"], id="AUT-transport"
        ),
        pytest.param(REFRESH, {"refresh": 1}, ["/refresh"], id="AUT-refresh-number"),
        pytest.param(REFRESH, {"refresh": "x" * 201}, ["/refresh"], id="AUT-refresh-long"),
    ],
)
def test_bad_values_are_refused_with_a_pointer_each(
    visitor: Shopper, path: str, body: Any, pointers: list[str]
) -> None:
    refused(send(visitor.http, path, body), 400, "validation-error", *pointers)


@pytest.mark.parametrize(
    ("path", "body", "pointers"),
    [
        pytest.param(REGISTER, newcomer(role="admin"), ["/role"], id="AUT-54-register"),
        pytest.param(REGISTER, newcomer(is_staff=True, id=1), ["/id", "/is_staff"], id="AUT-54-register-two"),
        pytest.param(LOGIN, {"username": "a", "password": "b", "\ud800": 1}, ["/\\ud800"], id="AUT-surrogate-key"),
    ],
)
def test_fields_that_are_not_known_are_refused(visitor: Shopper, path: str, body: Any, pointers: list[str]) -> None:
    refused(send(visitor.http, path, body), 400, "unknown-field", *pointers)


@pytest.mark.parametrize("path", [LOGIN, REGISTER, REFRESH])
@pytest.mark.parametrize(
    "body", ["[]", "1", '"text"', "null", "", "{", '{"a": NaN}', "\ufeff{}", "{} {}", '{"a":' * 2000, b"\xff\xfe"]
)
def test_aut_10_a_body_that_is_no_object_is_malformed(visitor: Shopper, path: str, body: str | bytes) -> None:
    refused(send(visitor.http, path, body), 400, "malformed-json")


def test_aut_12_a_key_twice_is_refused_at_any_depth(visitor: Shopper) -> None:
    for body in ('{"username":"a","username":"b","password":"x"}', '{"username":{"a":1,"a":2},"password":"x"}'):
        refused(send(visitor.http, LOGIN, body), 400, "duplicate-key")


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_aut_14_other_methods_are_not_allowed(visitor: Shopper, method: str) -> None:
    answer = visitor.http.request(method, LOGIN)
    refused(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "POST, OPTIONS"


def test_aut_18_a_known_address_is_answered_like_a_new_one_and_nothing_is_made(visitor: Shopper) -> None:
    # 201 and not 202: docs/adr/0005.
    taken = newcomer(email="user1@example.com")
    fresh = send(visitor.http, REGISTER, newcomer())
    known = send(visitor.http, REGISTER, taken)
    assert (known.status_code, known.json().keys()) == (fresh.status_code, fresh.json().keys())
    refused(
        send(visitor.http, LOGIN, {"username": taken["username"], "password": PASSWORD}), 401, "invalid-credentials"
    )


@pytest.mark.parametrize(
    "password", ["correct horse battery staple " * 4, "\U0001f511" * 64, " lead and trail ", "x" * 127 + "y"]
)
def test_aut_20_long_passwords_count_to_their_last_character(guesser: httpx.Client, password: str) -> None:
    who = newcomer(password=password)
    assert send(guesser, REGISTER, who).status_code == 201
    assert send(guesser, LOGIN, {"username": who["username"], "password": password}).status_code == 200
    cut = send(guesser, LOGIN, {"username": who["username"], "password": password[:-1]})
    refused(cut, 401, "invalid-credentials")


def test_aut_24_of_many_guesses_at_once_only_ten_are_hashed(guesser: httpx.Client) -> None:
    who = newcomer()
    assert send(guesser, REGISTER, who).status_code == 201
    guess = {"username": who["username"], "password": "wrong horse"}
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: send(guesser, LOGIN, guess), range(24)))
    assert sorted(answer.status_code for answer in answers) == [401] * 10 + [429] * 14
    limited = next(answer for answer in answers if answer.status_code == 429)
    refused(limited, 429, "rate-limited")
    assert int(limited.headers["retry-after"]) >= 1


def test_a_hundred_addresses_guess_thirty_times_and_the_owner_gets_in_all_the_while(guesser: httpx.Client) -> None:
    """As the gateway forwards them: each guess from an address of its own, the owner from theirs and on the move."""
    who = newcomer()
    assert send(guesser, REGISTER, who).status_code == 201
    right = {"username": who["username"], "password": PASSWORD}
    own_page = {"Origin": str(guesser.base_url).rstrip("/")}
    at_home = send(guesser, LOGIN, right | {"transport": "cookie"}, **own_page)
    device = f"did={at_home.cookies['did']}"
    guesser.cookies.clear()

    def guess(number: int) -> int:
        wrong = {"username": who["username"], "password": f"guess {number}"}
        return int(send(guesser, LOGIN, wrong, X_Forwarded_For=f"10.1.0.{number}, 203.0.113.{number}").status_code)

    with ThreadPoolExecutor(8) as pool:
        guesses = pool.map(guess, range(100))
        owner = [send(guesser, LOGIN, right).status_code for _ in range(3)]
        owner += [send(guesser, LOGIN, right, Cookie=device, X_Forwarded_For="203.0.113.5").status_code for _ in "ab"]
        answers = sorted(guesses)
    assert owner == [200] * 5
    assert answers == [401] * 30 + [429] * 70
    refused(send(guesser, LOGIN, right, X_Forwarded_For="192.0.2.77"), 429, "rate-limited")


def hs256(forge: Forge) -> str:
    """Signed with the public key as if it were a shared secret; PyJWT itself refuses to make one."""
    signed = f"{b64({'alg': 'HS256', 'kid': forge.kid, 'typ': 'at+jwt'})}.{b64(forge.claims)}"
    return f"{signed}.{b64(hmac.new(forge.public_pem, signed.encode(), hashlib.sha256).digest())}"


def own_key(forge: Forge) -> str:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(forge.claims, stranger, "RS256", headers={"kid": forge.kid, "typ": "at+jwt"})


def parts(forge: Forge) -> list[str]:
    return forge.genuine.split(".")


# A token with one thing wrong each.
FORGERIES: dict[str, Callable[[Forge], str]] = {
    "AUT-26": hs256,
    "AUT-26-none": lambda forge: f"{b64({'alg': 'none', 'typ': 'at+jwt', 'kid': forge.kid})}.{parts(forge)[1]}.",
    "AUT-26-none-signed": lambda forge: forge.token(header={"alg": "none"}),
    "AUT-26-RS512": lambda forge: forge.token(header={"alg": "RS512"}),
    "AUT-26-no-alg": lambda forge: forge.token(header={"alg": None}),
    "AUT-28": lambda forge: forge.token(header={"jwk": {"kty": "RSA", "n": "x", "e": "AQAB"}}),
    "AUT-28-jku": lambda forge: forge.token(header={"jku": "http://127.0.0.1:9/jwks.json"}),
    "AUT-28-x5u": lambda forge: forge.token(header={"x5u": "http://127.0.0.1:9/x"}),
    "AUT-28-crit": lambda forge: forge.token(header={"crit": ["exp"]}),
    "AUT-28-zip": lambda forge: forge.token(header={"zip": "DEF"}),
    "AUT-28-nested": lambda forge: forge.token(header={"cty": "JWT"}),
    "AUT-28-own-key": own_key,
    "AUT-28-unknown-kid": lambda forge: forge.token(header={"kid": "../../../dev/null"}),
    "AUT-28-kid-list": lambda forge: forge.token(header={"kid": [forge.kid]}),
    "AUT-28-no-kid": lambda forge: forge.token(header={"kid": None}),
    "AUT-30-nbf": lambda forge: forge.aged(nbf=120),
    "AUT-30-iat": lambda forge: forge.aged(iat=120),
    "AUT-30-exp-text": lambda forge: forge.token(exp="never"),
    "AUT-30-exp-huge": lambda forge: forge.token(exp=10**30),
    "AUT-30-exp-fraction": lambda forge: forge.token(exp=4102444800.5),
    "AUT-30-nbf-text": lambda forge: forge.token(nbf="0"),
    "AUT-30-iat-bool": lambda forge: forge.token(iat=False),
    "AUT-30-auth-time-nan": lambda forge: forge.token(auth_time=float("nan")),
    "AUT-30-no-exp": lambda forge: forge.token(drop="exp"),
    "AUT-32-iss": lambda forge: forge.token(iss="https://evil.example"),
    "AUT-32-aud": lambda forge: forge.token(aud="another-api"),
    "AUT-32-no-aud": lambda forge: forge.token(drop="aud"),
    "AUT-32-aud-list": lambda forge: forge.token(aud=["shopmesh", "another-api"]),
    "AUT-36": lambda forge: forge.token(header={"typ": "JWT"}),
    "AUT-36-none": lambda forge: forge.token(header={"typ": None}),
    "AUT-38": lambda forge: f"{forge.genuine}==",
    "AUT-38-percent": lambda forge: f"{forge.genuine[:-40]}%0a{forge.genuine[-40:]}",
    "AUT-role-unknown": lambda forge: forge.token(role="root"),
    "AUT-role-list": lambda forge: forge.token(role=["admin"]),
    "AUT-sub-no-uuid": lambda forge: forge.token(sub="1 OR 1=1"),
    "AUT-sub-null": lambda forge: forge.token(sub=None),
    "AUT-no-sid": lambda forge: forge.token(drop="sid"),
    "AUT-sid-object": lambda forge: forge.token(sid={"a": 1}),
    "AUT-tampered": lambda forge: ".".join([parts(forge)[0], b64(forge.claims | {"role": "admin"}), parts(forge)[2]]),
    "AUT-other-signature": lambda forge: ".".join([*parts(forge)[:2], forge.token(jti="x").split(".")[2]]),
    "AUT-no-signature": lambda forge: ".".join([*parts(forge)[:2], ""]),
    "AUT-two-parts": lambda forge: ".".join(parts(forge)[:2]),
    "AUT-five-parts": lambda forge: f"{forge.genuine}.a.b",
    "AUT-long": lambda forge: forge.token(padding="x" * 4000),
    "AUT-deep": lambda forge: ".".join([parts(forge)[0], b64(b"[" * 2000), parts(forge)[2]]),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_token_is_401_at_every_service_and_never_anonymous(
    wire: httpx.Client, forge: Forge, name: str
) -> None:
    token = FORGERIES[name](forge)
    for path in (ME, "/api/products/", "/api/cart/", "/api/payments/"):
        refused(as_bearer(wire, token, path), 401, "token-invalid")


def test_the_forge_is_good_enough_to_pass_with_nothing_wrong(wire: httpx.Client, forge: Forge) -> None:
    for path in (ME, "/api/products/", "/api/cart/", "/api/payments/"):
        assert as_bearer(wire, forge.token(), path).status_code == 200


def test_aut_30_an_expired_token_is_told_so_beyond_the_leeway(wire: httpx.Client, forge: Forge) -> None:
    for path in (ME, "/api/products/", "/api/orders/", "/api/payments/"):
        refused(as_bearer(wire, forge.aged(exp=-45), path), 401, "token-expired")
    assert as_bearer(wire, forge.aged(exp=-5), "/api/cart/").status_code == 200


def test_aut_34_a_refresh_token_is_no_access_token_nor_the_reverse(wire: httpx.Client, alice: Shopper) -> None:
    for path in (ME, "/api/products/", "/api/cart/"):
        refused(as_bearer(wire, alice.tokens["refresh"], path), 401, "token-invalid")
    answer = send(alice.http, REFRESH, {"refresh": alice.tokens["access"][:200]})
    refused(answer, 401, "token-invalid")


@pytest.mark.parametrize(
    "header", ["", " ", "Bearer", "Bearer ", "Basic YTpi", "bearer x y", "Token x", "Bearer \u00fc"]
)
def test_an_authorization_header_that_is_no_bearer_token_is_401(visitor: Shopper, header: str) -> None:
    answer = visitor.http.get("/api/products/", headers=[(b"Authorization", header.strip().encode("latin-1") or b"x")])
    refused(answer, 401, "token-invalid")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_two_authorization_headers_are_401_even_around_a_good_token(visitor: Shopper, alice: Shopper) -> None:
    good, bad = f"Bearer {alice.tokens['access']}".encode(), b"Bearer x"
    for path in (ME, "/api/cart/", "/api/orders/", "/api/payments/"):
        for both in ((good, bad), (bad, good), (good, good)):
            answer = visitor.http.get(path, headers=[(b"Authorization", value) for value in both])
            assert answer.status_code in {400, 401}, answer.text


def test_aut_40_a_token_in_the_query_is_not_read_and_not_logged(mesh: Mesh, wire: httpx.Client, alice: Shopper) -> None:
    canary = f"canary{uuid.uuid4().hex}"
    for name in ("access_token", "token"):
        answer = wire.get("/api/cart/", params={name: f"{alice.tokens['access']}.{canary}"})
        refused(answer, 401, "unauthenticated")
    assert not [log for log in (mesh.state / "logs").rglob("*") if log.is_file() and canary in log.read_text()]


def test_aut_42_a_refresh_token_used_twice_ends_the_session(wire: httpx.Client, shopper: Shoppers) -> None:
    victim = shopper()
    first = victim.tokens["refresh"]
    second = send(victim.http, REFRESH, {"refresh": first}).json()
    third = send(victim.http, REFRESH, {"refresh": second["refresh"]}).json()
    # AUT-44: the grandparent, well inside the five seconds of grace that the parent has.
    refused(send(victim.http, REFRESH, {"refresh": first}), 401, "token-reused")
    refused(send(victim.http, REFRESH, {"refresh": third["refresh"]}), 401, "token-revoked")
    for path in (ME, "/api/cart/", "/api/payments/", "/api/products/"):
        eventually(partial(is_refused, wire, third["access"], path), within=10)


def test_two_refreshes_at_once_leave_the_session_alive(shopper: Shoppers) -> None:
    victim = shopper()
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(send, victim.http, REFRESH, {"refresh": victim.tokens["refresh"]}) for _ in range(6)]
    answers = [one.result() for one in asked]
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    refused(next(a for a in answers if a.status_code == 409), 409, "refresh-in-progress")
    won = next(answer for answer in answers if answer.status_code == 200).json()
    assert send(victim.http, REFRESH, {"refresh": won["refresh"]}).status_code == 200


FOREIGN = [
    pytest.param({"Origin": "https://evil.example"}, id="AUT-48"),
    pytest.param({"Origin": "null"}, id="AUT-48-null"),
    pytest.param({}, id="AUT-48-none"),
    pytest.param({"Origin": "{own}", "Sec-Fetch-Site": "cross-site"}, id="AUT-48-fetch-site"),
    pytest.param({"Origin": "{own}.evil.example"}, id="AUT-48-suffix"),
    pytest.param({"Sec-Fetch-Site": "same-site"}, id="AUT-48-same-site"),
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", [REFRESH, "/api/auth/logout/"])
def test_a_cookie_counts_from_our_own_pages_only(
    mesh: Mesh, browser: dict[str, str], headers: dict[str, str], path: str
) -> None:
    sent = {name: value.format(own=mesh.url) for name, value in headers.items()}
    answer = httpx.post(mesh.url + path, headers=sent, cookies=browser, verify=NO_TLS)
    refused(answer, 403, "csrf-failed")


@pytest.fixture(scope="module")
def browser(mesh: Mesh) -> dict[str, str]:
    """The cookie of somebody signed in by the cookie transport."""
    body = {"username": "user2", "password": "password123", "transport": "cookie"}
    answer = httpx.post(mesh.url + LOGIN, json=body, headers={"Origin": mesh.url}, verify=NO_TLS)
    assert answer.status_code == 200
    assert "refresh" not in answer.json()
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=strict" in flags
    return dict(answer.cookies)


def test_after_logout_no_door_opens(wire: httpx.Client, shopper: Shoppers) -> None:
    leaver = shopper()
    access, refresh = leaver.tokens["access"], leaver.tokens["refresh"]
    assert leaver.post("/api/auth/logout/", {"refresh": refresh}).status_code == 204
    refused(as_bearer(wire, access), 401, "token-revoked")
    refused(send(leaver.http, REFRESH, {"refresh": refresh}), 401, "token-revoked")
    for path in ("/api/cart/", "/api/orders/", "/api/payments/", "/api/products/"):
        eventually(partial(is_refused, wire, access, path), within=10)
        refused(as_bearer(wire, access, path), 401, "token-revoked")


def test_an_order_right_after_logout_is_401_and_holds_nothing(shopper: Shoppers) -> None:
    """Before the event has arrived order_service lets the token pass; user_service, asked by gRPC, does not."""
    leaver = shopper()
    leaver.post("/api/auth/logout/", {"refresh": leaver.tokens["refresh"]})
    refused(leaver.buy((1, 1)), 401, "token-revoked")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"role": "admin"}, id="AUT-54"),
        pytest.param({"is_staff": True}, id="AUT-54-staff"),
        pytest.param({"email_verified": True}, id="AUT-54-verified"),
        pytest.param({"username": "admin2"}, id="AUT-54-username"),
        pytest.param({"password": "quiet harbour"}, id="AUT-54-password"),
        pytest.param({"__proto__": {"role": "admin"}}, id="AUT-54-proto"),
        pytest.param({"id": str(uuid.uuid4())}, id="AUT-54-id"),
    ],
)
def test_nobody_promotes_himself(alice: Shopper, change: dict[str, Any]) -> None:
    before = alice.get(ME).json()
    body = refused(alice.patch(ME, change), 400, "unknown-field", *(f"/{name}" for name in change))
    assert {error["code"] for error in body["errors"]} == {"unknown-field"}
    assert alice.get(ME).json() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", None),
        ("first_name", 1),
        ("first_name", "x" * 101),
        ("first_name", "\u202e"),
        ("last_name", "a\x00b"),
        ("last_name", "\ud800"),
        ("phone", "call me"),
        ("phone", "\u0663\u0664\u0665"),
        ("bio", "x" * 1001),
        ("address", ["x"]),
    ],
)
def test_a_profile_field_that_is_no_text_is_refused(alice: Shopper, field: str, value: object) -> None:
    before = alice.get(ME).json()
    refused(send(alice.http, ME, {field: value}, method="PATCH"), 400, "validation-error", f"/{field}")
    assert alice.get(ME).json() == before


@pytest.mark.parametrize("path", ["/.well-known/jwks.json", "/api/auth/public-key/", "/api/users/auth/public-key/"])
def test_aut_58_published_keys_hold_nothing_private(visitor: Shopper, path: str) -> None:
    answer = visitor.get(path)
    body = answer.json()
    for key in body.get("keys", [body]):
        assert key["kid"]
        assert not {"d", "p", "q", "dp", "dq", "qi"} & key.keys()
    assert "PRIVATE" not in answer.text
    ages = [part for part in answer.headers["cache-control"].split(",") if "max-age=" in part]
    assert all(int(age.partition("=")[2]) <= 300 for age in ages)
