from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Lower

from servicekit.auth.permissions import sees_all
from servicekit.auth.principal import Principal
from servicekit.errors import NotFound
from user_service.organisations.models import Organisation


def organisations(by: Principal) -> QuerySet[Organisation]:
    """Those this user may see, by name, each with its number of members. To a vendor there is one: their own."""
    seen = Organisation.objects.annotate(member_count=Count("members")).order_by(Lower("name"))
    return seen if sees_all(by, "organisations.read") else seen.filter(members=UUID(by.id))


def organisation(by: Principal, organisation_id: UUID) -> Organisation:
    """NotFound for one that is not there, or not theirs to see."""
    found = organisations(by).filter(pk=organisation_id).first()
    if found is None:
        raise NotFound
    return found
