from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import clock
from servicekit import context as work
from servicekit.auth import revocation
from servicekit.auth.principal import Principal
from servicekit.grpc import context
from servicekit.grpc.status import RemoteRefused
from servicekit.tests.grpc.products import Shop

pytestmark = pytest.mark.django_db(transaction=True)  # the server's threads look for ended sessions


def call_with(shop: Shop, bearer: str) -> None:
    with work.request_scope("request-7", bearer=bearer):
        shop.stub().GetProductInfo(pb.GetProductInfoRequest())


def test_the_user_behind_the_call_is_known_to_the_servicer(shop: Shop, tokens: Callable[..., str]) -> None:
    seen: list[tuple[Principal | None, str]] = []
    shop.products.answer = lambda _request, _context: seen.append((context.principal(), work.bearer()))
    token = tokens("customer", "alice")
    call_with(shop, token)
    principal, bearer = seen[0]
    assert principal is not None
    assert (principal.username, principal.role, bearer) == ("alice", "customer", token)


def test_a_service_may_call_for_itself(shop: Shop) -> None:
    seen: list[Principal | None] = []
    shop.products.answer = lambda _request, _context: seen.append(context.principal())
    call_with(shop, "")
    assert seen == [None]


def test_one_users_call_leaves_nothing_for_the_next(shop: Shop, tokens: Callable[..., str]) -> None:
    seen: list[Principal | None] = []
    shop.products.answer = lambda _request, _context: seen.append(context.principal())
    call_with(shop, tokens("customer"))
    call_with(shop, "")
    assert seen[1] is None


@pytest.mark.parametrize("broken", ["forged", "truncated", "foreign audience"])
def test_a_bad_token_is_refused_and_nothing_runs(shop: Shop, tokens: Callable[..., str], broken: str) -> None:
    token = {
        "forged": "e30.e30.e30",
        "truncated": tokens("admin")[:-3],
        "foreign audience": tokens("admin", aud="another"),
    }[broken]
    with pytest.raises(RemoteRefused) as refused:
        call_with(shop, token)
    assert (refused.value.grpc, refused.value.reason) == ("UNAUTHENTICATED", "token-invalid")
    assert shop.products.calls == []


def test_an_expired_token_is_refused_as_such(shop: Shop, tokens: Callable[..., str]) -> None:
    with pytest.raises(RemoteRefused) as refused:
        call_with(shop, tokens("customer", exp=int(time.time()) - 60))
    assert (refused.value.grpc, refused.value.reason) == ("UNAUTHENTICATED", "token-expired")
    assert shop.products.calls == []


def test_another_scheme_is_not_a_token(shop: Shop) -> None:
    with pytest.raises(RemoteRefused) as refused:
        shop.stub().GetProductInfo(pb.GetProductInfoRequest(), metadata=(("authorization", "Basic YTpi"),))
    assert refused.value.reason == "token-invalid"
    assert shop.products.calls == []


def test_who_has_logged_out_is_refused_and_nothing_runs(shop: Shop, tokens: Callable[..., str]) -> None:
    session = str(uuid4())
    revocation.revoke(session, until=clock.now() + timedelta(minutes=15))
    with pytest.raises(RemoteRefused) as refused:
        call_with(shop, tokens("customer", sid=session))
    assert (refused.value.grpc, refused.value.reason) == ("UNAUTHENTICATED", "token-revoked")
    assert shop.products.calls == []
    call_with(shop, tokens("customer", sid=str(uuid4())))
    assert len(shop.products.calls) == 1
