from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "order_service.settings")

from servicekit import wsgi

application = wsgi.application()
