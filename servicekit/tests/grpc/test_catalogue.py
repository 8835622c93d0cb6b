from __future__ import annotations

import json

import pytest

from servicekit.grpc import catalogue
from servicekit.grpc.catalogue import Declared, declare, declared
from servicekit.grpc.policy import RETRYABLE, CallPolicy
from servicekit.grpc.retry import may_retry

METHOD = "/shop.product.v1.ProductService/ReserveStock"
POLICY = CallPolicy(deadline=0.4, idempotent=True, attempts=3, read=False, why="Keyed by the reservation.")
MODULE = "order_service.orders.adapters.catalog"


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_DECLARED", {})


def test_what_an_adapter_declares_is_known_with_caller_target_and_place() -> None:
    given = {METHOD: POLICY}
    assert declare(MODULE, "product_service", given) is given
    [one] = declared()
    assert one == Declared(MODULE, "product_service", METHOD, POLICY)
    assert one.caller == "order_service"


def test_a_policy_that_says_not_why_is_refused_and_not_noted() -> None:
    with pytest.raises(ValueError, match="why"):
        declare(MODULE, "product_service", {METHOD: CallPolicy(deadline=1.0)})
    assert declared() == []


def test_two_modules_cannot_have_two_minds_about_a_method() -> None:
    declare(MODULE, "product_service", {METHOD: POLICY})
    declare(MODULE, "product_service", {METHOD: POLICY})
    with pytest.raises(ValueError, match=r"order_service\.orders\.adapters\.catalog already"):
        declare("order_service.cart.adapters.stock", "product_service", {METHOD: POLICY})
    assert [one.module for one in declared()] == [MODULE]


def test_two_services_may_call_one_method_each_in_its_own_way() -> None:
    declare(MODULE, "product_service", {METHOD: POLICY})
    declare("payments_service.payments.adapters.stock", "product_service", {METHOD: POLICY})
    assert [one.caller for one in declared()] == ["order_service", "payments_service"]


def test_as_json_the_defaults_are_filled_in() -> None:
    declare(MODULE, "product_service", {METHOD: POLICY})
    assert json.loads(json.dumps(declared()[0].described())) == {
        "caller": "order_service",
        "target": "product_service",
        "method": METHOD,
        "deadline": 0.4,
        "attempt": None,
        "idempotent": True,
        "attempts": 3,
        "retry_on": ["ABORTED", "RESOURCE_EXHAUSTED", "UNAVAILABLE"],
        "read": False,
        "group": "write",
        "bulkhead": 8,
        "hedge": None,
        "why": "Keyed by the reservation.",
        "module": MODULE,
    }


@pytest.mark.parametrize("code", sorted(RETRYABLE))
@pytest.mark.parametrize("read", [True, False])
def test_no_code_is_listed_that_the_rule_would_never_retry(*, code: str, read: bool) -> None:
    policy = CallPolicy(deadline=1.0, idempotent=True, attempts=3, read=read)
    # Our own clock ended it: nobody can tell that it did not arrive, and no server has said anything.
    timed_out = code == "DEADLINE_EXCEEDED"
    circumstances = [(None, True)] if timed_out else [(None, True), (None, False), (100, True)]
    ever = any(may_retry(policy, code, attempt=1, pushback_ms=p, arrived=a) for p, a in circumstances)
    assert (code in Declared(MODULE, "product_service", METHOD, policy).retried_on()) == ever


def test_a_person_reads_a_line_per_method_and_why() -> None:
    assert catalogue.table() == "This service calls no other."
    declare(MODULE, "product_service", {METHOD: POLICY})
    line, why = catalogue.table().splitlines()
    assert line.startswith(f"product_service {METHOD}: deadline 0.4 s")
    assert "hedge off" in line
    assert why.strip() == "Keyed by the reservation."
