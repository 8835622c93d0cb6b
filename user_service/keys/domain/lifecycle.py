"""The life of a signing key, as data.

NEXT is published and not yet used, so that verifiers know it before they meet it; RETIRING no longer signs, but tokens
it signed are still good.
"""

from enum import StrEnum


class KeyState(StrEnum):
    NEXT = "next"
    ACTIVE = "active"
    RETIRING = "retiring"
    RETIRED = "retired"


PUBLISHED = frozenset({KeyState.NEXT, KeyState.ACTIVE, KeyState.RETIRING})
