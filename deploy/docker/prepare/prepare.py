"""Makes what the containers must share before their first start, into volumes: nothing secret is in an image or in git.

/secrets/<service>/   secret_key, database_url and tls/{ca,cert,key}.pem: mounted into that service only
/secrets/postgres/    the superuser's password and one role with one database per service
/secrets/sandbox/     the provider's API key, shared with payments_service

Running again keeps what is there and renews certificates that are about to end. With `--watch` it stays and does so
twice a day; servers and clients pick a renewed certificate up without a restart.
"""

from __future__ import annotations

import secrets
import sys
import time
from pathlib import Path

from servicekit.grpc import mtls

SECRETS = Path("/secrets")
SERVICES = ("user_service", "product_service", "order_service", "payments_service")
TWICE_A_DAY = 12 * 3600


def main() -> None:
    prepare()
    while "--watch" in sys.argv:
        time.sleep(TWICE_A_DAY)
        certificates()


def prepare() -> None:
    passwords = {service: once(service, "database_password") for service in SERVICES}
    for service, password in passwords.items():
        once(service, "secret_key")
        keep(SECRETS / service / "database_url", f"postgres://{service}:{password}@postgres:5432/{service}")
    once("postgres", "password", mode=0o644)
    keep(SECRETS / "postgres" / "init" / "databases.sql", databases(passwords), mode=0o644)
    keep(SECRETS / "payments_service" / "provider_api_key", once("sandbox", "provider_api_key"))
    certificates()


def certificates() -> None:
    """Each service finds its own leaf below its own mount; the authority's key stays with this container."""
    authority = mtls.make_authority(SECRETS / "authority")
    for identity in (*SERVICES, "api_gateway"):
        mtls.renew(authority, identity, SECRETS / identity / "tls")


def databases(passwords: dict[str, str]) -> str:
    return "".join(
        f"CREATE ROLE {service} LOGIN PASSWORD '{password}';\nCREATE DATABASE {service} OWNER {service};\n"
        for service, password in passwords.items()
    )


def once(owner: str, name: str, *, mode: int = 0o600) -> str:
    """A random value, made on first use."""
    return keep(SECRETS / owner / name, secrets.token_urlsafe(36), mode=mode)


def keep(path: Path, content: str, *, mode: int = 0o600) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=mode)
        path.write_text(content)
    return path.read_text()


if __name__ == "__main__":
    main()
