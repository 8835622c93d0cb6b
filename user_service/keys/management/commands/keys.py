from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from servicekit.errors import ServiceError
from user_service.keys import services, store
from user_service.keys.domain.lifecycle import Key

ACTIONS = {
    "ensure": "make the first key, where there is none; running it again changes nothing",
    "list": "every key, and what it does",
    "next": "make the next key: published, not used yet",
    "activate": "let NEXT sign from now on (--now: before every verifier had the time to fetch it)",
    "retire": "end a key whose last token has expired; its private part is deleted",
    "rotate": "begin a rotation: the worker activates NEXT and retires the old key when each is due",
    "revoke": "end a key at once; its tokens are refused everywhere within 60 s",
}
NAMED = frozenset({"activate", "retire", "revoke"})


class Command(BaseCommand):
    help = "The keys that sign access tokens. " + " · ".join(f"{name}: {told}" for name, told in ACTIONS.items())
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=list(ACTIONS))
        parser.add_argument("kid", nargs="?", default="", help="for activate, retire and revoke")
        parser.add_argument("--now", action="store_true", help="with activate: before it is due")

    def handle(self, *args: Any, **options: Any) -> None:
        action, kid = options["action"], options["kid"]
        if (action in NAMED) != bool(kid):
            raise CommandError(f"keys {action} {'needs a key id' if action in NAMED else 'takes no key id'}")
        try:
            self.stdout.write("\n".join(DOES[action](kid, early=options["now"])))
        except (store.KeysMissing, ServiceError) as error:
            raise CommandError(str(error)) from None


def _ensure(_kid: str, **_options: bool) -> list[str]:
    return [f"signing key {_line(services.keys_ensure())}"]


def _list(_kid: str, **_options: bool) -> list[str]:
    return [_line(key) for key in services.known()]


def _next(_kid: str, **_options: bool) -> list[str]:
    return [_line(services.key_next())]


def _activate(kid: str, *, early: bool) -> list[str]:
    return [_line(services.key_activate(kid=kid, early=early))]


def _retire(kid: str, **_options: bool) -> list[str]:
    return [_line(services.key_retire(kid=kid))]


def _rotate(_kid: str, **_options: bool) -> list[str]:
    waiting, at = services.rotation_begin()
    return [_line(waiting), f"signs from {at.isoformat(timespec='seconds')}"]


def _revoke(kid: str, **_options: bool) -> list[str]:
    active = services.key_revoke(kid=kid)
    return [f"{kid} is revoked", f"{_line(active)} and signs"]


DOES: dict[str, Callable[..., list[str]]] = {
    "ensure": _ensure,
    "list": _list,
    "next": _next,
    "activate": _activate,
    "retire": _retire,
    "rotate": _rotate,
    "revoke": _revoke,
}


def _line(key: Key) -> str:
    until = f", verifies until {key.until.isoformat(timespec='seconds')}" if key.until else ""
    revoked = ", revoked" if key.revoked else ""
    return f"{key.kid}  {key.state:8}  since {key.since.isoformat(timespec='seconds')}{until}{revoked}"
