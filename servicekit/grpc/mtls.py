"""The mesh's own certificates: a local authority and a short-lived leaf per service.

    python -m servicekit.grpc.mtls [--then-say-when] <tls-dir> <service>…

makes what is missing under `<tls-dir>/<service>/{ca,cert,key}.pem` and renews leaves of whose life less than a third is
left; it can be run at any time, and with `--then-say-when` it prints in how many seconds it should be run again. The
authority stays; its key lies in `<tls-dir>/authority/`, which no service needs to read.

A leaf lives for CERTIFICATE_HOURS, 24 if that is not set. Servers and clients read a renewed one without a restart.
"""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TRUST_DOMAIN = "spiffe://shopmesh/"
AUTHORITY_DAYS = 3650
LEAF_HOURS = 24.0
RENEWED_WITH = 1 / 3  # of its life left: a day's leaf has eight hours in which renewing it may fail
LONGEST_PAUSE = 600.0  # seconds; a machine that slept looks at its certificates soon after it wakes
SHORTEST_PAUSE = 1.0
SKEW = timedelta(minutes=5)  # clocks of two machines may differ


@dataclass(frozen=True)
class Authority:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def make_authority(directory: Path) -> Authority:
    """The authority in `directory`, made on first use."""
    if not (directory / "ca.pem").exists():
        key = _key(directory / "key.pem")
        _write(directory / "ca.pem", _authority_certificate(key).public_bytes(serialization.Encoding.PEM), 0o644)
    return Authority(x509.load_pem_x509_certificate((directory / "ca.pem").read_bytes()), _key(directory / "key.pem"))


def lifetime() -> timedelta:
    """What the environment asks for. ValueError when that is no positive number."""
    hours = float(os.environ.get("CERTIFICATE_HOURS") or LEAF_HOURS)
    if not hours > 0:
        raise ValueError("CERTIFICATE_HOURS must be more than nothing")
    return timedelta(hours=hours)


def issue(ca: Authority, service: str, directory: Path, *, life: timedelta | None = None) -> None:
    """Writes ca.pem, cert.pem and key.pem.

    The key stays over renewals, so that no reader ever sees a certificate without its key.
    """
    key = _key(directory / "key.pem")
    certificate = _leaf(ca, service, key, lifetime() if life is None else life)
    _write(directory / "ca.pem", ca.pem, 0o644)
    _write(directory / "cert.pem", certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def ensure(tls_dir: Path, services: list[str]) -> list[str]:
    """Makes and renews what is needed; the names of the services that got a new certificate."""
    ca = make_authority(tls_dir / "authority")
    return [service for service in services if renew(ca, service, tls_dir / service)]


def renew(ca: Authority, service: str, directory: Path) -> bool:
    """Issues a certificate into `directory` unless a good one with over a third of its life left is there already."""
    needed = due_in(directory, ca) <= 0
    if needed:
        issue(ca, service, directory)
    return needed


def pause(ca: Authority, directories: Iterable[Path]) -> float:
    """Seconds until the next leaf should be renewed, within reason."""
    soonest = min(due_in(directory, ca) for directory in directories)
    return min(max(soonest, SHORTEST_PAUSE), LONGEST_PAUSE)


def due_in(directory: Path, ca: Authority) -> float:
    """Seconds until the leaf in `directory` should be renewed; not above 0 when it should be now."""
    try:
        leaf = x509.load_pem_x509_certificate((directory / "cert.pem").read_bytes())
        leaf.verify_directly_issued_by(ca.certificate)
        same_authority = (directory / "ca.pem").read_bytes() == ca.pem
        key_present = (directory / "key.pem").exists()
    except Exception:  # noqa: BLE001 - missing, unreadable or of another authority: each is mended by issuing anew
        return 0.0
    return _due_in(leaf) if same_authority and key_present else 0.0


def _due_in(leaf: x509.Certificate) -> float:
    now, begun, ends = datetime.now(UTC), leaf.not_valid_before_utc + SKEW, leaf.not_valid_after_utc
    if ends - now > lifetime():  # from when leaves lived longer
        return 0.0
    return (ends - (ends - begun) * RENEWED_WITH - now).total_seconds()


def _authority_certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Shopmesh local authority")])
    return (
        _builder(name, name, key, timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _leaf(ca: Authority, service: str, key: ec.EllipticCurvePrivateKey, life: timedelta) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, service)])
    usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    return (
        _builder(name, ca.certificate.subject, key, life)
        .add_extension(_names(service), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.key.public_key()), critical=False)
        .sign(ca.key, hashes.SHA256())
    )


def _names(service: str) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName(
        [
            x509.DNSName(service),
            x509.DNSName("localhost"),
            x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
            x509.UniformResourceIdentifier(TRUST_DOMAIN + service),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, life: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(now, now + life) - SKEW)
        .not_valid_after(now + life)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    if not path.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        form = serialization.PrivateFormat.PKCS8
        _write(path, key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()), 0o600)
    loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} is not an EC key")
    return loaded


def _write(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and never readable by others for a moment: the mode is set when the file is made."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    temporary.replace(path)


def main(argv: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="python -m servicekit.grpc.mtls")
    reader.add_argument("--then-say-when", action="store_true", help="print the seconds until it should be run again")
    reader.add_argument("tls_dir", type=Path)
    reader.add_argument("service", nargs="+")
    given = reader.parse_args(argv)
    for service in ensure(given.tls_dir, given.service):
        print(f"{service}: new certificate, {lifetime().total_seconds() / 3600:g} h", file=sys.stderr)  # noqa: T201 - a command-line tool
    if given.then_say_when:
        seconds = pause(make_authority(given.tls_dir / "authority"), [given.tls_dir / name for name in given.service])
        print(f"{seconds:.0f}")  # noqa: T201 - the same
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
