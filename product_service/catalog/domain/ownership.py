"""Who may change what is on sale."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Owner:
    """Whose a product is: an organisation's, else a vendor's of his own, else the house's."""

    vendor_id: UUID | None = None
    organisation_id: UUID | None = None


HOUSE = Owner()


@dataclass(frozen=True)
class Manager:
    """Who asks, and how far `catalog.manage` goes for that role: "all", "own" or "none". `org` may be empty."""

    user_id: str
    reach: str
    org: str = ""

    def may_manage(self, owner: Owner) -> bool:
        """The house keeps the whole catalogue; a vendor keeps what is his organisation's, or without one, his own."""
        if self.reach != "own":
            return self.reach == "all"
        if self.org:
            return str(owner.organisation_id) == self.org
        return owner.organisation_id is None and str(owner.vendor_id) == self.user_id

    def lists_for(self) -> Owner:
        """Whose it is what this person puts on sale."""
        if self.reach != "own":
            return HOUSE
        return Owner(vendor_id=UUID(self.user_id), organisation_id=UUID(self.org) if self.org else None)
