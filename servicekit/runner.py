"""`python -m <service> web|grpc|worker|migrate|seed|check|manage …`: one way in for every process of every service."""

from __future__ import annotations

import json
import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from servicekit.settings import ServiceSettings

RUNNING = frozenset({"web", "grpc", "worker"})
USAGE = """usage: python -m {service} COMMAND

  web                the REST API
  grpc               the gRPC server
  worker             outbox relay, event handlers and periodic work
  migrate            bring the database up to date
  seed               demo data; running it again changes nothing
  policies [--json]  the calls it makes to other services, each with its policy
  health PROCESS     asks the web, grpc or worker process on this host how it is; 0 or 1
  check              Django's system checks
  manage COMMAND …   any Django management command
"""


def main(service: str, argv: list[str] | None = None) -> None:
    """Runs one command of the service named."""
    args = sys.argv[1:] if argv is None else argv
    command, rest = (args[0], args[1:]) if args else ("help", [])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{service}.settings")
    runs = {"web": _web, "grpc": _grpc, "worker": _worker}
    if command in runs:
        runs[command](service)
    elif command == "health" and rest and rest[0] in runs:
        from servicekit import probe  # noqa: PLC0415 - only this command asks

        raise SystemExit(0 if probe.healthy(service, rest[0]) else 1)
    elif command == "policies":
        _policies(service, as_json="--json" in rest)
    elif command in {"migrate", "seed", "check"}:
        _manage(service, [command, *rest])
    elif command == "manage":
        _manage(service, rest)
    else:
        print(USAGE.format(service=service))  # noqa: T201 - help for a person
        raise SystemExit(0 if command in {"help", "-h", "--help"} else 2)


def _setup(service: str, process: str) -> ServiceSettings:
    import django  # noqa: PLC0415 - settings are read here and not before
    from django.conf import settings  # noqa: PLC0415 - Django is set up first

    from servicekit import lean, logs  # noqa: PLC0415 - Django is set up first
    from servicekit.faults import failpoints  # noqa: PLC0415 - Django is set up first

    config: ServiceSettings = settings.SHOPMESH
    if process in RUNNING:
        lean.keep_out(config.database_url)
    logs.configure(service=service, process=process, fmt=config.log_format, level=config.log_level)
    failpoints.arm(config, process)
    django.setup()
    if process in RUNNING:
        _refuse_without_field_keys(service)
    return config


def _refuse_without_field_keys(service: str) -> None:
    """Here, where a person sees it, and not at the first customer whose address is needed."""
    from servicekit.encryption.keys import KeysUnusable  # noqa: PLC0415 - with Django
    from servicekit.encryption.ring import ring  # noqa: PLC0415 - the same
    from servicekit.settings import EX_CONFIG  # noqa: PLC0415 - the same

    try:
        ring().keys()
    except KeysUnusable as mistake:
        print(f"{service}: FIELD_KEYS_FILE: {mistake}", file=sys.stderr)  # noqa: T201 - as the settings tell theirs
        raise SystemExit(EX_CONFIG) from None


def _web(service: str) -> NoReturn:
    """Replaces this process by Granian's WSGI server: sync Django costs five times the CPU under ASGI."""
    config = _setup(service, "web")
    host, _, port = config.web_bind.rpartition(":")
    if config.web_workers > 1:
        _count_together(service)
    os.execv(  # noqa: S606 - our own arguments, no shell
        sys.executable,
        [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            host,
            "--port",
            port,
            "--workers",
            str(config.web_workers),
            "--blocking-threads",
            str(config.web_threads),
            "--backlog",
            "256",
            "--workers-kill-timeout",
            "10",
            "--respawn-failed-workers",
            "--no-ws",
            "--log-level",
            "warning",
            "--log-config",
            str(Path(__file__).with_name("granian.json")),
            f"{service}.wsgi:application",
        ],
    )


def _count_together(service: str) -> None:
    """Whichever worker is asked for the metrics adds up those of all; the figures of an earlier run are gone."""
    from servicekit.exposition import SHARED  # noqa: PLC0415 - only where there are several
    from servicekit.state import state_dir  # noqa: PLC0415 - the same

    folder = state_dir() / "run" / f"{service}-web-metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[SHARED] = str(folder)


def _grpc(service: str) -> None:
    config = _setup(service, "grpc")
    from servicekit import exposition, tracing  # noqa: PLC0415 - they read the environment
    from servicekit.grpc import server  # noqa: PLC0415 - grpc must not be loaded into web workers before they fork

    tracing.configure(service=service, process="grpc")
    exposition.serve(config.metrics_bind)
    server.serve(config, service, import_module(f"{service}.wiring").register)
    tracing.close()


def _worker(service: str) -> None:
    config = _setup(service, "worker")
    from servicekit import exposition, tracing  # noqa: PLC0415 - they read the environment
    from servicekit.events import worker  # noqa: PLC0415 - needs Django to be set up

    tracing.configure(service=service, process="worker")
    exposition.serve(config.metrics_bind)
    wiring = import_module(f"{service}.wiring")
    if hasattr(wiring, "partners"):  # this service calls others
        from servicekit.grpc import warmup  # noqa: PLC0415 - the others need not load it

        warmup.begin(f"{service}.wiring.partners")
    worker.run(service, wiring.subscriptions(), wiring.periodic())
    tracing.close()


def _policies(service: str, *, as_json: bool) -> None:
    _setup(service, "policies")
    from servicekit.grpc import catalogue  # noqa: PLC0415 - only this command asks

    import_module(f"{service}.wiring")  # knows every adapter, and each declares its policies
    found = [one.described() for one in catalogue.declared()]
    print(json.dumps(found, indent=2) if as_json else catalogue.table())  # noqa: T201 - what was asked for


def _manage(service: str, args: list[str]) -> None:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - needs the settings module

    _setup(service, "manage")
    execute_from_command_line([f"python -m {service} manage", *args])
