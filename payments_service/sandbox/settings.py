"""What the provider is told at start; wrong values stop it, in words."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

EX_CONFIG = 78
DEVELOPMENT_KEY = "sandbox-development-key"
DEVELOPMENT_WEBHOOK_SECRET = "whsec_sandbox_development"  # noqa: S105 - refused in production
SECRETS = Path("/run/secrets")
ROOT = Path(__file__).resolve().parent.parent.parent


class Misconfigured(ValueError):
    """A setting is missing or wrong."""


@dataclass(frozen=True)
class SandboxSettings:
    host: str
    port: int
    data: Path
    api_key: str
    # tok_slow answers after `slow_seconds`; where no answer is to come, the line is held for `hold_seconds`.
    slow_seconds: float = 2.0
    hold_seconds: float = 12.0
    # Where events are sent, signed with the secret; empty: nowhere.
    webhook_url: str = ""
    webhook_secret: str = DEVELOPMENT_WEBHOOK_SECRET
    # Whether the demo orders are in its books.
    demo: bool = True


def read() -> SandboxSettings:
    host, _, port = _text("PROVIDER_BIND", "127.0.0.1:8005").rpartition(":")
    state = Path(os.environ.get("SHOPMESH_STATE", ROOT / ".shopmesh"))
    return SandboxSettings(
        host=host,
        port=int(_number("PROVIDER_BIND (the port)", port, 0, 65535)),
        data=Path(_text("PROVIDER_DATA", str(state / "data" / "sandbox.sqlite3"))),
        api_key=_api_key(),
        slow_seconds=_number("SANDBOX_SLOW_SECONDS", os.environ.get("SANDBOX_SLOW_SECONDS", "2"), 0, 60),
        hold_seconds=_number("SANDBOX_HOLD_SECONDS", os.environ.get("SANDBOX_HOLD_SECONDS", "12"), 0, 600),
        webhook_url=_webhook_url(),
        webhook_secret=_webhook_secret(),
        demo=os.environ.get("SHOPMESH_ENV") != "production",
    )


def read_or_exit() -> SandboxSettings:
    try:
        return read()
    except Misconfigured as error:
        print(f"sandbox: {error}", file=sys.stderr)  # noqa: T201 - the message is for the person at the terminal
        raise SystemExit(EX_CONFIG) from None


def _api_key() -> str:
    key = _text("PROVIDER_API_KEY", "")
    if not key and os.environ.get("SHOPMESH_ENV") == "production":
        raise Misconfigured("PROVIDER_API_KEY: production needs a key of its own")
    return key or DEVELOPMENT_KEY


def _webhook_url() -> str:
    url = _text("PROVIDER_WEBHOOK_URL", "")
    if url and not url.startswith(("http://", "https://")):
        raise Misconfigured("PROVIDER_WEBHOOK_URL: an http or https address")
    return url


def _webhook_secret() -> str:
    """Signed with the first of two while one is being exchanged: it is the newer one, which the shop knows by then."""
    secret = _text("PROVIDER_WEBHOOK_SECRET", "").partition(",")[0].strip()
    if secret in {"", DEVELOPMENT_WEBHOOK_SECRET} and os.environ.get("SHOPMESH_ENV") == "production":
        raise Misconfigured("PROVIDER_WEBHOOK_SECRET: production needs a secret of its own")
    return secret or DEVELOPMENT_WEBHOOK_SECRET


def _text(name: str, default: str) -> str:
    """From NAME, from the file in NAME_FILE, or from the secret of that name a container mounts."""
    mounted = SECRETS / name.lower()
    path = os.environ.get(f"{name}_FILE") or (str(mounted) if mounted.is_file() else "")
    return os.environ.get(name) or (Path(path).read_text(encoding="utf-8").strip() if path else "") or default


def _number(name: str, text: str, low: float, high: float) -> float:
    try:
        value = float(text)
    except ValueError:
        raise Misconfigured(f"{name}: a number is needed") from None
    if not low <= value <= high:
        raise Misconfigured(f"{name}: between {low} and {high}")
    return value
