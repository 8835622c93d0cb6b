"""A question to an index: of each clause at least one lexeme, and not everything that `without` asks."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

Clause = tuple[str, ...]


@dataclass(frozen=True)
class Expression:
    clauses: tuple[Clause, ...]
    # What an earlier question found already.
    without: tuple[Clause, ...] = ()

    def plus(self, facts: Sequence[Clause]) -> Expression:
        return Expression((*self.clauses, *facts), self.without)

    def holds(self, lexemes: AbstractSet[str]) -> bool:
        """Of a document with these."""
        return _all(self.clauses, lexemes) and not (self.without and _all(self.without, lexemes))


def _all(clauses: Sequence[Clause], lexemes: AbstractSet[str]) -> bool:
    return not any(lexemes.isdisjoint(clause) for clause in clauses)
