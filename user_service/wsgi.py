"""The REST API as a WSGI application. Without readable signing keys it does not start: it could log nobody in."""

from __future__ import annotations

import sys

from servicekit import wsgi
from servicekit.settings import EX_CONFIG

application = wsgi.application("user_service")

from user_service.accounts import services  # noqa: E402 - needs Django to be set up
from user_service.keys import ring, store  # noqa: E402 - the same

try:
    ring.ring()
except store.KeysMissing as error:
    print(f"user_service: {error}", file=sys.stderr)  # noqa: T201 - said to the person who starts it
    raise SystemExit(EX_CONFIG) from None

services.nobodys_password()
