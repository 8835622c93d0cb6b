"""Settings of user_service. See servicekit.settings for what every service reads."""

import os
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from servicekit import settings as kit
from servicekit.state import state_dir
from user_service.accounts.domain.roles import Role
from user_service.letters.domain import server
from user_service.mfa.domain.methods import METHODS, PASSWORD


class Settings(kit.ServiceSettings):
    web_bind: str = "127.0.0.1:8001"
    grpc_bind: str = "127.0.0.1:50051"
    # Private keys: this directory is mounted into user_service and nowhere else.
    signing_keys_dir: Path = Field(default_factory=lambda: state_dir() / "keys")
    # smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty: letters are files in mail_dir.
    mail_url: SecretStr = SecretStr("")
    mail_dir: Path = Field(default_factory=lambda: state_dir() / "mail")
    mail_from: str = "Shopmesh <no-reply@shopmesh.example>"
    access_token_seconds: int = Field(default=900, ge=60, le=3600)
    # A new key is published this long before it signs: verifiers ask every 20 s, caches may keep the set for a minute.
    key_publish_seconds: int = Field(default=600, ge=90)
    # Beyond an access token's lifetime: 30 s by which clocks may differ, and what a process needs to see the change.
    key_leeway_seconds: int = Field(default=60, ge=35)
    # From one rotation to the next; 0: only when somebody asks.
    key_rotation_days: int = Field(default=30, ge=0, le=365)
    # 19 MiB each. More than there are cores only make each other wait; see accounts.hashers.
    password_hashes_at_once: int = Field(default_factory=lambda: min(os.cpu_count() or 1, 4), ge=1, le=16)

    @field_validator("mail_url")
    @classmethod
    def _is_a_mail_server(cls, url: SecretStr) -> SecretStr:
        server.settings_of(url.get_secret_value())
        return url


SHOPMESH = kit.load(Settings, service="user_service")
APPS = [
    "user_service.organisations",
    "user_service.accounts",
    "user_service.keys",
    "user_service.sessions",
    "user_service.mfa",
    "user_service.passkeys",
    "user_service.letters",
    "user_service.audit",
    "user_service.configuration",
    "user_service.administration",
]

# In the documents: sets of words that several operations share, under fields of different names.
WORDS = {
    "Role": [role.value for role in Role],
    "SecondFactorMethod": list(METHODS),
    "StepUpMethod": [PASSWORD, *METHODS],
    "CredentialType": ["public-key"],
}

globals().update(kit.django(SHOPMESH, apps=APPS, urls="user_service.urls", durable=True))
globals()["SPECTACULAR_SETTINGS"]["ENUM_NAME_OVERRIDES"] |= WORDS

AUTH_USER_MODEL = "accounts.User"
# The issuer asks nobody: it verifies with its own keys and looks into its own session table.
TOKEN_VERIFIER = "user_service.keys.backend.local_verifier"  # noqa: S105 - a dotted path, no secret
SESSION_ENDED = "user_service.sessions.selectors.session_ended"
ACCESS_DENIED = "user_service.audit.denied.access_denied"
AUDITED = "user_service.audit.record.record"
# Passwords are checked by accounts.services alone; Django's authenticate() finds no backend to bypass it with.
AUTHENTICATION_BACKENDS: list[str] = []
PASSWORD_HASHERS = ["user_service.accounts.hashers.Argon2id"]
# Length is the serializer's rule. No composition rules: they make passwords worse (NIST SP 800-63B-4, 3.1.1.2).
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}]
# W004 asks for a plain unique username; ours is unique on LOWER(username), which it does not recognise.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# Who delivers text messages: a class with user_service.mfa.ports.TextMessages' one method.
TEXT_MESSAGES = "user_service.mfa.adapters.sms_files.SmsFiles"
globals().update(server.settings_of(SHOPMESH.mail_url.get_secret_value()))
EMAIL_FILE_PATH = str(SHOPMESH.mail_dir)
# Seconds, for connecting and for each answer: Django's own is no limit, and a letter is leased for two minutes.
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = SHOPMESH.mail_from
