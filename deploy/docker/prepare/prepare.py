"""Makes what the containers must share before their first start, into volumes: nothing secret is in an image or in git.

/secrets/<service>/     secret_key, database_url and tls/{ca,cert,key}.pem: mounted into that service only
/field-keys/<service>/  keys.json, what that service's columns are encrypted with: a volume of its own
/secrets/postgres/      the superuser's password and one role with one database per service
/secrets/sandbox/       the provider's API key and what it signs events with, shared with payments_service

Running again keeps what is there and renews certificates of whose life less than a third is left. With `--watch` it
stays and does so whenever it is time; servers and clients pick a renewed certificate up without a restart.
"""

from __future__ import annotations

import secrets
import sys
import time
from pathlib import Path

from servicekit.encryption import keyfile
from servicekit.grpc import mtls

SECRETS = Path("/secrets")
FIELD_KEYS = Path("/field-keys")
SERVICES = ("user_service", "product_service", "order_service", "payments_service")
IDENTITIES = (*SERVICES, "api_gateway")


def main() -> None:
    pause = prepare()
    while "--watch" in sys.argv:
        time.sleep(pause)
        pause = certificates()


def prepare() -> float:
    passwords = {service: once(service, "database_password") for service in SERVICES}
    for service, password in passwords.items():
        once(service, "secret_key")
        keyfile.ensure(FIELD_KEYS / service / "keys.json")
        keep(SECRETS / service / "database_url", f"postgres://{service}:{password}@postgres:5432/{service}")
    once("postgres", "password", mode=0o644)
    keep(SECRETS / "postgres" / "init" / "databases.sql", databases(passwords), mode=0o644)
    for name in ("provider_api_key", "provider_webhook_secret"):
        keep(SECRETS / "payments_service" / name, once("sandbox", name))
    return certificates()


def certificates() -> float:
    """Each service finds its own leaf below its own mount; the authority's key stays with this container.

    Seconds until it should be called again.
    """
    authority = mtls.make_authority(SECRETS / "authority")
    for identity in IDENTITIES:
        mtls.renew(authority, identity, SECRETS / identity / "tls")
    return mtls.pause(authority, [SECRETS / identity / "tls" for identity in IDENTITIES])


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
