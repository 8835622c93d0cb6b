from __future__ import annotations

from order_service.orders.domain.order import OrderStatus
from servicekit import settings as kit


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8003"
    grpc_bind: str = "127.0.0.1:50053"
    user_grpc: str = "127.0.0.1:50051"
    product_grpc: str = "127.0.0.1:50052"
    payments_grpc: str = "127.0.0.1:50054"


SHOPMESH = kit.load(Settings, service="order_service")

STATUS_NAMES = {
    "OrderStatus": [status.value for status in OrderStatus],
    "PaymentStatus": "order_service.orders.models.PaymentProgress.choices",
}

# Money and stock hang on what is written here, so SQLite syncs every commit.
globals().update(
    kit.django(
        SHOPMESH,
        apps=["order_service.cart", "order_service.orders"],
        urls="order_service.urls",
        durable=True,
    )
)

globals()["SPECTACULAR_SETTINGS"]["ENUM_NAME_OVERRIDES"] |= STATUS_NAMES
