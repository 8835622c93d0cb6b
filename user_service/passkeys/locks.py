from uuid import UUID

from user_service.passkeys.models import Passkey


def passkey_of(user_id: UUID | str, passkey_id: UUID | str) -> Passkey | None:
    """One of the user's passkeys, locked until the transaction ends."""
    return Passkey.objects.select_for_update().filter(pk=passkey_id, user_id=user_id).first()
