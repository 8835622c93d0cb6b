from uuid import UUID

from django.db.models import QuerySet

from user_service.passkeys.models import Passkey


def passkeys_of(user_id: UUID | str) -> QuerySet[Passkey]:
    """A user's passkeys, in the order they were added."""
    return Passkey.objects.filter(user_id=user_id).order_by("pk")


def has_passkey(user_id: UUID | str) -> bool:
    return Passkey.objects.filter(user_id=user_id).exists()


def passkey_by_credential(credential_id: str) -> Passkey | None:
    return Passkey.objects.select_related("user").filter(credential_id=credential_id).first()
