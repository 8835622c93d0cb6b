from django.conf import settings
from django.db import models
from django_otp.models import Device

from servicekit import clock
from servicekit.encryption.fields import EncryptedTextField
from servicekit.ids import uuid7
from user_service.mfa import totp
from user_service.mfa.domain import codes

SWITCHED_OFF = "After a hundred wrong codes in a row, until the owner or an administrator sets the factor up anew."


class TotpDevice(Device):  # type: ignore[misc] # django-otp has no annotations
    """An authenticator app: one per user, being set up or confirmed.

    django-otp's own TOTPDevice keeps the key in clear. It reads `last_t`, compares, and writes the row back: of eight
    requests with one code up to eight are let in. It takes for a code whatever int() takes, and follows a clock that
    is off by one step more with each code. Here there is no drift to follow, and one conditional UPDATE decides.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="totp_device")
    name = models.CharField(max_length=64, default="Authenticator")
    # In base32, as apps take it.
    key = EncryptedTextField()
    confirmed = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # The latest time step whose code was used. Only later ones are taken, so that each code works once.
    last_t = models.BigIntegerField(default=-1)
    switched_off_at = models.DateTimeField(null=True, blank=True, help_text=SWITCHED_OFF)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed=False, confirmed_at__isnull=True)
                | models.Q(confirmed=True, confirmed_at__isnull=False),
                name="totp_confirmed_once",
            )
        ]

    def verify_token(self, token: str) -> bool:
        """Whether the code is right, once: whoever moves `last_t` has used it, everybody else is too late."""
        step = totp.step_of(self.key, token, after=self.last_t) if codes.is_six_digits(token) else None
        usable = TotpDevice.objects.filter(pk=self.pk, confirmed=True, switched_off_at__isnull=True)
        return step is not None and bool(usable.filter(last_t__lt=step).update(last_t=step))


class SmsDevice(models.Model):
    """A telephone that takes text messages: one per user, being set up or confirmed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="sms_device"
    )
    phone = EncryptedTextField()
    confirmed = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    switched_off_at = models.DateTimeField(null=True, blank=True, help_text=SWITCHED_OFF)
    # The one code that is good now, as a keyed digest; a newer code replaces it.
    code_digest = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed=False, confirmed_at__isnull=True)
                | models.Q(confirmed=True, confirmed_at__isnull=False),
                name="sms_confirmed_once",
            )
        ]


class BackupCode(models.Model):
    """One of ten codes on paper. Only its hash is kept, with one salt per set: looking a code up costs one hash."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="backup_codes")
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # backup.use
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="backup_code_once")]


class Challenge(models.Model):
    """What an `mfa_token` stands for: a password that was right a moment ago. The table holds its digest only."""

    digest = models.CharField(primary_key=True, max_length=64)
    # No foreign key: a user deleted between the two steps is refused like a wrong password, not like a wrong token.
    user_id = models.UUIDField()
    # A digest of the stored password. Another password since, and the first step proves nothing any more.
    password_stamp = models.CharField(max_length=64)
    # The login attempt to forgive when the session opens.
    attempt = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # challenges.forget_old
        indexes = [models.Index(fields=["expires_at"], name="mfa_challenge_expiry")]


class Guesses(models.Model):
    """How often somebody's codes were tried: by account and method, whoever tries and from wherever."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveSmallIntegerField(default=0)
    # Wrong codes since the last right one, however long ago.
    in_a_row = models.PositiveIntegerField(default=0)
    window_ends_at = models.DateTimeField()
