"""A question to an index: of each clause at least one lexeme, and not everything that `without` asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Clause = tuple[str, ...]


@dataclass(frozen=True)
class Expression:
    clauses: tuple[Clause, ...]
    # What an earlier question found already.
    without: tuple[Clause, ...] = ()

    def plus(self, facts: Sequence[Clause]) -> Expression:
        return Expression((*self.clauses, *facts), self.without)
