from django.conf import settings
from django.db import models

from servicekit import clock
from servicekit.auth.stepup import PASSWORD
from servicekit.ids import uuid7


class EndReason(models.TextChoices):
    LOGOUT = "logout"
    REUSE = "token-reused"
    DISABLED = "user-disabled"
    DELETED = "user-deleted"
    ENDED = "ended-by-user"
    PASSWORD = "password-changed"  # noqa: S105 - a reason, not a password
    ROLE = "role-changed"
    FACTORS = "second-factor-reset"
    ADMINISTRATOR = "ended-by-administrator"
    REPLACED = "too-many-sessions"


def password_alone() -> list[str]:
    """The `amr` of somebody who typed a password (RFC 8176)."""
    return ["pwd"]


class Session(models.Model):
    """One login on one device, and the family of refresh tokens that keeps it going."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField(default=clock.now, editable=False)
    # When, how strongly and by what means the user last proved who they are: a step-up moves these.
    auth_time = models.DateTimeField()
    acr = models.CharField(max_length=16, default=PASSWORD)
    amr = models.JSONField(default=password_alone)
    last_used_at = models.DateTimeField()
    # When it ends unless it is refreshed before: the expiry of its newest refresh token.
    idle_ends_at = models.DateTimeField()
    # The absolute end, however busy the session is.
    expires_at = models.DateTimeField()
    # The latest expiry among its access tokens: how long other services must remember that it ended.
    access_expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=32, blank=True)
    user_agent = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, end_reason="")
                | models.Q(ended_at__isnull=False, end_reason__in=EndReason.values),
                name="session_ends_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("auth_time")), name="session_expires_after_login"
            ),
        ]
        indexes = [
            # services.sessions_purge
            models.Index(fields=["expires_at"], name="session_expiry"),
            # selectors.living: a user's ended sessions stay for a month and are never looked at.
            models.Index(fields=["user", "last_used_at"], condition=models.Q(ended_at=None), name="session_living"),
        ]


class RefreshToken(models.Model):
    """One link of a session's chain. Only the digest is kept: the table opens nothing to whoever reads it."""

    digest = models.CharField(primary_key=True, max_length=64)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="refresh_tokens")
    # One successor each: the database itself refuses a fork of the chain.
    parent = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="successor")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    rotated_at = models.DateTimeField(null=True, blank=True)


class KnownPlace(models.Model):
    """A network or a device that a user has logged in from, by digest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_places", db_index=False
    )
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        # places.recognise
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="known_place_once")]
        # places.forget_old
        indexes = [models.Index(fields=["seen_at"], name="known_place_age")]
