"""The worker has everything computed anew when enough time has passed and something has happened."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

from django.conf import settings

from product_service.recommendations import services
from servicekit import logs

COMMAND = (sys.executable, "-m", "product_service", "manage", "recommend")

log = logs.get(__name__)


def refresh_when_due() -> bool:
    """In a process of its own: the 200 MB of a computation are gone when it ends."""
    if not services.due(every=timedelta(seconds=settings.SHOPMESH.recommendations_every)):
        return False
    try:
        done = subprocess.run(COMMAND, check=False, capture_output=True, text=True, timeout=services.LONGEST.seconds)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired:
        log.warning("recommendations.failed", reason="not done in time")
        return False
    if done.returncode:
        log.warning("recommendations.failed", reason=done.stderr[-500:])
    return done.returncode == 0
