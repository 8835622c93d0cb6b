from django.conf import settings
from django.db import models

from servicekit import clock
from servicekit.ids import uuid7
from user_service.passkeys.domain.purpose import Purpose


class Passkey(models.Model):
    """The public half of a key pair that lives in somebody's phone, computer or security key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=64)
    # base64url without padding, as browsers send it: 1023 bytes at most.
    credential_id = models.CharField(max_length=1364)
    # COSE_Key (RFC 9053) in CBOR.
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    # The authenticator's model, where it tells; zero where it does not.
    aaguid = models.UUIDField()
    transports = models.JSONField(default=list)
    backup_eligible = models.BooleanField(default=False)
    backed_up = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Over all users; also the index of selectors.passkey_by_credential.
            models.UniqueConstraint(fields=["credential_id"], name="passkey_credential"),
            models.CheckConstraint(
                condition=models.Q(backed_up=False) | models.Q(backup_eligible=True), name="passkey_backup_coherent"
            ),
        ]


class PasskeyChallenge(models.Model):
    """Random bytes that a passkey is to sign, by their digest. Good once, for one purpose and for one user."""

    digest = models.CharField(primary_key=True, max_length=64)
    purpose = models.CharField(max_length=16)
    # Nobody yet at a login: the passkey itself says who.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=[purpose.value for purpose in Purpose]), name="passkey_challenge_purpose"
            ),
            models.CheckConstraint(
                condition=models.Q(purpose=Purpose.LOGIN.value, user__isnull=True)
                | (~models.Q(purpose=Purpose.LOGIN.value) & models.Q(user__isnull=False)),
                name="passkey_challenge_bound",
            ),
        ]
        # services.challenges_purge
        indexes = [models.Index(fields=["expires_at"], name="passkey_challenge_expiry")]
