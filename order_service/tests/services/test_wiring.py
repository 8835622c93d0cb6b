from __future__ import annotations

from order_service import wiring
from order_service.books.adapters.cashier import GrpcCashier
from order_service.books.adapters.stock import GrpcStockKeeper
from order_service.orders.adapters.catalog import GrpcCatalog
from order_service.orders.adapters.payments import GrpcPayments
from order_service.orders.adapters.users import GrpcUsers


def test_behind_each_port_stands_its_adapter() -> None:
    partners = wiring.partners.__wrapped__()
    assert isinstance(partners.catalog, GrpcCatalog)
    assert isinstance(partners.payments, GrpcPayments)
    assert isinstance(partners.users, GrpcUsers)
    keepers = wiring.keepers.__wrapped__()
    assert isinstance(keepers.stock, GrpcStockKeeper)
    assert isinstance(keepers.cashier, GrpcCashier)


def test_the_worker_listens_and_recovers() -> None:
    assert {one.subject for one in wiring.subscriptions()} == {
        "session.terminated.v1",
        "payment.captured.v1",
        "payment.refunded.v1",
        "user.deleted.v1",
    }
    jobs = {job.name: job.every for job in wiring.periodic()}
    assert jobs == {
        "saga-recovery": 1.0,
        "books-audit": 1.0,
        "order-rates-forget": 3600,
        "idempotency-purge": 600,
        "revoked-sessions-purge": 3600,
    }
