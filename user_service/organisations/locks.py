from uuid import UUID

from servicekit.errors import NotFound
from user_service.organisations.models import Organisation


def organisation(organisation_id: UUID) -> Organisation:
    """Locked, so that nobody joins one that is being deleted. Raises NotFound."""
    found = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if found is None:
        raise NotFound
    return found
