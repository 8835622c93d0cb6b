"""Settings of product_service. See servicekit.settings for what every service reads."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, model_validator

from product_service.catalog.domain.pictures import LARGEST_FORM
from product_service.imports.domain.limits import LARGEST_FILE as LARGEST_IMPORT
from servicekit import settings as kit
from servicekit.state import state_dir


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8002"
    grpc_bind: str = "127.0.0.1:50052"
    user_grpc: str = "127.0.0.1:50051"
    order_grpc: str = "127.0.0.1:50053"

    # Pictures that managers upload. The gateway serves what is in here, so both have to see the same folder.
    uploads_dir: Path = Field(default_factory=lambda: state_dir() / "uploads")

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

    # Where files wait for their import: seen by web and worker.
    imports_dir: Path = Field(default_factory=lambda: state_dir() / "imports")

    # What answers searches: the service's own database, or Elasticsearch or OpenSearch at SEARCH_URL (ADR 34).
    search_engine: Literal["embedded", "external"] = "embedded"
    search_url: str = ""
    search_api_key: SecretStr = SecretStr("")
    # The alias that is searched; the indexes behind it are called <alias>-<number>.
    search_index: str = "shopmesh-products"

    @model_validator(mode="after")
    def _search(self) -> Settings:
        if self.search_engine == "external" and not self.search_url.startswith(("http://", "https://")):
            raise ValueError("SEARCH_URL: SEARCH_ENGINE=external needs it, as http://host:9200")
        return self

    # Seconds between two computations of what is bought and looked at together; nothing new, none.
    recommendations_every: float = Field(default=900, gt=0)


SHOPMESH = kit.load(Settings, service="product_service")
APPS = [
    "product_service.catalog",
    "product_service.stock",
    "product_service.imports",
    "product_service.search",
    "product_service.reviews",
    "product_service.recommendations",
]

# Durable: units are promised to buyers here, and a promise must survive a power cut.
globals().update(kit.django(SHOPMESH, apps=APPS, urls="product_service.urls", durable=True))
# A picture with the form around it.
LARGER_BODIES = {r"/api/products/[1-9][0-9]*/images/": LARGEST_FORM, "/api/products/imports/": LARGEST_IMPORT}
# Two nouns of the API have a `state`, and what is counted up to a bound has two names.
globals()["SPECTACULAR_SETTINGS"]["ENUM_NAME_OVERRIDES"] |= {
    "ImportState": "product_service.imports.api.serializers.STATES",
    "ReviewState": "product_service.reviews.api.inputs.LISTED",
    "CountRelationEnum": ["exact", "at_least"],
}
