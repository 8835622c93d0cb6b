"""The authorisation matrix: every operation of every service, asked by everybody.

What must happen is computed from protos/roles.toml and from who owns the record that the path names. Allowed writes are
sent with a query parameter that no operation knows: they get past the guards and are refused before they do anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import jwt
import pytest

from servicekit.auth.roles import Reach
from tests.contract import address_of
from tests.harness import NO_TLS, Mesh, Shopper, new_product, with_second_factor
from tests.operations import Operation, every

EVERY = every()
JUNK = {"authorisation-matrix": "1"}

# Open to anybody, on purpose. An operation that is not listed here and names no permission fails below.
OPEN = {
    # the way in, and out: what counts is in the body or the cookie
    "token",
    "token_refresh",
    "logout",
    "user_register",
    "passkey_login_options",
    "passkey_login",
    "mfa_verify_login",
    "mfa_sms_send",
    "password_forgotten",
    "password_reset",
    "email_verify",
    # under a random number, which is all that is kept of whoever looks
    "products_view",
    # whoever has the endpoint's secret
    "webhook_sandbox",
    "webhook_stripe",
    # what is meant to be seen
    "jwks",
    "openid_configuration",
    "public_key",
    "avatar",
    "categories_list",
    "categories_retrieve",
    "product_images_list",
    "products_list",
    "products_facets",
    "products_suggest",
    "products_recommendations",
    "products_recommended",
    "products_retrieve",
    "reviews_list",
}
NO_ROWS = b"sku\n"
# Anybody may look at these, so somebody who may not change them is told so (403) instead of seeing nothing (404).
SEEN_BY_ALL = re.compile(r"^/api/products/(?!imports/)")


@dataclass(frozen=True)
class Identity:
    name: str
    role: str = ""
    token: str = ""
    second_factor: bool = False
    owner: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Cast:
    """Who asks, and what belongs to the one called `owner`."""

    everybody: tuple[Identity, ...]
    records: dict[str, str]

    def fill(self, path: str) -> str:
        """The path with the owner's records in its holes. KeyError for a hole that this test does not know yet."""
        place = re.sub(r"^/api/(.*?)/\{.*", r"\1", path)
        return re.sub(r"\{(\w+)\}", lambda hole: self.records[f"{place}:{hole[1]}"], path)


@pytest.fixture(scope="module")
def people(mesh: Mesh) -> Iterator[list[Shopper]]:
    """Two customers, and one of each other role."""
    made = [Shopper.registered(mesh), Shopper.registered(mesh)]
    made += [Shopper.signed_in(mesh, name) for name in ("viewer", "vendor", "staff", "admin")]
    yield made
    for someone in made:
        someone.close()


@pytest.fixture(scope="module")
def cast(mesh: Mesh, people: list[Shopper]) -> Cast:
    other, owner, viewer, vendor, staff, admin = people
    strong = with_second_factor(mesh, admin.tokens["access"])
    everybody = (
        Identity("anonymous"),
        Identity("other user", "customer", other.tokens["access"]),
        Identity("owner", "customer", owner.tokens["access"], owner=True),
        Identity("viewer", "viewer", viewer.tokens["access"]),
        Identity("vendor", "vendor", vendor.tokens["access"]),
        Identity("staff", "staff", staff.tokens["access"]),
        Identity("admin", "admin", strong, second_factor=True),
        Identity("admin without second factor", "admin", admin.tokens["access"]),
    )
    return Cast(everybody, records_of(owner, admin, other.get("/api/users/me/").json()["id"]))


def session_of(access: str) -> str:
    sid: str = jwt.decode(access, options={"verify_signature": False})["sid"]
    return sid


def import_of(admin: Shopper) -> str:
    """A file without a product, and not even that is written."""
    sent = {"Content-Type": "text/csv", "Idempotency-Key": str(uuid4())}
    answer = admin.http.post("/api/products/imports/?dry_run=true", content=NO_ROWS, headers=sent)
    return str(answer.json()["id"])


