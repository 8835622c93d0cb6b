"""`python -m live [serve]`: serves until SIGTERM, then closes every connection with 1012 ("service restart").

`python -m live health` asks the one on this host how it is; 0 or 1.
"""

from __future__ import annotations

import logging
import sys
import urllib.request

from live import settings
from servicekit import lean, logs


def main() -> None:
    config = settings.load()
    if sys.argv[1:] == ["health"]:
        raise SystemExit(0 if healthy(config) else 1)
    if sys.argv[1:] not in ([], ["serve"]):
        raise SystemExit("usage: python -m live [serve | health]")
    logs.configure(service="live", process="live", fmt=config.log_format, level=config.log_level)
    # At INFO it repeats the address of every handshake, with whatever somebody put into its query.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    serve(config)


def serve(config: settings.Settings) -> None:
    with lean.without("httpx._main"):
        import httpx  # noqa: F401, PLC0415 - the keyring's; without its command line, which draws with rich
    import uvicorn  # noqa: PLC0415 - not for a health check

    from live import server  # noqa: PLC0415 - the same
    from live.app import Live  # noqa: PLC0415 - the same
    from live.ended import EndedSessions  # noqa: PLC0415 - the same
    from live.feed import Feed  # noqa: PLC0415 - the same
    from live.hub import Hub  # noqa: PLC0415 - the same
    from servicekit.auth.keyring import Keyring  # noqa: PLC0415 - the same
    from servicekit.auth.tokens import TokenVerifier  # noqa: PLC0415 - the same

    keys = Keyring(config.jwks_url, config.jwks_cache, every=config.jwks_refresh_seconds)
    keys.begin()
    hub = Hub(EndedSessions())
    verifier = TokenVerifier(keys, issuer=config.token_issuer, audience=config.token_audience)
    application = Live(config.public_origin, hub, verifier, Feed(config.nats_url, hub))
    uvicorn.Server(server.config(application, config.host, config.port)).run()


def healthy(config: settings.Settings) -> bool:
    host = "127.0.0.1" if config.host == "0.0.0.0" else config.host  # noqa: S104 - compared, not bound
    try:
        with urllib.request.urlopen(f"http://{host}:{config.port}/readyz", timeout=2):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    main()
