"""Refusals about signing keys.

ServiceError
├── NotFound 404          KeyUnknown
└── Conflict 409
    └── InvalidState      NextExists · KeyInUse · KeyNotDue
"""

from datetime import datetime

from servicekit.errors import InvalidState, NotFound


class KeyUnknown(NotFound):
    def __init__(self, kid: str) -> None:
        super().__init__(f"There is no signing key {kid}.")


class NextExists(InvalidState):
    def __init__(self, kid: str) -> None:
        super().__init__(f"{kid} is already waiting to become the signing key.", kid=kid)


class KeyInUse(InvalidState):
    def __init__(self, kid: str, state: str) -> None:
        super().__init__(f"The key {kid} is {state}: this cannot be done to it.", kid=kid, state=state)


class KeyNotDue(InvalidState):
    def __init__(self, kid: str, due: datetime) -> None:
        moment = due.isoformat(timespec="seconds")
        super().__init__(f"It is too early for the key {kid}: not before {moment}.", kid=kid, due=moment)
