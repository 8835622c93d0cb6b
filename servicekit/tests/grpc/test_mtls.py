from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
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


def test_a_leaf_lives_a_week(tmp_path: Path) -> None:
    mtls.ensure(tmp_path, ["order_service"])
    left = leaf(tmp_path / "order_service").not_valid_after_utc - datetime.now(UTC)
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


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


def test_a_leaf_with_under_two_days_is_renewed_by_the_same_authority(tmp_path: Path) -> None:
    authority = mtls.make_authority(tmp_path / "authority")
    mtls.issue(authority, "order_service", tmp_path / "order_service", days=1.9)
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


def test_the_command_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mtls.main([str(tmp_path), "order_service"]) == 0
    assert capsys.readouterr().out == "order_service: new certificate, 7 days\n"
    assert mtls.main([str(tmp_path), "order_service"]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert mtls.main([]) == 2
    assert "usage" in capsys.readouterr().err
