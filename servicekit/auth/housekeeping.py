"""Ended sessions are forgotten. Add `PURGE` to the periodic jobs of every service that listens to their end."""

from __future__ import annotations

from servicekit.auth import revocation
from servicekit.events.registry import Periodic

PURGE = Periodic("revoked-sessions-purge", every=3600, run=revocation.purge)
