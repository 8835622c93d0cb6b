from __future__ import annotations

from functools import cached_property

from pydantic import Field, field_validator

from order_service.orders.domain.limits import Limits, limits
from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.domain.saga import SagaState
from servicekit import settings as kit


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8003"
    grpc_bind: str = "127.0.0.1:50053"
    user_grpc: str = "127.0.0.1:50051"
    product_grpc: str = "127.0.0.1:50052"
    payments_grpc: str = "127.0.0.1:50054"
    # The most one order may come to, in whole units of its currency: `10000`, or `10000,JPY=1500000`.
    order_limit: str = "10000"

    # Of one person, in any minute that begins with an order. For load tests; a shop has no reason to change it.
    orders_per_minute: int = Field(default=100, ge=1)

    @field_validator("order_limit")
    @classmethod
    def _is_a_limit(cls, text: str) -> str:
        limits(text)
        return text

    @cached_property
    def limits(self) -> Limits:
        return limits(self.order_limit)


SHOPMESH = kit.load(Settings, service="order_service")

STATUS_NAMES = {
    "OrderStatus": [status.value for status in OrderStatus],
    "CancellationReason": [reason.value for reason in CancellationReason],
    "SagaState": [state.value for state in SagaState],
    "PaymentStatus": "order_service.orders.models.PaymentProgress.choices",
}

# Money and stock hang on what is written here, so SQLite syncs every commit.
globals().update(
    kit.django(
        SHOPMESH,
        apps=["order_service.cart", "order_service.orders", "order_service.books"],
        urls="order_service.urls",
        durable=True,
    )
)

globals()["SPECTACULAR_SETTINGS"]["ENUM_NAME_OVERRIDES"] |= STATUS_NAMES