def records_of(owner: Shopper, admin: Shopper, somebody: str) -> dict[str, str]:
    order = owner.bought((new_product(admin, stock=5), 1))
    product = str(new_product(admin, stock=5))
    written = {"rating": 4, "title": "Bright", "text": "Lights the whole table."}
    review = str(owner.post(f"/api/products/{product}/reviews/", written).json()["id"])
    me = owner.get("/api/users/me/").json()["id"]
    organisation = admin.post("/api/admin/organisations/", {"name": f"Matrix {uuid4()}"}).json()
    return {
        "orders:order_id": order["id"],
        "orders/user:user_id": me,
        "payments:payment_id": owner.payments_of(order["id"])[0]["id"],
        "products:product_id": product,
        # Whose product it is, is asked before whether it has such a picture.
        "products:image_id": "1",
        "products:review_id": review,
        "products/reviews:review_id": review,
        "products/imports:import_id": import_of(admin),
        "categories:slug": "home",
        "auth/sessions:session_id": session_of(owner.tokens["access"]),
        "users/passkeys:passkey_id": str(uuid4()),
        "users/avatars:avatar_id": str(uuid4()),
        "admin/users:user_id": somebody,
        "admin/organisations:organisation_id": organisation["id"],
        # A number is enough: nothing is replayed here.
        **{f"{prefix}/events/dead:letter_id": "1" for prefix in ("users", "products", "orders", "payments")},
        # Nobody's: revoking a real one would end what every other test does with its tokens.
        "admin/keys:kid": "k" * 43,
    }


def test_every_open_operation_is_meant_to_be() -> None:
    assert {operation.id for operation in EVERY if operation.permission is None} == OPEN


@pytest.mark.parametrize("operation", EVERY, ids=str)
def test_everybody_gets_what_the_matrix_says(operation: Operation, cast: Cast, mesh: Mesh) -> None:
    elsewhere = httpx.HTTPTransport(local_address=address_of(f"matrix {operation}"), verify=NO_TLS)
    with httpx.Client(base_url=mesh.url, timeout=15, transport=elsewhere) as wire:
        told = {who: ask(operation, who, cast, wire) for who in cast.everybody}
    assert {
        who.name: (answer, right(operation, who)) for who, answer in told.items() if answer not in right(operation, who)
    } == {}


def ask(operation: Operation, who: Identity, cast: Cast, wire: httpx.Client) -> str:
    """The status, and for refusals the slug."""
    allowed = verdict(operation, who) == "allowed"
    answer = wire.request(
        operation.method,
        cast.fill(operation.path),
        params=JUNK if allowed and not operation.reads else operation.query,
        headers=headers(operation, who),
        **body(operation),
    )
    slug = json.loads(answer.content)["type"] if answer.status_code >= 400 else ""
    return f"{answer.status_code} {slug.removeprefix('/problems/')}".strip()


def body(operation: Operation) -> dict[str, Any]:
    if operation.media == "text/csv":
        return {"content": NO_ROWS}
    return {"json": None if operation.reads else operation.example}


def headers(operation: Operation, who: Identity) -> dict[str, str]:
    """What some change or other insists on, beside the token. A read with an If-Match asks to be refused."""
    insisted = {} if operation.reads else {"Idempotency-Key": str(uuid4()), "If-Match": '"never-seen"'}
    insisted |= {"Content-Type": "text/csv"} if operation.media == "text/csv" else {}
    return insisted | ({"Authorization": f"Bearer {who.token}"} if who.token else {})


def right(operation: Operation, who: Identity) -> tuple[str, ...]:
    """What may be told: one answer, except where an allowed read may find nothing."""
    return {
        "allowed": allowed(operation),
        "nobody": ("401 unauthenticated",),
        "role": ("403 forbidden",),
        "step-up": ("401 insufficient-user-authentication",),
        "not theirs": ("403 forbidden",) if SEEN_BY_ALL.match(operation.path) else ("404 not-found",),
    }[verdict(operation, who)]


def allowed(operation: Operation) -> tuple[str, ...]:
    if not operation.reads:
        return ("400 unknown-parameter",)
    if operation.path in SOMEBODYS:
        return ("200", "204")
    return ("404 not-found",) if operation.path in NOBODYS else ("200",)


# Read by a record that nobody has in these tests.
NOBODYS = {"/api/users/avatars/{avatar_id}/"}
# What the caller has of it, which only the owner does.
SOMEBODYS = {"/api/products/{product_id}/reviews/mine/"}


def verdict(operation: Operation, who: Identity) -> str:
    if operation.rule is None:
        return "allowed"
    if not who.token:
        return "nobody"
    reach = operation.reach(who.role)
    if reach is Reach.NONE:
        return "role"
    if operation.rule.step_up and not who.second_factor:
        return "step-up"
    return "not theirs" if reach is Reach.OWN and names_a_record(operation) and not who.owner else "allowed"


def names_a_record(operation: Operation) -> bool:
    return "{" in operation.path


def test_the_records_are_uuids_or_numbers(cast: Cast) -> None:
    """A hole filled with nonsense would make every answer 404 and prove nothing."""
    for name, value in cast.records.items():
        assert name.endswith((":kid", ":slug")) or value.isdigit() or str(UUID(value)) == value
