"""A service with no business of its own: servicekit's apps, on a SQLite file, or on PostgreSQL by DATABASE_URL."""

from __future__ import annotations

import os

from servicekit import settings as kit

os.environ.setdefault("SHOPMESH_ENV", "test")

SHOPMESH = kit.load(kit.ServiceSettings, service="servicekit")
globals().update(kit.django(SHOPMESH, apps=[], urls="servicekit.api.urls", durable=False))
