from __future__ import annotations

from django.db import models


class RevokedSession(models.Model):
    """A session that ended before its access tokens did. Rows past `expires_at` mean nothing and are purged."""

    session_id = models.UUIDField(primary_key=True)
    expires_at = models.DateTimeField(db_index=True)  # used by: revocation.purge
