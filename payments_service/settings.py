from __future__ import annotations

from pydantic import Field, HttpUrl, SecretStr, model_validator

from payments_service.payments.domain.refund import RefundStatus
from payments_service.sandbox.settings import DEVELOPMENT_KEY
from servicekit import settings as kit


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8004"
    grpc_bind: str = "127.0.0.1:50054"
    user_grpc: str = "127.0.0.1:50051"
    provider_url: HttpUrl = Field(default=HttpUrl("http://127.0.0.1:8005"))
    provider_api_key: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _provider(self) -> Settings:
        if not self.provider_api_key.get_secret_value():
            if self.production:
                raise ValueError("PROVIDER_API_KEY: production needs a key of its own")
            self.provider_api_key = SecretStr(DEVELOPMENT_KEY)
        return self


SHOPMESH = kit.load(Settings, service="payments_service")

globals().update(kit.django(SHOPMESH, apps=["payments_service.payments"], urls="payments_service.urls", durable=True))

globals()["SPECTACULAR_SETTINGS"]["ENUM_NAME_OVERRIDES"] |= {
    "PaymentStatus": "payments_service.payments.api.serializers.PUBLIC_STATUSES",
    "RefundStatus": [status.value for status in RefundStatus],
}
