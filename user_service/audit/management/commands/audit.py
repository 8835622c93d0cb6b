from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from user_service.audit import selectors
from user_service.audit.export import csv_lines, json_lines
from user_service.audit.selectors import Filters
from user_service.audit.verify import verify

WRITERS = {"csv": csv_lines, "json": json_lines}
EXPECT = "the hash of a head that was noted earlier: finds a cut or rewritten end"


class Command(BaseCommand):
    help = "The audit log: verify that it is what was written, note its head, or export it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        verifying = actions.add_parser("verify", help="walk the whole chain; leaves with 1 when it is broken")
        verifying.add_argument("--expect", default="", metavar="HASH", help=EXPECT)
        actions.add_parser("head", help="the number and the hash of the last entry: note them elsewhere")
        exporting = actions.add_parser("export", help="every entry, oldest first")
        exporting.add_argument("--format", choices=list(WRITERS), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["action"])(options)

    def verify(self, options: dict[str, Any]) -> None:
        verdict = verify(expect=options["expect"])
        if verdict.first_bad:
            raise CommandError(
                f"broken at entry {verdict.first_bad.seq} ({verdict.first_bad.fault}): {verdict.first_bad.words}"
            )
        self.stdout.write(f"whole: {verdict.entries} entries\nhead {verdict.head.hash}")
        if options["expect"]:
            self.stdout.write(f"the noted head is entry {selectors.seq_of(options['expect']) or 0}")

    def head(self, _options: dict[str, Any]) -> None:
        head = selectors.head()
        self.stdout.write(f"{head.seq} {head.hash}" if head else "0 nothing was written yet")

    def export(self, options: dict[str, Any]) -> None:
        head = selectors.head()
        entries = selectors.in_chunks(selectors.entries(Filters()), upto=head.seq if head else 0)
        for line in WRITERS[options["format"]](entries):
            self.stdout.write(line, ending="")
