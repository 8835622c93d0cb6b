from uuid import UUID

from django.db.models.functions import Lower

from user_service.accounts.domain.credentials import login_key, names_an_address
from user_service.accounts.models import User


def user_by_login(login: str) -> User | None:
    """The user with this username or e-mail address, in any case; disabled ones too."""
    column = "email" if names_an_address(login) else "username"
    return User.objects.alias(key=Lower(column)).filter(key=login_key(login)).first()


def user_by_id(user_id: UUID) -> User | None:
    return User.objects.filter(pk=user_id).first()
