"""Refusals of what administrators do to accounts.

ServiceError
└── Conflict 409   OwnAccount
"""

from servicekit.errors import Conflict


class OwnAccount(Conflict):
    """Nobody takes their own role or account away by a slip, and nobody gives themselves another role."""

    code = "own-account"
    title = "This cannot be done to one's own account"

    def __init__(self) -> None:
        super().__init__("Ask another administrator.")
