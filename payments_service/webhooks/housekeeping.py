"""Events that were handled are kept as long as somebody may ask about them. Add `PURGE` to the periodic jobs."""

from __future__ import annotations

from datetime import timedelta

from payments_service.webhooks.models import ProviderEvent
from servicekit import clock
from servicekit.events.registry import Periodic

# Stripe shows an event, and can be asked to send it again, for 30 days; ours must still be here to be recognised.
KEPT = timedelta(days=35)
AT_ONCE = 1000


def purge_handled() -> int:
    """How many are gone; a few at a time, because Django reads what it deletes."""
    old = ProviderEvent.objects.filter(handled_at__lte=clock.now() - KEPT).values_list("pk", flat=True)[:AT_ONCE]
    return ProviderEvent.objects.filter(pk__in=list(old)).delete()[0]


PURGE = Periodic("webhooks-purge", every=3600, run=purge_handled)
