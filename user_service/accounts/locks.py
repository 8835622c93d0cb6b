from uuid import UUID

from user_service.accounts.models import User


def user(user_id: UUID | str) -> User | None:
    """The user, locked until the transaction ends."""
    return User.objects.select_for_update().filter(pk=user_id).first()
