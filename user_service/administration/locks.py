from uuid import UUID

from servicekit.errors import Forbidden
from user_service.accounts import locks
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User
from user_service.administration.domain.errors import OwnAccount
from user_service.self_service.domain.errors import LastAdministrator
from user_service.self_service.erasure import held


def account(user_id: UUID | str, *, by: str) -> User:
    """The user, locked, for an administrator who still is one: two of them do not remove each other at once.

    Raises NotFound, and Forbidden for an administrator who has just ceased to be one.
    """
    user = held(user_id)
    if by not in {str(one.pk) for one in locks.administrators()}:
        raise Forbidden("You are no administrator any more.")
    return user


def anothers_account(user_id: UUID | str, *, by: str) -> User:
    """The same for what takes a role or an account away. Raises LastAdministrator or OwnAccount."""
    user = account(user_id, by=by)
    if user.role == Role.ADMIN and user.is_active and len(locks.administrators()) == 1:
        raise LastAdministrator
    if str(user.pk) == by:
        raise OwnAccount
    return user
