from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from servicekit import clock
from servicekit.encryption import keyfile, renewal, rotation
from servicekit.encryption.keys import KeyInUse, KeysUnusable
from servicekit.encryption.renewal import Progress, Walk

EVERY = 2.0  # seconds between two lines where there is no terminal

HELP = """The keys of the encrypted columns.

  ensure         makes the key file where there is none
  list           the keys, and how many values stand under each
  rotate         a new encryption key; what is stored stays readable
  reencrypt      brings what is stored under the current key; can be stopped and started again at any moment
  rotate-index   a new key for the blind indexes, and every index under it
  reindex        goes on with that where it was stopped
  retire KID     takes an old key out of the file; refused while anything needs it
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=sorted(self.actions()))
        parser.add_argument("kid", nargs="?", default="")

    def actions(self) -> dict[str, Callable[[str], None]]:
        return {
            "ensure": self._ensure,
            "list": self._list,
            "rotate": self._rotate,
            "reencrypt": self._reencrypt,
            "rotate-index": self._rotate_index,
            "reindex": self._reindex,
            "retire": self._retire,
        }

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.actions()[options["action"]](options["kid"])
        except (KeysUnusable, KeyInUse) as refused:
            raise CommandError(str(refused)) from None
        except KeyboardInterrupt:
            raise CommandError("stopped; what is done is done, and the same command goes on from here") from None

    def _ensure(self, _: str) -> None:
        made = keyfile.ensure(self._path)
        self.stdout.write(f"values are encrypted with key {made.current}")

    def _list(self, _: str) -> None:
        for key in rotation.listed(keyfile.read(self._path)):
            made = f"{key.made_at:%Y-%m-%d %H:%M:%S}"
            self.stdout.write(f"{key.kind:10}  {key.kid}  {key.role:7}  made {made}  {key.values:>9,} values")

    def _rotate(self, _: str) -> None:
        made = rotation.rotate(self._path)
        self.stdout.write(f"new values are encrypted with key {made.current}; running processes notice within a second")

    def _reencrypt(self, _: str) -> None:
        self._wait_until_noticed()
        self._renew(renewal.encrypted, f"under key {keyfile.read(self._path).current}")

    def _rotate_index(self, _: str) -> None:
        made = rotation.rotate_index(self._path)
        seconds = rotation.SPREAD.total_seconds()
        self.stdout.write(f"index key {made.index[-1].kid} is made; in {seconds:.0f} s all processes know it")
        self._reindex("")

    def _reindex(self, _: str) -> None:
        newest = keyfile.read(self._path).index[-1]
        self._sleep((newest.written_from - clock.now()).total_seconds())
        self._renew(renewal.indexed, f"under index key {newest.kid}")

    def _retire(self, kid: str) -> None:
        rotation.retire(self._path, kid)
        self.stdout.write(f"{kid} is gone from the key file; backups made before this moment need a copy that has it")

    def _renew(self, walks: Callable[[], list[Walk]], where: str) -> None:
        shown = Shown(self.stdout)
        finished = renewal.renew(walks, shown)
        shown.end()
        for progress in finished:
            self.stdout.write(f"{progress.table}: {progress.done:,} rows {where}")
        stuck = [line for progress in finished for line in progress.stuck]
        for line in stuck:
            self.stderr.write(line)
        left = sum(progress.total - progress.done for progress in finished)
        if left:
            raise CommandError(f"{left} rows are left, {len(stuck)} of them as above; run it again for the others")
        self.stdout.write(f"everything is {where}")

    def _wait_until_noticed(self) -> None:
        """A process that has not noticed the new key yet writes under the old one behind our back."""
        made_at = keyfile.read(self._path).writing.made_at
        self._sleep(2 - (clock.now() - made_at).total_seconds())

    def _sleep(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))  # processes look at the file once a second

    @property
    def _path(self) -> Any:
        return settings.SHOPMESH.field_keys_file


class Shown:
    """One line that changes on a terminal; elsewhere a line every two seconds."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._last = time.monotonic()
        self._open = False

    def __call__(self, progress: Progress) -> None:
        if self._out.isatty():
            self._out.write(f"\r\033[K{_line(progress)}", ending="")
            self._out.flush()
            self._open = True
        elif time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            self._out.write(_line(progress))

    def end(self) -> None:
        if self._open:
            self._out.write("\r\033[K", ending="")


def _line(progress: Progress) -> str:
    return (
        f"{progress.table}  {progress.done:,} of {progress.total:,} rows  "
        f"{progress.rate:,.0f} rows/s  {progress.seconds_left:.0f} s left"
    )
