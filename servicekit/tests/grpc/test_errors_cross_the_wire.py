from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, NoReturn

import grpc
import pytest
from django.db import OperationalError
from structlog.testing import capture_logs

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import errors
from servicekit.grpc.status import RemoteRefused
from servicekit.tests.grpc.products import Shop

SECRET = "password=hunter2 in the message"


class OutOfStock(errors.ServiceError):
    code = "out-of-stock"
    title = "Not enough of it is left"
    http = 409
    grpc: ClassVar[str] = "FAILED_PRECONDITION"


def raising(error: Exception) -> Callable[..., NoReturn]:
    def answer(_request: Any, _context: grpc.ServicerContext) -> NoReturn:
        raise error

    return answer


def failure_of(shop: Shop, error: Exception) -> errors.ServiceError:
    shop.products.answer = raising(error)
    with pytest.raises(errors.ServiceError) as failed:
        shop.stub().ReserveStock(pb.ReserveStockRequest())
    return failed.value


def test_a_refusal_arrives_with_reason_status_words_and_data(shop: Shop) -> None:
    lines: list[errors.JsonValue] = [{"product_id": 7, "requested": 3, "available": 1}]
    refused = failure_of(shop, OutOfStock("Only one lamp is left.", lines=lines, advisory=True))
    assert isinstance(refused, RemoteRefused)
    assert (refused.reason, refused.grpc, refused.detail) == (
        "out-of-stock",
        "FAILED_PRECONDITION",
        "Only one lamp is left.",
    )
    assert refused.extensions == {"lines": lines, "advisory": True}


def test_the_data_of_a_hundred_lines_fits(shop: Shop) -> None:
    name = "A lamp with a name of one hundred characters and more, as sellers like them: warm, dimmable, brass, antique"
    lines: list[errors.JsonValue] = [{"product_id": n, "name": 2 * name, "available": 0} for n in range(10_000, 10_100)]
    assert failure_of(shop, OutOfStock(lines=lines)).extensions == {"lines": lines}


def test_field_errors_arrive(shop: Shop) -> None:
    wrong = [
        errors.FieldError("/lines/0/quantity", "min-value", "At least one."),
        errors.FieldError("/lines", "x", "y"),
    ]
    refused = failure_of(shop, errors.ValidationFailed("Look again.", errors=wrong))
    assert isinstance(refused, RemoteRefused)
    assert (refused.reason, refused.grpc, refused.errors) == ("validation-error", "INVALID_ARGUMENT", tuple(wrong))


def test_words_of_any_language_arrive(shop: Shop) -> None:
    assert failure_of(shop, errors.NotFound("Kein Ölkännchen – „weg“")).detail == "Kein Ölkännchen – „weg“"


def test_an_unavailable_dependency_of_the_remote_is_one_of_the_callers_too(shop: Shop) -> None:
    failed = failure_of(shop, errors.DependencyUnavailable(retry_after=7))
    assert isinstance(failed, errors.DependencyUnavailable)
    assert (failed.retry_after, failed.extensions) == (7, {"target": "product_service"})


def test_a_dead_target_is_an_unavailable_dependency(shop: Shop) -> None:
    stub = shop.stub()
    shop.running.server.stop(grace=0)
    with pytest.raises(errors.DependencyUnavailable) as failed:
        stub.ReserveStock(pb.ReserveStockRequest())
    assert failed.value.extensions == {"target": "product_service"}


def test_a_limit_of_the_remote_is_a_refusal(shop: Shop) -> None:
    refused = failure_of(shop, errors.RateLimited(retry_after=3))
    assert isinstance(refused, RemoteRefused)
    assert (refused.reason, refused.grpc, refused.retry_after) == ("rate-limited", "RESOURCE_EXHAUSTED", 3)


def test_a_crash_says_nothing_about_its_inside(shop: Shop) -> None:
    with capture_logs() as lines:
        refused = failure_of(shop, RuntimeError(SECRET))
    assert isinstance(refused, RemoteRefused)
    assert (refused.reason, refused.grpc) == ("internal-error", "INTERNAL")
    assert SECRET not in repr((refused.args, refused.detail, refused.extensions, refused.__cause__))
    assert [line["answer"] for line in lines if line["event"] == "grpc.failed"] == ["internal-error"]


def test_a_database_that_is_away_is_unavailable_and_not_internal(shop: Shop) -> None:
    failed = failure_of(shop, OperationalError(SECRET))
    assert isinstance(failed, errors.DependencyUnavailable)
    assert SECRET not in repr((failed.args, failed.extensions, failed.__cause__))


def test_a_refusal_of_the_next_service_is_not_passed_off_as_ours(shop: Shop) -> None:
    refused = failure_of(shop, RemoteRefused("Not for you.", reason="forbidden", grpc="PERMISSION_DENIED"))
    assert isinstance(refused, RemoteRefused)
    assert (refused.reason, refused.grpc) == ("internal-error", "INTERNAL")


def test_an_abort_keeps_its_status(shop: Shop) -> None:
    shop.products.answer = lambda _request, context: context.abort(grpc.StatusCode.OUT_OF_RANGE, "past the end")
    with pytest.raises(RemoteRefused) as refused:
        shop.stub().ReserveStock(pb.ReserveStockRequest())
    assert (refused.value.reason, refused.value.grpc) == ("out-of-range", "OUT_OF_RANGE")


def test_a_message_over_a_mebibyte_is_refused(shop: Shop) -> None:
    with pytest.raises(RemoteRefused) as refused:
        shop.stub().ReserveStock(pb.ReserveStockRequest(reservation_id="x" * 1_100_000))
    assert refused.value.grpc == "RESOURCE_EXHAUSTED"
    assert shop.products.calls == []
