"""Who may change what is on sale."""

from __future__ import annotations

from uuid import UUID

EVERYTHING = frozenset({"admin", "staff"})
MANAGERS = (*sorted(EVERYTHING), "vendor")


def may_manage(*, role: str, user_id: str, vendor_id: UUID | None) -> bool:
    """Admins and staff keep the whole catalogue; a vendor keeps what is his."""
    if role in EVERYTHING:
        return True
    return role == "vendor" and vendor_id is not None and str(vendor_id) == user_id


def owner_of_new(*, role: str, user_id: str) -> UUID | None:
    """What a vendor lists is his own; what the house lists belongs to the house."""
    return UUID(user_id) if role == "vendor" else None
