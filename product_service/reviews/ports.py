"""What reviews ask of other services, in their own words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class NoAnswer(Exception):
    """Whatever was asked is not known now: the other service is down, slow or does not want to say."""


class Purchases(Protocol):
    def has_purchased(self, *, user_id: UUID, product_id: int) -> bool:
        """Whether the user has bought the product and kept it. NoAnswer."""


class Names(Protocol):
    def display_name(self, *, user_id: UUID) -> str:
        """How the user is shown, who is here with a token; empty for somebody without a name. NoAnswer."""

    def display_names(self, *, user_ids: Collection[UUID]) -> dict[UUID, str]:
        """The same of at most 100 who are not here; nobody who does not exist is in it. NoAnswer."""


@dataclass(frozen=True)
class Witnesses:
    """Who can say something about an author."""

    purchases: Purchases
    names: Names
