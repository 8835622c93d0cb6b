"""What the process is told by its environment. Plain: pydantic would be a fifth of its memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from servicekit.state import state_dir

EX_CONFIG = 78


@dataclass(frozen=True)
class Settings:
    host: str
    port: int
    nats_url: str
    jwks_url: str
    jwks_cache: Path
    jwks_refresh_seconds: float
    token_issuer: str
    token_audience: str
    public_origin: str
    log_format: str
    log_level: str


def read(environment: Mapping[str, str]) -> Settings:
    """ValueError, in words, when a value cannot be used."""
    host, _, port = environment.get("LIVE_BIND", "127.0.0.1:8009").rpartition(":")
    if not host or not port.isdigit():
        raise ValueError("LIVE_BIND: must look like 127.0.0.1:8009")
    return Settings(
        host=host,
        port=int(port),
        nats_url=environment.get("NATS_URL", "nats://127.0.0.1:4222"),
        jwks_url=environment.get("JWKS_URL", "http://127.0.0.1:8001/.well-known/jwks.json"),
        jwks_cache=Path(environment.get("JWKS_CACHE") or state_dir() / "run" / "live-jwks.json"),
        jwks_refresh_seconds=_seconds(environment.get("JWKS_REFRESH_SECONDS", "20")),
        token_issuer=environment.get("TOKEN_ISSUER", "https://shopmesh.example"),
        token_audience=environment.get("TOKEN_AUDIENCE", "shopmesh"),
        public_origin=origin(environment.get("PUBLIC_URL", "http://localhost:8080")),
        log_format=environment.get("LOG_FORMAT", "json"),
        log_level=environment.get("LOG_LEVEL", "INFO"),
    )


def load() -> Settings:
    """Leaves with 78, as the services do, when something is wrong with them."""
    try:
        return read(os.environ)
    except ValueError as mistake:
        print(f"live: {mistake}", file=sys.stderr)  # noqa: T201 - logs are not set up yet
        raise SystemExit(EX_CONFIG) from None


def origin(url: str) -> str:
    """Scheme, host and port, as a browser writes them in Origin."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("PUBLIC_URL: must begin with http:// or https:// and a host")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _seconds(text: str) -> float:
    """The same bounds as in servicekit.settings: a revoked key has to be out everywhere within a minute."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.5 <= seconds <= 25:  # noqa: PLR2004 - the bounds themselves
        raise ValueError("JWKS_REFRESH_SECONDS: must be a number from 0.5 to 25")
    return seconds
