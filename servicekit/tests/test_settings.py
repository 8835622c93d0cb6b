"""A process with a wrong setting says which, and does not start."""

from __future__ import annotations

from pathlib import Path

import pytest

from servicekit import settings as kit


def test_every_mistake_is_reported_at_once_without_its_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WEB_THREADS", "none-of-your-business")
    monkeypatch.setenv("LOG_FORMAT", "xml")
    with pytest.raises(SystemExit) as left:
        kit.load(kit.ServiceSettings, service="test_service")
    told = capsys.readouterr().err
    assert left.value.code == kit.EX_CONFIG
    assert "WEB_THREADS" in told
    assert "LOG_FORMAT" in told
    assert "none-of-your-business" not in told


def test_production_refuses_a_guessed_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOPMESH_ENV", "production")
    with pytest.raises(SystemExit):
        kit.load(kit.ServiceSettings, service="test_service")
    assert "SECRET_KEY" in capsys.readouterr().err


def test_a_value_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s" * 40 + "\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(secret))
    loaded = kit.load(kit.ServiceSettings, service="test_service")
    assert loaded.secret_key.get_secret_value() == "s" * 40


def test_a_file_that_cannot_be_read_is_one_mistake_among_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nowhere"))
    monkeypatch.setenv("LOG_FORMAT", "xml")
    with pytest.raises(SystemExit) as left:
        kit.load(kit.ServiceSettings, service="test_service")
    told = capsys.readouterr().err
    assert left.value.code == kit.EX_CONFIG
    assert "SECRET_KEY_FILE" in told
    assert "LOG_FORMAT" in told


def test_postgresql_waits_for_nothing_for_ever_and_the_url_may_say_otherwise() -> None:
    stock = kit.database("postgres://shop@db/orders", durable=True)["OPTIONS"]
    assert stock["connect_timeout"] == 3
    assert "lock_timeout=5s" in stock["options"]
    assert kit.database("postgres://shop@db/orders?connect_timeout=9", durable=True)["OPTIONS"]["connect_timeout"] == 9


def test_connections_outlive_the_request_on_either_database(tmp_path: Path) -> None:
    urls = (f"sqlite:///{tmp_path}/x.sqlite3", "postgres://shop@db/orders")
    assert [kit.database(url, durable=True)["CONN_MAX_AGE"] for url in urls] == [60, 60]


def test_sqlite_takes_its_write_lock_at_the_start_of_a_transaction(tmp_path: Path) -> None:
    made = kit.database(f"sqlite:///{tmp_path}/x.sqlite3", durable=True)
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in made["OPTIONS"]["init_command"]


def test_production_does_not_guess_the_keys_of_its_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOPMESH_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", "s" * 40)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///production.sqlite3")
    with pytest.raises(SystemExit):
        kit.load(kit.ServiceSettings, service="test_service")
    assert "FIELD_KEYS_FILE: production does not guess" in capsys.readouterr().err
