"""What this service tells the mesh about organisations. What one is called is asked for when needed."""

from dataclasses import dataclass

from servicekit.events import outbox
from servicekit.events.event import Event


@dataclass(frozen=True)
class OrganisationCreated(Event):
    TYPE = "organisation.created"
    VERSION = 1

    organisation_id: str


@dataclass(frozen=True)
class OrganisationRenamed(Event):
    TYPE = "organisation.renamed"
    VERSION = 1

    organisation_id: str


@dataclass(frozen=True)
class OrganisationDeleted(Event):
    """It had no members any more; what was sold in its name belongs to nobody who could change it."""

    TYPE = "organisation.deleted"
    VERSION = 1

    organisation_id: str


def publish(event: OrganisationCreated | OrganisationRenamed | OrganisationDeleted) -> None:
    outbox.publish(event, aggregate="organisation", aggregate_id=event.organisation_id)
