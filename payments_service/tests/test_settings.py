from __future__ import annotations

import pytest

from payments_service.settings import Settings
from servicekit import settings as kit


def test_production_needs_a_key_of_its_own_for_the_provider(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {
        "SHOPMESH_ENV": "production",
        "SECRET_KEY": "x" * 40,
        "DATABASE_URL": "sqlite:///x",
        "FIELD_KEYS_FILE": "keys.json",
        "PROVIDER_API_KEY": "",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        kit.load(Settings, service="payments_service")
    assert stopped.value.code == kit.EX_CONFIG
    assert "PROVIDER_API_KEY" in capsys.readouterr().err


def test_a_provider_url_that_is_none_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROVIDER_URL", "not a url")
    with pytest.raises(SystemExit):
        kit.load(Settings, service="payments_service")
    told = capsys.readouterr().err
    assert "PROVIDER_URL" in told
    assert "not a url" not in told


PRODUCTION = {
    "SHOPMESH_ENV": "production",
    "SECRET_KEY": "x" * 40,
    "DATABASE_URL": "sqlite:///x",
    "FIELD_KEYS_FILE": "keys.json",
    "PROVIDER_API_KEY": "k" * 40,
    "PROVIDER_WEBHOOK_SECRET": "whsec_of_our_own",
}
STRIPE = {"PAYMENT_PROVIDER": "stripe", "STRIPE_API_KEY": "sk_live_x", "STRIPE_WEBHOOK_SECRET": "whsec_new,whsec_old"}


def loaded(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return kit.load(Settings, service="payments_service")


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"PROVIDER_WEBHOOK_SECRET": ""}, "PROVIDER_WEBHOOK_SECRET"),
        ({"PROVIDER_WEBHOOK_SECRET": "whsec_sandbox_development"}, "PROVIDER_WEBHOOK_SECRET"),
        ({"PROVIDER_API_KEY": "sandbox-development-key"}, "PROVIDER_API_KEY"),
        ({**STRIPE, "STRIPE_API_KEY": ""}, "STRIPE_API_KEY"),
        ({**STRIPE, "STRIPE_WEBHOOK_SECRET": ""}, "STRIPE_WEBHOOK_SECRET"),
        ({**STRIPE, "STRIPE_API_URL": "http://127.0.0.1:1"}, "STRIPE_API_URL"),
        ({"PAYMENT_PROVIDER": "paypal"}, "PAYMENT_PROVIDER"),
    ],
)
def test_production_does_not_start_without_the_secrets_of_its_provider(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], changed: dict[str, str], named: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        loaded(monkeypatch, **PRODUCTION | changed)
    assert stopped.value.code == kit.EX_CONFIG
    assert named in capsys.readouterr().err


def test_only_the_provider_in_use_has_secrets_and_two_are_good_during_a_rotation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sandbox = loaded(monkeypatch, **PRODUCTION)
    assert (sandbox.webhook_secrets("sandbox"), sandbox.webhook_secrets("stripe")) == (("whsec_of_our_own",), ())
    stripe = loaded(monkeypatch, **PRODUCTION | STRIPE)
    assert (stripe.webhook_secrets("sandbox"), stripe.webhook_secrets("stripe")) == ((), ("whsec_new", "whsec_old"))
