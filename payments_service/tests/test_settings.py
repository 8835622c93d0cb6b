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
