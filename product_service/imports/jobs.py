"""What the worker does about imports: it has them worked on beside itself, and clears away what is left of them.

Prevents the worker that is late with everything else: checking a file is seconds of Python, in which the threads that
relay events and expire reservations would get every second time slice of 5 ms. So the work is a process of its own,
which is there only while there is an import, and whose memory goes with it.
"""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet

from product_service.imports import folder, selectors
from product_service.imports.domain.states import OPEN, OVER, State
from product_service.imports.models import Import, ImportMistake
from servicekit import clock
from servicekit.db import dbtime
from servicekit.events.registry import Periodic

KEPT = timedelta(days=90)  # what became of an import
PIECE = 1_000  # rows of a transaction
UNDECIDED = timedelta(days=7)  # a dry run that nobody applies
COMMAND = (sys.executable, "-m", "product_service", "manage", "imports_work")

_working: subprocess.Popen[bytes] | None = None


def tend() -> None:
    """Starts a process when an import waits. One is enough: imports are worked on one after the other."""
    global _working  # noqa: PLW0603 - one per worker
    if _working is not None and _working.poll() is None:
        return
    _working = None
    if selectors.waiting(dbtime.now()).exists():
        _working = subprocess.Popen(COMMAND)  # noqa: S603 - our own arguments


def roomy() -> None:
    """For a process that is there for imports only: indexes are filled all over, and 2 MB hold too little of them.

    Rows come and go by the ten thousand and hold no circles: looking for some among them was a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-65536")  # KiB
            cursor.execute("PRAGMA wal_autocheckpoint=0")  # pacing.checkpoint


def work_off(*, stop: Callable[[], bool] = lambda: False) -> int:
    """What that process does: whatever waits, the oldest first; how many it were."""
    from product_service.imports import holding, work  # noqa: PLC0415 - the worker itself needs none of the API's fields

    done = 0
    while not stop() and (job := holding.claim()) is not None:
        work.run(job, stop=stop)
        done += 1
    return done


def until_told() -> Callable[[], bool]:
    """True after SIGTERM: the chunk in hand is finished, the rest is left to the next worker."""
    heard: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: heard.append(received))
    return lambda: bool(heard)


def purge() -> int:
    """Old imports, dry runs that nobody applied, and files without an import; how many files."""
    now = clock.now()
    _forget(Import.objects.filter(state__in=sorted(OVER), finished_at__lt=now - KEPT))
    undecided = Import.objects.filter(state=State.CHECKED, finished_at__lt=now - UNDECIDED)
    undecided.update(state=State.CANCELLED.value, finished_at=now)
    left = folder.strangers(
        Import.objects.filter(state__in=sorted(OPEN | {State.CHECKED})).values_list("pk", flat=True)
    )
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _forget(imports: QuerySet[Import]) -> None:
    """What was wrong with them first, in pieces: of 100,000 rows at once SQLite's other writers would know."""
    theirs = ImportMistake.objects.filter(job__in=imports)
    while piece := list(theirs.values_list("pk", flat=True)[:PIECE]):
        ImportMistake.objects.filter(pk__in=piece).delete()
    imports.delete()


def periodic() -> list[Periodic]:
    return [
        Periodic("imports", every=1, run=tend),
        Periodic("imports-purge", every=3600, run=purge),
    ]
