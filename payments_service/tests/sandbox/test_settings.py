from __future__ import annotations

from pathlib import Path

import pytest

from payments_service.sandbox.settings import EX_CONFIG, Misconfigured, read, read_or_exit


def test_the_defaults_start_it(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read()
    assert (settings.host, settings.port, settings.slow_seconds) == ("127.0.0.1", 8005, 2.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PROVIDER_BIND", "127.0.0.1:http"), ("PROVIDER_BIND", "1:70000"), ("SANDBOX_SLOW_SECONDS", "x")],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match=name):
        read()


def test_production_needs_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SHOPMESH_ENV", "production")
    with pytest.raises(SystemExit) as stopped:
        read_or_exit()
    assert stopped.value.code == EX_CONFIG
    assert "PROVIDER_API_KEY" in capsys.readouterr().err


def test_the_key_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("from-a-file\n")
    monkeypatch.setenv("PROVIDER_API_KEY_FILE", str(file))
    assert read().api_key == "from-a-file"


@pytest.mark.parametrize("secret", ["", "whsec_sandbox_development"])
def test_production_signs_with_a_secret_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], secret: str
) -> None:
    for name, value in {
        "SHOPMESH_ENV": "production",
        "PROVIDER_API_KEY": "k",
        "PROVIDER_WEBHOOK_SECRET": secret,
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        read_or_exit()
    assert "PROVIDER_WEBHOOK_SECRET" in capsys.readouterr().err


def test_during_a_rotation_the_first_secret_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVIDER_WEBHOOK_SECRET", "whsec_new, whsec_old")
    assert read().webhook_secret == "whsec_new"


def test_events_are_sent_to_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVIDER_WEBHOOK_URL", "shop:8080")
    with pytest.raises(Misconfigured, match="PROVIDER_WEBHOOK_URL"):
        read()
