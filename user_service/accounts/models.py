from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from servicekit import clock
from servicekit.ids import uuid7
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
        ]


class LoginAttempts(models.Model):
    """Failed logins in the current window, by a digest of what they were aimed at: no login is kept in clear."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    window_ends_at = models.DateTimeField()

    class Meta:
        # attempts.forget_old
        indexes = [models.Index(fields=["window_ends_at"], name="login_attempts_ended")]
