"""Scripted faults in real servers: over gRPC, over REST, and at a point that kills its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from prometheus_client import REGISTRY
from rest_framework.test import APIClient

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import settings as kit
from servicekit.errors import ServiceError
from servicekit.faults import script
from servicekit.faults.effects import BY_CODE, BY_HTTP, refusal
from servicekit.faults.script import Fault
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.api import assert_problem
from servicekit.testing.faults import Faults
from servicekit.testing.mesh import RunningServer
from servicekit.tests.grpc.products import Products, Shop

RESERVE = "*/ReserveStock"


@pytest.fixture
def shop(faults: Faults, grpc_server: Callable[..., RunningServer]) -> Shop:
    """A server that was armed when it started."""
    products = Products()
    return Shop(products, grpc_server(products.register))


def reserve(shop: Shop) -> str:
    """The status it is answered with."""
    try:
        shop.stub().ReserveStock(pb.ReserveStockRequest(), timeout=5)
    except ServiceError as refused:
        return refused.grpc
    return "OK"


@pytest.mark.django_db(transaction=True)
def test_a_status_is_answered_so_many_times_and_the_handler_does_not_run(shop: Shop, faults: Faults) -> None:
    fault = faults(site="rpc", where=RESERVE, effect="status", status="NOT_FOUND", times=2)
    assert [reserve(shop) for _ in range(3)] == ["NOT_FOUND", "NOT_FOUND", "OK"]
    assert shop.products.calls == ["ReserveStock"]
    assert faults.happened(fault) == 2


@pytest.mark.django_db(transaction=True)
def test_a_status_after_the_work_leaves_the_work_done(shop: Shop, faults: Faults) -> None:
    faults(site="rpc", where=RESERVE, effect="status", status="NOT_FOUND", after=True, times=1)
    assert reserve(shop) == "NOT_FOUND"
    assert shop.products.calls == ["ReserveStock"]


@pytest.mark.django_db(transaction=True)
def test_a_delay_is_added_to_the_method_it_names_alone(shop: Shop, faults: Faults) -> None:
    faults(site="rpc", where=RESERVE, effect="delay", delay=0.3)
    began = time.monotonic()
    assert reserve(shop) == "OK"
    delayed = time.monotonic()
    shop.stub().CommitReservation(pb.CommitReservationRequest())
    assert delayed - began >= 0.3
    assert time.monotonic() - delayed < 0.3


@pytest.mark.django_db(transaction=True)
def test_an_injected_exception_is_answered_without_its_text(shop: Shop, faults: Faults) -> None:
    faults(site="rpc", where=RESERVE, effect="raise")
    with pytest.raises(RemoteRefused) as refused:
        shop.stub().ReserveStock(pb.ReserveStockRequest())
    assert refused.value.grpc == "INTERNAL"
    assert "injected" not in refused.value.detail


@pytest.mark.django_db(transaction=True)
def test_each_injection_is_counted_as_a_metric(shop: Shop, faults: Faults) -> None:
    labels = {"effect": "status", "where": RESERVE}
    before = REGISTRY.get_sample_value("faults_injected_total", labels) or 0
    faults(site="rpc", where=RESERVE, effect="status", status="NOT_FOUND", times=2)
    [reserve(shop) for _ in range(3)]
    assert REGISTRY.get_sample_value("faults_injected_total", labels) == before + 2


def test_every_status_that_can_be_asked_for_has_a_refusal() -> None:
    assert {refusal(code).grpc for code in BY_CODE} == set(BY_CODE)
    assert {str(refusal(status).http) for status in BY_HTTP} == set(BY_HTTP)
    assert refusal("RESOURCE_EXHAUSTED").http == 429
    assert refusal("503").grpc == "UNAVAILABLE"


@pytest.fixture
def web(faults: Faults) -> Iterator[APIClient]:
    middleware = [
        "servicekit.api.middleware.request_context",
        "servicekit.faults.middleware.scripted_faults",
        "servicekit.api.middleware.problem_pages",
    ]
    with override_settings(MIDDLEWARE=middleware):
        yield APIClient(raise_request_exception=False)


def test_a_route_answers_the_problem_it_was_told_to(web: APIClient, faults: Faults) -> None:
    faults(site="rest", where="GET /livez", effect="status", status="503", times=1)
    assert_problem(web.get("/livez"), 503, "dependency-unavailable")
    assert web.get("/livez").status_code == 200


def test_a_broken_route_answers_500_without_the_text(web: APIClient, faults: Faults) -> None:
    faults(site="rest", where="GET /live*", effect="raise", after=True)
    body = assert_problem(web.get("/livez"), 500, "internal-error")
    assert "injected" not in str(body)


def test_a_route_is_delayed(web: APIClient, faults: Faults) -> None:
    faults(site="rest", where="* /livez", effect="delay", delay=0.2)
    began = time.monotonic()
    assert web.get("/livez").status_code == 200
    assert time.monotonic() - began >= 0.2


@pytest.mark.parametrize(("file", "installed"), [("", False), ("faults.json", True)])
def test_the_middleware_stands_in_the_list_only_where_a_script_is_named(file: str, installed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    made = kit.django(kit.ServiceSettings(service="order_service", faults_file=file), apps=[], urls="x", durable=False)
    assert ("servicekit.faults.middleware.scripted_faults" in made["MIDDLEWARE"]) is installed


CRASHING = """
from pathlib import Path
from servicekit.faults import failpoints
from servicekit.settings import ServiceSettings

failpoints.arm(ServiceSettings(service="order_service"), "web")
failpoints.failpoint("shop.sale.before-commit")
print("survived")
"""


def crashing(path: Path) -> subprocess.CompletedProcess[str]:
    environment: dict[str, Any] = {**os.environ, "FAULTS_FILE": str(path), "SHOPMESH_ENV": "test"}
    command = [sys.executable, "-c", CRASHING]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


def test_a_crash_is_sigkill_at_the_point_and_is_not_repeated_by_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "faults.json"
    crash = Fault(id="f1", process="order-web", site="point", where="shop.sale.*", effect="crash", times=1)
    script.write(path, [crash])
    killed, next_one = crashing(path), crashing(path)
    assert killed.returncode == -signal.SIGKILL
    assert "fault.injected" in killed.stdout + killed.stderr
    assert next_one.stdout == "survived\n"


def test_production_does_not_start_with_a_script(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOPMESH_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", "s" * 40)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///production.sqlite3")
    monkeypatch.setenv("FAULTS_FILE", "faults.json")
    with pytest.raises(SystemExit) as left:
        kit.load(kit.ServiceSettings, service="order_service")
    assert left.value.code == kit.EX_CONFIG
    assert "FAULTS_FILE: nothing is broken on purpose in production" in capsys.readouterr().err
