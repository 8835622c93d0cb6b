"""What shoppers ask for most, answered before Django is begun with."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections
from prometheus_client import REGISTRY

from product_service.catalog import browsing, cached
from product_service.catalog.api import ready
from product_service.catalog.models import Product
from product_service.tests.remembering import Redis
from servicekit.edge import Edge, Environ
from servicekit.overload import Overload

KEPT = [
    "/api/products/",
    "/api/products/?ordering=-price&page_size=1",
    "/api/products/?search=chair",
    "/api/products/facets/",
    "/api/products/facets/?in_stock=true",
    "/api/products/{chair}/",
]
REFUSED = [
    "/api/products/?colour=red",
    "/api/products/?page=0",
    "/api/products/?cursor=AAAA",
    "/api/products/?mine=true",
    "/api/products/facets/?min_price=a",
    "/api/products/999/",
]
# Other spellings, and what the routes decide.
OTHERS = [
    "/api/products/{chair}/?fields=name",
    "/api/products/{chair}/?page=1",
    "/api/products/{chair}",
    "/api/products/0/",
    "/api/products/x/",
    "/api/v1/products/{chair}/",
    "/api/categories/",
    "/api/categories/home/",
    "/api/products/suggest/?q=cha",
]


class Answer(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes


REQUEST_ID = "0190c0de-0000-7000-8000-000000000001"


class Shop:
    """The service as its web process has it: how often Django was asked, and how often something was made without."""

    def __init__(self) -> None:
        self.django, self.asked, self.made = WSGIHandler(), 0, 0
        self.edge = Edge(self._whole_way, Overload(16), source=ready.source)

    def _whole_way(self, environ: Environ, start_response: Any) -> Any:
        self.asked += 1
        return self.django(environ, start_response)

    @contextmanager
    def looked_after(self) -> Iterator[None]:
        self.made += 1
        yield

    def ask(self, path: str, **more: str) -> Answer:
        return _answered(self.edge, path, **more)

    def by_django(self, path: str, **more: str) -> Answer:
        return _answered(self.django, path, **more)


def _answered(application: Any, path: str, **more: str) -> Answer:
    told: list[tuple[str, dict[str, str]]] = []
    body = application(_environ(path) | more, lambda status, headers: told.append((status, dict(headers))))
    [(status, headers)] = told
    return Answer(status, headers, b"".join(body))


def _environ(path: str) -> Environ:
    path, _, query = path.partition("?")
    server = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1", "wsgi.input": io.BytesIO()}
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_X_REQUEST_ID": REQUEST_ID}
    return server | asked


@pytest.fixture
def shop(chair: Product, lamp: Product, redis: Redis, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """On the test's own connection, which would be closed at the end of a request."""
    made = Shop()
    redis.second = int(time.time())
    cached.changed()
    monkeypatch.setattr(ready, "looked_after", made.looked_after)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def counted(route: str) -> float:
    labels = {"method": "GET", "route": route, "status": "200"}
    return REGISTRY.get_sample_value("http_requests_total", labels) or 0.0


@pytest.mark.parametrize("path", KEPT)
def test_what_is_kept_and_what_is_made_is_what_django_answers(shop: Shop, chair: Product, path: str) -> None:
    path = path.format(chair=chair.pk)
    answers = [shop.ask(path) for _ in range(3)]
    assert (shop.asked, shop.made) == (0, 2)  # nobody had asked before the first; the second is kept
    assert answers == [shop.by_django(path)] * 3
    assert answers[0].status == "200 OK"


@pytest.mark.parametrize("path", KEPT)
def test_it_is_counted_under_the_route_that_matches(shop: Shop, chair: Product, path: str) -> None:
    path = path.format(chair=chair.pk)
    asked = ready.question(*path.partition("?")[::2])
    assert asked is not None
    before = counted(asked.route)
    shop.by_django(path)
    assert counted(asked.route) == before + 1
    shop.ask(path)
    shop.ask(path)
    assert counted(asked.route) == before + 3


