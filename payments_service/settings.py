from __future__ import annotations

from typing import Literal

from pydantic import Field, HttpUrl, SecretStr, model_validator

from payments_service.payments.domain.refund import RefundStatus
from payments_service.sandbox.settings import DEVELOPMENT_KEY, DEVELOPMENT_WEBHOOK_SECRET
from servicekit import settings as kit


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8004"
    grpc_bind: str = "127.0.0.1:50054"
    user_grpc: str = "127.0.0.1:50051"
    payment_provider: Literal["sandbox", "stripe"] = "sandbox"
    provider_url: HttpUrl = Field(default=HttpUrl("http://127.0.0.1:8005"))
    provider_api_key: SecretStr = SecretStr("")
    # Two, separated by a comma, while one is being exchanged for the other.
    provider_webhook_secret: SecretStr = SecretStr("")
    stripe_api_key: SecretStr = SecretStr("")
    stripe_webhook_secret: SecretStr = SecretStr("")
    stripe_api_url: HttpUrl = Field(default=HttpUrl("https://api.stripe.com"))

    @model_validator(mode="after")
    def _provider(self) -> Settings:
        if self.payment_provider == "stripe":
            self._refuse_stripe_without_keys()
        elif self.production:
            self._refuse_development_secrets()
        self.provider_api_key = self.provider_api_key if _said(self.provider_api_key) else SecretStr(DEVELOPMENT_KEY)
        if not _said(self.provider_webhook_secret):
            self.provider_webhook_secret = SecretStr(DEVELOPMENT_WEBHOOK_SECRET)
        return self

    def webhook_secrets(self, provider: str) -> tuple[str, ...]:
        """Those its events may be signed with; none for a provider that is not the one in use."""
        if provider != self.payment_provider:
            return ()
        secret = self.stripe_webhook_secret if provider == "stripe" else self.provider_webhook_secret
        return tuple(part.strip() for part in _said(secret).split(",") if part.strip())

    def _refuse_stripe_without_keys(self) -> None:
        """In development too: there is no Stripe to try things with that needs none."""
        for name in ("stripe_api_key", "stripe_webhook_secret"):
            if not _said(getattr(self, name)):
                raise ValueError(f"{name.upper()}: PAYMENT_PROVIDER=stripe needs it")
        if self.production and self.stripe_api_url.scheme != "https":
            raise ValueError("STRIPE_API_URL: production speaks to Stripe over https")

    def _refuse_development_secrets(self) -> None:
        if _said(self.provider_api_key) in {"", DEVELOPMENT_KEY}:
            raise ValueError("PROVIDER_API_KEY: production needs a key of its own")
        if _said(self.provider_webhook_secret) in {"", DEVELOPMENT_WEBHOOK_SECRET}:
            raise ValueError("PROVIDER_WEBHOOK_SECRET: production needs a secret of its own")


def _said(secret: SecretStr) -> str:
    return secret.get_secret_value()


SHOPMESH = kit.load(Settings, service="payments_service")

APPS = ["payments_service.payments", "payments_service.webhooks"]

globals().update(kit.django(SHOPMESH, apps=APPS, urls="payments_service.urls", durable=True))

globals()["SPECTACULAR_SETTINGS"]["ENUM_NAME_OVERRIDES"] |= {
    "PaymentStatus": "payments_service.payments.api.serializers.PUBLIC_STATUSES",
    "RefundStatus": [status.value for status in RefundStatus],
}
