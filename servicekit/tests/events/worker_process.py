"""A worker to be killed: `python -m servicekit.tests.events.worker_process ALIVE_FILE`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import django

django.setup()

from servicekit.events import worker  # noqa: E402 - needs Django to be set up
from servicekit.events.registry import Periodic, Subscription  # noqa: E402 - the same
from servicekit.tests.events.counting import Counted, note  # noqa: E402 - the same

if __name__ == "__main__":
    worker.run(
        "counting_service",
        [Subscription(Counted.subject, note)],
        [Periodic("endless", every=60, run=lambda: time.sleep(60))] if "endless" in sys.argv else [],
        alive=Path(sys.argv[1]),
    )
