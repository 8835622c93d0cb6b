"""Settings of product_service. See servicekit.settings for what every service reads."""

from pydantic import Field

from servicekit import settings as kit


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8002"
    grpc_bind: str = "127.0.0.1:50052"
    # What one customer holds at a time: as many units as one line of an order may have, and as many open reservations
    # as one may begin orders in a minute (ADR 35).
    held_units_per_customer: int = Field(default=1000, ge=1)
    held_reservations_per_customer: int = Field(default=100, ge=1)


SHOPMESH = kit.load(Settings, service="product_service")
APPS = ["product_service.catalog", "product_service.stock", "product_service.imports", "product_service.search"]

# Durable: units are promised to buyers here, and a promise must survive a power cut.
globals().update(kit.django(SHOPMESH, apps=APPS, urls="product_service.urls", durable=True))
