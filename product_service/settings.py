"""Settings of product_service. See servicekit.settings for what every service reads."""

from servicekit import settings as kit


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8002"
    grpc_bind: str = "127.0.0.1:50052"


SHOPMESH = kit.load(Settings, service="product_service")
APPS = ["product_service.catalog", "product_service.stock"]

# Durable: units are promised to buyers here, and a promise must survive a power cut.
globals().update(kit.django(SHOPMESH, apps=APPS, urls="product_service.urls", durable=True))
