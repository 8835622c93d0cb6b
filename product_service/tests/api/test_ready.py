"""What shoppers were answered a moment ago, given again before Django is begun with."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from prometheus_client import REGISTRY

from product_service.catalog import cached
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
# Each has its own way to say no, or another spelling.
OTHERS = [
    "/api/products/?colour=red",
    "/api/products/?mine=true",
    "/api/products/999/",
    "/api/products/{chair}/?fields=name",
    "/api/products/{chair}/?page=1",
    "/api/products/{chair}",
    "/api/v1/products/{chair}/",
    "/api/categories/",
    "/api/categories/home/",
    "/api/products/suggest/?q=cha",
]


class Answer(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes


class Shop:
    """The service as its web process has it; `made` counts what Django was asked for."""

    def __init__(self) -> None:
        self.django, self.made = WSGIHandler(), 0
        self.edge = Edge(self._make, Overload(16), source=ready.answer)

    def _make(self, environ: Environ, start_response: Any) -> Any:
        self.made += 1
        return self.django(environ, start_response)

    def ask(self, path: str, **more: str) -> Answer:
        """Without the id that every request has for itself."""
        told: list[tuple[str, dict[str, str]]] = []
        body = self.edge(_environ(path) | more, lambda status, headers: told.append((status, dict(headers))))
        [(status, headers)] = told
        assert headers.pop("X-Request-Id")
        return Answer(status, headers, b"".join(body))

    def taken(self, path: str, **more: str) -> tuple[list[Answer], int]:
        """Three answers, one after the other, and how many of them were made."""
        before = self.made
        return [self.ask(path, **more) for _ in range(3)], self.made - before


def _environ(path: str) -> Environ:
    path, _, query = path.partition("?")
    server = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1"}
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": io.BytesIO(), **server}


@pytest.fixture
def shop(chair: Product, lamp: Product, redis: Redis) -> Iterator[Shop]:
    """On the test's own connection, as Django's client has it: the end of a request would close that."""
    redis.second = int(time.time())
    cached.changed()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Shop()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def counted(route: str) -> float:
    labels = {"method": "GET", "route": route, "status": "200"}
    return REGISTRY.get_sample_value("http_requests_total", labels) or 0.0


@pytest.mark.parametrize("path", KEPT)
def test_what_is_ready_is_what_was_made(shop: Shop, chair: Product, path: str) -> None:
    path = path.format(chair=chair.pk)
    answers, made = shop.taken(path)
    assert made == 2  # nobody had asked before; then it is kept
    assert answers[0].status == "200 OK"
    assert answers[1:] == answers[:1] * 2
    assert shop.ask(path, HTTP_ACCEPT="application/json;version=1").body == answers[0].body


@pytest.mark.parametrize("path", KEPT)
def test_it_is_counted_under_the_route_that_matches(shop: Shop, chair: Product, path: str) -> None:
    path = path.format(chair=chair.pk)
    asked = ready.question(*path.partition("?")[::2])
    assert asked is not None
    before = counted(asked.route)
    shop.taken(path)
    assert counted(asked.route) == before + 3


@pytest.mark.parametrize("path", OTHERS)
def test_everything_else_is_made_each_time(shop: Shop, chair: Product, path: str) -> None:
    answers, made = shop.taken(path.format(chair=chair.pk))
    assert made == 3
    assert len({answer.status for answer in answers}) == 1


def test_redis_is_asked_once_for_an_answer_whether_it_has_it_or_not(shop: Shop, redis: Redis, chair: Product) -> None:
    path = f"/api/products/{chair.pk}/"
    redis.asked = 0
    shop.ask(path)
    assert redis.asked == 0  # nobody had asked
    shop.ask(path)
    assert redis.asked == 1
    shop.ask(path)
    assert redis.asked == 2


def test_a_change_shows_at_once(shop: Shop, chair: Product) -> None:
    path = f"/api/products/{chair.pk}/"
    before, _ = shop.taken(path)
    Product.objects.filter(pk=chair.pk).update(name="Oak chair")
    cached.changed()
    after = shop.ask(path)
    assert b"Alder chair" in before[2].body
    assert b"Oak chair" in after.body
    assert after.headers["ETag"] != before[2].headers["ETag"]


def test_what_nobody_was_told_of_shows_when_the_second_is_over(shop: Shop, redis: Redis, chair: Product) -> None:
    """The figures of its stock, which change with every sale and are nobody's edit."""
    path = f"/api/products/{chair.pk}/"
    before, _ = shop.taken(path)
    chair.stock.on_hand = 8
    chair.stock.save()
    assert shop.ask(path) == before[2]
    assert before[2].headers["X-Accel-Expires"] == f"@{redis.second}"
    redis.second += 1
    after = shop.ask(path)
    assert b'"available":8' in after.body
    assert after.headers["X-Accel-Expires"] == f"@{redis.second}"


def test_whoever_is_signed_in_is_told_what_is_now(shop: Shop, chair: Product, tokens: Callable[..., str]) -> None:
    path = f"/api/products/{chair.pk}/"
    shop.taken(path)
    chair.stock.on_hand = 8
    chair.stock.save()
    (own, *_), made = shop.taken(path, HTTP_AUTHORIZATION=f"Bearer {tokens('customer', 'alice')}")
    assert b'"available":8' in own.body
    assert (own.headers["Cache-Control"], made) == ("private, no-cache", 3)
    assert "X-Accel-Expires" not in own.headers


def test_a_copy_that_is_good_is_not_sent_again(shop: Shop, chair: Product) -> None:
    path = f"/api/products/{chair.pk}/"
    tag = shop.taken(path)[0][0].headers["ETag"]
    again = shop.ask(path, HTTP_IF_NONE_MATCH=tag)
    assert (again.status, again.body, again.headers["ETag"]) == ("304 Not Modified", b"", tag)


def test_without_redis_everything_is_made(shop: Shop, redis: Redis, chair: Product) -> None:
    redis.down = True
    answers, made = shop.taken(f"/api/products/{chair.pk}/")
    assert (made, answers[0].status) == (3, "200 OK")
