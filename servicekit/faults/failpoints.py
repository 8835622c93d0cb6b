"""Named points of the code at which a test or a lab can end, delay or break the work. Elsewhere a call costs 40 ns.

    failpoint("order.saga.before-commit")

A name says the service, what is going on there and the moment. `./dev fault points` lists them from the sources.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servicekit.faults.script import Script
    from servicekit.settings import ServiceSettings

_script: Script | None = None


def failpoint(name: str) -> None:
    if _script is not None:
        from servicekit.faults.effects import befall  # noqa: PLC0415 - only a process that is told to fail needs it

        befall(_script.meeting("point", name), name)


def armed() -> Script | None:
    """What this process was told to suffer; None where nobody named a file, which is the rule."""
    return _script


def arm(settings: ServiceSettings, process: str) -> None:
    """Called once at the start: this is the `web`, `grpc` or `worker` of the service."""
    global _script  # noqa: PLW0603 - one process, one script; `failpoint` has to find it in one look
    if settings.faults_file:
        from servicekit.faults.script import Script  # noqa: PLC0415 - see above

        name = f"{settings.service.removesuffix('_service')}-{process}"
        _script = Script(Path(settings.faults_file), name)
