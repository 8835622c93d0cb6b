"""Settings that fail at start, in words.

Every value comes from the environment, or from a file: `NAME_FILE=/path`, or `/run/secrets/<name>` where containers
mount secrets. All mistakes are reported together, without the values, and the process leaves with EX_CONFIG (78).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import dj_database_url
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from servicekit import tracing
from servicekit.state import state_dir

EX_CONFIG = 78
SECRETS = Path("/run/secrets")
SHORTEST_SECRET = 32  # characters
UNSET = Path()  # a path that the service's name completes


class ServiceSettings(BaseSettings):
    """What every service needs to know. A service adds its own fields in a subclass."""

    model_config = SettingsConfigDict(
        hide_input_in_errors=True, extra="ignore", secrets_dir=SECRETS if SECRETS.is_dir() else None
    )

    shopmesh_env: Literal["development", "test", "production"] = "development"
    service: str
    database_url: str = ""
    secret_key: SecretStr = SecretStr("")
    redis_url: str = ""
    # One broker, or those of a cluster behind commas; how many of them keep each event.
    nats_url: str = "nats://127.0.0.1:4222"
    nats_replicas: int = Field(default=1, ge=1, le=5)
    tls_dir: Path = UNSET
    token_issuer: str = "https://shopmesh.example"  # noqa: S105 - a name, not a secret
    token_audience: str = "shopmesh"  # noqa: S105 - a name, not a secret
    jwks_url: str = "http://127.0.0.1:8001/.well-known/jwks.json"
    jwks_cache: Path = UNSET
    # Twice this and a fetch that hangs are less than the 60 s in which a revoked key must be out everywhere.
    jwks_refresh_seconds: float = Field(default=20.0, ge=0.5, le=25.0)
    # The keys of the encrypted columns (servicekit.encryption): one file per service, never in its database.
    field_keys_file: Path = UNSET
    web_bind: str = "127.0.0.1:8000"
    # Twice the places a target has in a bulkhead (servicekit.grpc.policy): one that hangs holds half of them at most.
    web_threads: int = Field(default=16, ge=1, le=64)
    web_workers: int = Field(default=1, ge=1, le=16)
    grpc_bind: str = "127.0.0.1:50050"
    # Where grpc and worker show their metrics; empty: nowhere. The web process has a port already.
    metrics_bind: str = ""
    # A script of faults to have on purpose, see servicekit.faults; empty: none, and no code for it is installed.
    faults_file: str = ""
    public_url: str = "http://localhost:8080"
    log_format: Literal["json", "console"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="after")
    def _fill(self) -> ServiceSettings:
        if self.shopmesh_env == "production":
            self._refuse_development_values()
        self.secret_key = (
            self.secret_key if self.secret_key.get_secret_value() else SecretStr(f"dev-{self.service}-" * 5)
        )
        self.database_url = self.database_url or f"sqlite:///{state_dir() / 'data' / self.service}.sqlite3"
        if self.tls_dir == UNSET:
            self.tls_dir = state_dir() / "tls" / self.service
        if self.jwks_cache == UNSET:
            self.jwks_cache = state_dir() / "run" / f"{self.service}-jwks.json"
        if self.field_keys_file == UNSET:
            self.field_keys_file = state_dir() / "field_keys" / f"{self.service}.json"
        return self

    def _refuse_development_values(self) -> None:
        if len(self.secret_key.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError("SECRET_KEY: production needs a random value of 32 characters or more")
        if not self.database_url:
            raise ValueError("DATABASE_URL: production does not guess where the data lives")
        if self.faults_file:
            raise ValueError("FAULTS_FILE: nothing is broken on purpose in production; take it away")
        if self.field_keys_file == UNSET:
            raise ValueError("FIELD_KEYS_FILE: production does not guess which keys its data is encrypted with")

    @property
    def nats_servers(self) -> list[str]:
        """Any of them will do: a client that loses one goes on with the next."""
        return [url.strip() for url in self.nats_url.split(",")]

    @property
    def testing(self) -> bool:
        return self.shopmesh_env == "test"

    @property
    def production(self) -> bool:
        return self.shopmesh_env == "production"


S = TypeVar("S", bound=ServiceSettings)


def load(cls: type[S], *, service: str) -> S:
    """Read the settings, or leave with every mistake listed. The first thing a process does."""
    tracing.keep_out()
    values, unreadable = _from_files(cls)
    mistakes = unreadable
    try:
        loaded = cls(service=service, **values)
    except ValidationError as error:
        mistakes = [*unreadable, *_in_words(error)]
    if not mistakes:
        return loaded
    for mistake in mistakes:
        print(f"{service}: {mistake}", file=sys.stderr)  # noqa: T201 - logs are not set up yet
    raise SystemExit(EX_CONFIG)


def _from_files(cls: type[ServiceSettings]) -> tuple[dict[str, Any], list[str]]:
    """The values that stand in files, and which of the files cannot be read."""
    values: dict[str, Any] = {}
    unreadable: list[str] = []
    for name in cls.model_fields:
        if path := os.environ.get(f"{name.upper()}_FILE"):
            try:
                values[name] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, ValueError) as error:
                unreadable.append(f"{name.upper()}_FILE: {path} cannot be read ({type(error).__name__})")
    return values, unreadable


def _in_words(error: ValidationError) -> list[str]:
    problems = error.errors(include_input=False, include_context=False, include_url=False)
    named = [("_".join(str(part) for part in problem["loc"]).upper(), problem["msg"]) for problem in problems]
    return [f"{name}: {told}" if name else told for name, told in named]


def django(settings: ServiceSettings, *, apps: Sequence[str], urls: str, durable: bool) -> dict[str, Any]:
    """The Django settings of a service. `durable` makes SQLite sync every commit: where money or identity move."""
    return {
        "SHOPMESH": settings,
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "DEBUG": False,
        # nginx is the only front door and refuses foreign hosts; links are built from PUBLIC_URL, never from Host.
        "ALLOWED_HOSTS": ["*"],
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "rest_framework",
            "drf_spectacular",
            "servicekit.api",
            "servicekit.auth",
            "servicekit.events",
            "servicekit.idempotency",
            "servicekit.encryption",
            *apps,
        ],
        "MIDDLEWARE": [
            "servicekit.api.middleware.request_context",
            *(["servicekit.faults.middleware.scripted_faults"] if settings.faults_file else []),
            "servicekit.api.middleware.canonical_path",
            "servicekit.api.middleware.problem_pages",
            "servicekit.api.middleware.json_bodies",
            "servicekit.api.middleware.offered_methods",
            "django.middleware.security.SecurityMiddleware",
        ],
        "ROOT_URLCONF": urls,
        "APPEND_SLASH": False,
        "DATABASES": {"default": database(settings.database_url, durable=durable)},
        "CACHES": {"default": cache(settings)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LANGUAGE_CODE": "en",
        "USE_I18N": False,
        "LOGGING_CONFIG": None,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 1_048_576,
        # Paths whose bodies may be larger than servicekit.api.parsers.LARGEST: {regular expression: bytes}.
        "LARGER_BODIES": {},
        "SILENCED_SYSTEM_CHECKS": [],
        "REST_FRAMEWORK": _rest_framework(),
        "SPECTACULAR_SETTINGS": _spectacular(settings.service),
        # How this process learns who is asking; user_service, which holds the keys and the sessions, names its own.
        "TOKEN_VERIFIER": "servicekit.auth.verifier.from_jwks",
        "SESSION_ENDED": "servicekit.auth.revocation.is_revoked",
        # Who is told that somebody asked for what they have no right to; user_service keeps the log itself.
        "ACCESS_DENIED": "servicekit.audit.access_denied",
        # The same for what servicekit's own operations do.
        "AUDITED": "servicekit.audit.audited",
    }


# PostgreSQL waits for ever unless told otherwise: for a server that does not answer, for a lock (5 s, as SQLite does
# below), and for a client that stalled with a transaction, and its locks, open. A statement that seems large to its
# planner it would compile first: some 50 ms, where all statements here are written to take a few.
POSTGRES = {
    "connect_timeout": 3,
    "options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c jit=off",
}


def database(url: str, *, durable: bool) -> dict[str, Any]:
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    config["ENGINE"] = config["ENGINE"].replace("django.db.backends", "servicekit.db")  # which know deadlines
    if config["ENGINE"].endswith("sqlite3"):
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["OPTIONS"] = _sqlite(durable=durable)
        # A test database in memory cannot be shared by threads; races are tested on a file.
        config["TEST"] = {"NAME": f"{config['NAME']}.test"}
        # Opening the file and setting the connection up again for each request was a fifth of a product list's CPU.
        return config | {"CONN_MAX_AGE": 60}
    config["OPTIONS"] = POSTGRES | config.get("OPTIONS", {})
    return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def _sqlite(*, durable: bool) -> dict[str, Any]:
    # WAL with deferred transactions loses 54 % of concurrent writers to "database is locked"; IMMEDIATE loses none.
    synchronous = "FULL" if durable else "NORMAL"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": f"PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};PRAGMA foreign_keys=ON;",
    }


CACHE_SECONDS = 0.05  # for connecting, and for an answer: on the same network Redis needs 1 ms


def cache(settings: ServiceSettings) -> dict[str, Any]:
    """Used through servicekit.cache alone. Tests have none, so that one does not answer with what another made."""
    if settings.testing:
        return {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    own = {"KEY_PREFIX": settings.service}  # services may share one Redis
    if not settings.redis_url:
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", **own}
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": settings.redis_url,
        "OPTIONS": {
            "SOCKET_CONNECT_TIMEOUT": CACHE_SECONDS,
            "SOCKET_TIMEOUT": CACHE_SECONDS,
            "IGNORE_EXCEPTIONS": False,  # servicekit.cache has to see them: its breaker counts
            "SERIALIZER": "django_redis.serializers.json.JSONSerializer",  # pickle would run what it reads
            "CONNECTION_POOL_CLASS": "servicekit.redispool.OneQuestion",
        },
        **own,
    }


def _rest_framework() -> dict[str, Any]:
    return {
        "DEFAULT_AUTHENTICATION_CLASSES": ["servicekit.auth.drf.BearerAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_PARSER_CLASSES": ["servicekit.api.parsers.StrictJSONParser"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_PAGINATION_CLASS": "servicekit.api.pagination.Pages",
        "DEFAULT_METADATA_CLASS": "servicekit.api.options.AllowedMethods",
        "DEFAULT_SCHEMA_CLASS": "servicekit.api.schema.ProblemAutoSchema",
        "EXCEPTION_HANDLER": "servicekit.api.problems.exception_handler",
        "UNAUTHENTICATED_USER": "servicekit.auth.principal.Anonymous",
        "TEST_REQUEST_DEFAULT_FORMAT": "json",
        "URL_FORMAT_OVERRIDE": None,
    }


def _spectacular(service: str) -> dict[str, Any]:
    return {
        "TITLE": f"Shopmesh {service.replace('_', ' ')}",
        "VERSION": "1.0.0",
        "OAS_VERSION": "3.1.1",
        "SERVE_INCLUDE_SCHEMA": False,
        "COMPONENT_SPLIT_REQUEST": True,
        "ENUM_NAME_OVERRIDES": {},
        "SORT_OPERATIONS": True,
    }
