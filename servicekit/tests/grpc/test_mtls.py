from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from cryptography import x509

from servicekit.grpc import mtls


def leaf(directory: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((directory / "cert.pem").read_bytes())


def test_a_leaf_names_the_service_in_every_way_it_is_addressed(tmp_path: Path) -> None:
    mtls.ensure(tmp_path, ["order_service"])
    names = leaf(tmp_path / "order_service").extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["order_service", "localhost"]
    assert [str(ip) for ip in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1"]
    assert names.get_values_for_type(x509.UniformResourceIdentifier) == ["spiffe://shopmesh/order_service"]


def left(directory: Path) -> timedelta:
    return leaf(directory).not_valid_after_utc - datetime.now(UTC)


def test_a_leaf_lives_a_day(tmp_path: Path) -> None:
    mtls.ensure(tmp_path, ["order_service"])
    assert timedelta(hours=23, minutes=59) < left(tmp_path / "order_service") <= timedelta(hours=24)


def test_a_leaf_lives_as_long_as_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mtls.ensure(tmp_path, ["order_service"])
    monkeypatch.setenv("CERTIFICATE_HOURS", "0.5")
    assert mtls.ensure(tmp_path, ["order_service"]) == ["order_service"]  # the day's leaf lives too long now
    assert timedelta(minutes=29) < left(tmp_path / "order_service") <= timedelta(minutes=30)


@pytest.mark.parametrize("hours", ["0", "-1", "nan", "soon"])
def test_a_lifetime_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: str) -> None:
    monkeypatch.setenv("CERTIFICATE_HOURS", hours)
    with pytest.raises(ValueError, match=r"CERTIFICATE_HOURS|float"):
        mtls.ensure(tmp_path, ["order_service"])
    assert not (tmp_path / "order_service" / "cert.pem").exists()


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    mtls.ensure(tmp_path, ["order_service"])
    keys = list(tmp_path.rglob("key.pem"))
    assert len(keys) == 2
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    assert mtls.ensure(tmp_path, ["order_service", "user_service"]) == ["order_service", "user_service"]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.pem")}
    assert mtls.ensure(tmp_path, ["order_service", "user_service"]) == []
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.pem")} == before


def test_a_leaf_is_renewed_with_a_third_of_its_life_left_by_the_same_authority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = mtls.make_authority(tmp_path / "authority")
    with clock_at(timedelta(hours=-15, minutes=-59), monkeypatch):
        mtls.issue(authority, "order_service", tmp_path / "order_service")
    assert mtls.ensure(tmp_path, ["order_service"]) == []
    with clock_at(timedelta(hours=-16, minutes=-1), monkeypatch):
        mtls.issue(authority, "order_service", tmp_path / "order_service")
    key = (tmp_path / "order_service" / "key.pem").read_bytes()

    assert mtls.ensure(tmp_path, ["order_service"]) == ["order_service"]

    leaf(tmp_path / "order_service").verify_directly_issued_by(authority.certificate)
    assert (tmp_path / "order_service" / "key.pem").read_bytes() == key


def test_a_leaf_of_another_authority_is_replaced(tmp_path: Path) -> None:
    foreign = mtls.make_authority(tmp_path / "elsewhere")
    mtls.issue(foreign, "order_service", tmp_path / "order_service")
    assert mtls.ensure(tmp_path, ["order_service"]) == ["order_service"]
    ours = mtls.make_authority(tmp_path / "authority")
    leaf(tmp_path / "order_service").verify_directly_issued_by(ours.certificate)


@contextmanager
def clock_at(offset: timedelta, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Certificates made inside are as old as if they had been made then."""

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain datetime will do
            return datetime.now(tz) + offset

    with monkeypatch.context() as shifted:
        shifted.setattr(mtls, "datetime", Shifted)
        yield


def test_the_command_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mtls.main([str(tmp_path), "order_service"]) == 0
    assert capsys.readouterr().err == "order_service: new certificate, 24 h\n"
    assert mtls.main([str(tmp_path), "order_service"]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_command_says_when_it_should_be_run_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mtls.main(["--then-say-when", str(tmp_path), "order_service"]) == 0
    assert capsys.readouterr().out == "600\n"
    monkeypatch.setenv("CERTIFICATE_HOURS", str(90 / 3600))
    assert mtls.main(["--then-say-when", str(tmp_path), "order_service"]) == 0
    assert 55 <= int(capsys.readouterr().out) <= 60
