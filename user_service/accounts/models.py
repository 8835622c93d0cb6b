from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from servicekit import clock
from servicekit.encryption.fields import EncryptedTextField
from servicekit.ids import uuid7
from user_service.accounts.domain.preferences import LANGUAGES, Theme
from user_service.accounts.domain.roles import Role

ROLES = [role.value for role in Role]


class User(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=64)
    email = models.EmailField(max_length=254)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=500, blank=True)
    bio = models.CharField(max_length=1000, blank=True)
    role = models.CharField(max_length=16, default=Role.CUSTOMER.value)
    # Where a vendor sells for somebody: products belong to the organisation then.
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    email_verified_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)
    # The row of an erased account: its id stays, because orders name it; nothing in it leads to a person.
    deleted_at = models.DateTimeField(null=True, blank=True)

    # Django would record the last login here; sessions do.
    last_login = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    objects = BaseUserManager()

    class Meta:
        constraints = [
            # Both are the index of selectors.user_by_login.
            models.UniqueConstraint(Lower("username"), name="user_username_ci"),
            models.UniqueConstraint(Lower("email"), name="user_email_ci"),
            models.CheckConstraint(condition=models.Q(role__in=ROLES), name="user_role_known"),
            # An e-mail address as a username could catch somebody else's login.
            models.CheckConstraint(condition=~models.Q(username__contains="@"), name="user_username_no_address"),
            models.CheckConstraint(
                condition=models.Q(deleted_at__isnull=True) | models.Q(is_active=False), name="user_deleted_is_inactive"
            ),
        ]
        # administration.selectors.users, newest first; administration.analytics, registrations by day
        indexes = [models.Index(fields=["-created_at", "id"], name="user_newest")]


class LinkPurpose(models.TextChoices):
    VERIFY = "verify-email"
    RESET = "reset-password"
    RESTORE = "restore-email"


class Link(models.Model):
    """What a link in a letter opens: once, for a while. Only the digest is kept: the table opens nothing."""

    digest = models.CharField(primary_key=True, max_length=64)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=16, choices=LinkPurpose.choices)
    # The address it was sent to, or the one it gives back.
    email = models.EmailField(max_length=254)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Only the newest counts. Except for addresses to give back: whoever changes an address twice must not
            # take the way back from the owner of the first.
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=~models.Q(purpose=LinkPurpose.RESTORE),
                name="link_newest_only",
            ),
            models.CheckConstraint(condition=models.Q(purpose__in=LinkPurpose.values), name="link_purpose_known"),
        ]
        indexes = [
            # links.purge
            models.Index(fields=["expires_at"], name="link_expiry"),
            # selectors.address_is_kept
            models.Index(Lower("email"), condition=models.Q(purpose=LinkPurpose.RESTORE), name="link_kept_address"),
        ]


class ForgottenPassword(models.Model):
    """Somebody asked for a new password. The worker answers: what asking costs does not tell whether we know them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = EncryptedTextField()
    asked_at = models.DateTimeField(default=clock.now, editable=False)


class Avatar(models.Model):
    """A picture of 256 × 256 as WebP. A new one is a new row: what is at an address never changes."""

    # Random, not in the order of time: the address of a picture tells nothing and cannot be guessed.
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="avatar")
    image = models.BinaryField()


class Preferences(models.Model):
    """Whoever has no row has the defaults."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="preferences")
    theme = models.CharField(max_length=8, default=Theme.SYSTEM.value)
    language = models.CharField(max_length=16, default=LANGUAGES[0])
    notify_orders = models.BooleanField(default=True)
    notify_news = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(theme__in=list(Theme)), name="preferences_theme_known"),
        ]


class LoginAttempts(models.Model):
    """Failed logins in the current window, by a digest of what they were aimed at: no login is kept in clear."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    window_ends_at = models.DateTimeField()

    class Meta:
        # attempts.forget_old
        indexes = [models.Index(fields=["window_ends_at"], name="login_attempts_ended")]
