"""Settings of product_service. See servicekit.settings for what every service reads."""

from functools import cached_property

from pydantic import Field

from servicekit import settings as kit


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8002"
    grpc_bind: str = "127.0.0.1:50052"
    user_grpc: str = "127.0.0.1:50051"
    order_grpc: str = "127.0.0.1:50053"

    # Of one person: reviews, changes of them and reports together, in any hour that begins with one.
    reviews_per_hour: int = Field(default=30, ge=1)
    # More words that make a review wait for a moderator, beside those of reviews.domain.screening: `one,another`.
    review_words: str = ""

    @cached_property
    def unwanted_words(self) -> frozenset[str]:
        return frozenset(word.strip().casefold() for word in self.review_words.split(",") if word.strip())

    # What one customer holds at a time: as many units as one line of an order may have, and as many open reservations
    # as one may begin orders in a minute (ADR 35).
    held_units_per_customer: int = Field(default=1000, ge=1)
    held_reservations_per_customer: int = Field(default=100, ge=1)


SHOPMESH = kit.load(Settings, service="product_service")
APPS = [
    "product_service.catalog",
    "product_service.stock",
    "product_service.imports",
    "product_service.search",
    "product_service.reviews",
]

# Durable: units are promised to buyers here, and a promise must survive a power cut.
globals().update(kit.django(SHOPMESH, apps=APPS, urls="product_service.urls", durable=True))
