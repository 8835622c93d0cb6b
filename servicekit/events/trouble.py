"""Says once that something stopped working and once that it works again, however often it is tried in between."""

from __future__ import annotations

from structlog.stdlib import BoundLogger


class Trouble:
    """Logs `<name>.failing` at the first failure, and at one of another kind, and `<name>.recovered` after the last."""

    def __init__(self, log: BoundLogger, name: str, **fields: object) -> None:
        self._log = log
        self._name = name
        self._fields = fields
        self._kind: type[BaseException] | None = None

    def happened(self, error: BaseException, *, traceback: bool = False) -> None:
        if type(error) is not self._kind:
            self._kind = type(error)
            exc_info = error if traceback else None
            self._log.warning(f"{self._name}.failing", error=str(error), exc_info=exc_info, **self._fields)

    def over(self) -> None:
        if self._kind is not None:
            self._kind = None
            self._log.info(f"{self._name}.recovered", **self._fields)
