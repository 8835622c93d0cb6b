from __future__ import annotations

import os

from servicekit import wsgi

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payments_service.settings")

application = wsgi.application()
