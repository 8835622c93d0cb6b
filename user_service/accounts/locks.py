from uuid import UUID

from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User


def user(user_id: UUID | str) -> User | None:
    """The user, locked until the transaction ends."""
    return User.objects.select_for_update().filter(pk=user_id).first()


def administrators() -> list[User]:
    """Whoever is administrator, locked in order: one always stays. Taken before the lock of the user who may go."""
    acting = User.objects.filter(role=Role.ADMIN, is_active=True)
    return list(acting.select_for_update().order_by("pk"))
