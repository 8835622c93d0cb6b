"""Organisations come, get another name, and go. Who belongs to one is said at the user (administration)."""

from uuid import UUID

from django.db import IntegrityError, transaction

from servicekit.errors import InvalidState
from user_service.audit.record import record
from user_service.organisations import events, locks
from user_service.organisations.domain.errors import OrganisationNameTaken
from user_service.organisations.models import Organisation


def organisation_create(*, name: str) -> UUID:
    """Raises OrganisationNameTaken."""
    try:
        return _created(name)
    except IntegrityError:
        raise OrganisationNameTaken from None


def organisation_rename(*, organisation_id: UUID, name: str) -> None:
    """Raises OrganisationNameTaken, NotFound."""
    try:
        _renamed(organisation_id, name)
    except IntegrityError:
        raise OrganisationNameTaken from None


@transaction.atomic(durable=True)
def organisation_delete(*, organisation_id: UUID) -> None:
    """Raises InvalidState while somebody belongs to it, NotFound."""
    organisation = locks.organisation(organisation_id)
    if organisation.members.exists():
        raise InvalidState("It still has members: put them elsewhere first.")
    organisation.delete()
    events.publish(events.OrganisationDeleted(str(organisation_id)))
    record("organisation.deleted", resource="organisation", resource_id=str(organisation_id))


@transaction.atomic(durable=True)
def _created(name: str) -> UUID:
    organisation = Organisation.objects.create(name=name)
    events.publish(events.OrganisationCreated(str(organisation.pk)))
    record("organisation.created", resource="organisation", resource_id=str(organisation.pk), details={"name": name})
    return organisation.pk


@transaction.atomic(durable=True)
def _renamed(organisation_id: UUID, name: str) -> None:
    organisation = locks.organisation(organisation_id)
    before = organisation.name
    if before == name:
        return
    organisation.name = name
    organisation.save(update_fields=["name"])
    events.publish(events.OrganisationRenamed(str(organisation_id)))
    details = {"before": before, "after": name}
    record("organisation.renamed", resource="organisation", resource_id=str(organisation_id), details=details)
