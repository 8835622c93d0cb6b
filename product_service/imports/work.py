"""An import from where it is to where it ends, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable

from product_service.imports.check import check
from product_service.imports.domain.mistakes import Mistake
from product_service.imports.domain.states import State
from product_service.imports.holding import Lost, cancelled, give_up, release
from product_service.imports.models import Import
from product_service.imports.write import write
from servicekit import context, logs
from servicekit.ids import uuid7

MOST_ATTEMPTS = 5  # without a chunk done: what ends every worker that takes it up is given up

Stop = Callable[[], bool]

log = logs.get(__name__)


def run(job: Import, *, stop: Stop = lambda: False) -> None:
    """As far as it goes; what is left when `stop` says so goes to the next who claims it."""
    with context.request_scope(str(uuid7())):
        context.signed_in(user_id=str(job.user_id), username="")
        try:
            _run(job, stop)
        except Lost:
            cancelled(job)
        except FileNotFoundError:
            give_up(job, Mistake(1, "", "file-gone", "The file is not there any more. Send it again."))
        except Exception:
            log.exception("import.broke", job=str(job.pk))
            if job.attempts >= MOST_ATTEMPTS:
                give_up(job, Mistake(1, "", "failed", "It could not be worked on in several attempts."))
            else:
                release(job)


def _run(job: Import, stop: Stop) -> None:
    if job.state != State.WRITING:
        check(job, stop)
    if job.state == State.WRITING:
        write(job, stop)
