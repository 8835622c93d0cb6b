"""The demo organisation. Its id is fixed, because product_service's seed names it."""

from uuid import NAMESPACE_DNS, uuid5

from user_service.organisations.models import Organisation

NORDLYS = uuid5(NAMESPACE_DNS, "nordlys.shopmesh.example")


def nordlys() -> Organisation:
    """Made when it is missing; there it stays as it is."""
    made, _ = Organisation.objects.get_or_create(pk=NORDLYS, defaults={"name": "Nordlys Electronics"})
    return made
