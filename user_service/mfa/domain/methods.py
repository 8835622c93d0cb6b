"""The ways to prove a second factor, by the names that requests and answers use."""

TOTP, SMS, PASSKEY, BACKUP_CODE = "totp", "sms", "passkey", "backup_code"
METHODS = (TOTP, SMS, PASSKEY, BACKUP_CODE)
# What a user without a second factor steps up by.
PASSWORD = "password"  # noqa: S105 - the name of a method