@pytest.mark.parametrize("path", OTHERS)
def test_everything_else_is_django_s(shop: Shop, chair: Product, path: str) -> None:
    path = path.format(chair=chair.pk)
    answers = [shop.ask(path) for _ in range(3)]
    assert shop.asked == 3
    assert answers == [shop.by_django(path)] * 3


@pytest.mark.parametrize("path", REFUSED)
def test_a_refusal_is_found_out_once_and_is_django_s_to_tell(shop: Shop, path: str) -> None:
    answers = [shop.ask(path) for _ in range(3)]
    assert (shop.asked, shop.made) == (3, 3)
    assert answers == [shop.by_django(path)] * 3
    assert answers[0].headers["Content-Type"] == "application/problem+json"


def test_what_goes_wrong_is_told_by_django(shop: Shop, chair: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def broken(product_id: int) -> Any:
        tried.append(product_id)
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(browsing, "product", broken)
    answer = shop.ask(f"/api/products/{chair.pk}/")
    assert answer.status.startswith("503 ")
    assert tried == [chair.pk]


def test_redis_is_asked_once_for_an_answer_whether_it_has_it_or_not(shop: Shop, redis: Redis, chair: Product) -> None:
    path = f"/api/products/{chair.pk}/"
    redis.asked = 0
    asked = []
    for _ in range(3):
        shop.ask(path)
        asked.append(redis.asked)
    assert asked == [0, 1, 2]  # not at all for what nobody had asked for


def test_a_change_shows_at_once(shop: Shop, chair: Product) -> None:
    path = f"/api/products/{chair.pk}/"
    before = [shop.ask(path) for _ in range(3)][2]
    Product.objects.filter(pk=chair.pk).update(name="Oak chair")
    cached.changed()
    after = shop.ask(path)
    assert b"Alder chair" in before.body
    assert b"Oak chair" in after.body
    assert after.headers["ETag"] != before.headers["ETag"]


def test_what_nobody_was_told_of_shows_when_the_second_is_over(shop: Shop, redis: Redis, chair: Product) -> None:
    """The units that are left, which change with every sale and are nobody's edit."""
    path = f"/api/products/{chair.pk}/"
    before = [shop.ask(path) for _ in range(3)][2]
    chair.stock.on_hand = 8
    chair.stock.save()
    assert shop.ask(path) == before
    assert before.headers["X-Accel-Expires"] == f"@{redis.second}"
    redis.second += 1
    after = shop.ask(path)
    assert b'"available":8' in after.body
    assert after.headers["X-Accel-Expires"] == f"@{redis.second}"


def test_whoever_is_signed_in_is_told_what_is_now(shop: Shop, chair: Product, tokens: Callable[..., str]) -> None:
    path = f"/api/products/{chair.pk}/"
    for _ in range(3):
        shop.ask(path)
    chair.stock.on_hand = 8
    chair.stock.save()
    own = shop.ask(path, HTTP_AUTHORIZATION=f"Bearer {tokens('customer', 'alice')}")
    assert b'"available":8' in own.body
    assert (own.headers["Cache-Control"], shop.asked) == ("private, no-cache", 1)
    assert "X-Accel-Expires" not in own.headers


def test_a_copy_that_is_good_is_not_sent_again(shop: Shop, chair: Product) -> None:
    path = f"/api/products/{chair.pk}/"
    tag = shop.ask(path).headers["ETag"]
    again = shop.ask(path, HTTP_IF_NONE_MATCH=tag)
    assert (again.status, again.body, again.headers["ETag"]) == ("304 Not Modified", b"", tag)


def test_without_redis_everything_is_made(shop: Shop, redis: Redis, chair: Product) -> None:
    redis.down = True
    answers = [shop.ask(f"/api/products/{chair.pk}/") for _ in range(3)]
    assert (shop.asked, shop.made, answers[0].status) == (0, 3, "200 OK")
