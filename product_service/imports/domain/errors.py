"""Refusals of imports: leaves of servicekit.errors.

Conflict 409  ImportNotChecked, ImportOver
"""

from __future__ import annotations

from servicekit.errors import InvalidState


class ImportNotChecked(InvalidState):
    def __init__(self, state: str) -> None:
        told = f"Only an import that was checked without a mistake can be applied: this one is {state}."
        super().__init__(told, state=state)


class ImportOver(InvalidState):
    def __init__(self, state: str) -> None:
        super().__init__(f"There is nothing left to cancel: the import is {state}.", state=state)
