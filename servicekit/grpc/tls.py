"""The certificates of this process, read again whenever their files change: a renewal needs no restart."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import grpc

Stamp = tuple[int, ...]

LOOK_AGAIN = 1.0  # seconds; three stat(2) cost 20 µs, a lot for every call


@dataclass(frozen=True)
class Material:
    """A service's directory: ca.pem, cert.pem and key.pem."""

    directory: Path

    def stamp(self) -> Stamp:
        """Changes whenever a file is replaced."""
        stats = [(self.directory / name).stat() for name in ("ca.pem", "cert.pem", "key.pem")]
        return tuple(value for stat in stats for value in (stat.st_ino, stat.st_mtime_ns))

    def recent_stamp(self) -> Stamp:
        """The stamp of at most a second ago."""
        now = time.monotonic()
        looked, stamp = _LOOKED.get(self.directory, (float("-inf"), ()))
        if now - looked >= LOOK_AGAIN:
            stamp = self._stamp_or(stamp)
            _LOOKED[self.directory] = (now, stamp)
        return stamp

    def _stamp_or(self, known: Stamp) -> Stamp:
        """A file that is missing for a moment is no reason to fail calls over connections that work."""
        try:
            return self.stamp()
        except OSError:
            if not known:
                raise
            return known

    def client(self) -> grpc.ChannelCredentials:
        return grpc.ssl_channel_credentials(self._read("ca.pem"), self._read("key.pem"), self._read("cert.pem"))

    def server(self) -> grpc.ServerCredentials:
        """Demands a certificate of the mesh from every client."""
        return grpc.dynamic_ssl_server_credentials(
            self.configuration(),
            _Renewal(self).fetch,  # type: ignore[arg-type]  # None, for no change, is missing from the stubs
            require_client_authentication=True,
        )

    def configuration(self) -> grpc.ServerCertificateConfiguration:
        pair = (self._read("key.pem"), self._read("cert.pem"))
        return grpc.ssl_server_certificate_configuration([pair], root_certificates=self._read("ca.pem"))

    def _read(self, name: str) -> bytes:
        return (self.directory / name).read_bytes()


# When each directory was last looked at, and what was seen.
_LOOKED: dict[Path, tuple[float, Stamp]] = {}


class _Renewal:
    """Asked by gRPC before every handshake; None keeps the certificate in use."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._seen = material.stamp()

    def fetch(self) -> grpc.ServerCertificateConfiguration | None:
        try:
            stamp = self._material.stamp()
            if stamp == self._seen:
                return None
            configuration = self._material.configuration()
        except OSError:  # a file is being replaced: go on with what there is
            return None
        self._seen = stamp
        return configuration
