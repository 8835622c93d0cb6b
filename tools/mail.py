"""`./dev mail [N] [--follow] [--sms]`: what the mesh has sent to its users; the local sink stands in for a server."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tools.console import heading, say
from tools.state import State

SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # what Django's file backend writes after each letter
LOOK = 0.5  # seconds between two looks for new ones
KINDS = {"mail": "letter", "sms": "text message"}


@dataclass(frozen=True)
class Sent:
    """One letter or text message, as its reader sees it."""

    at: datetime
    kind: str
    to: str
    subject: str
    body: str


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev mail", allow_abbrev=False)
    reader.add_argument("number", nargs="?", type=_some, default=10, help="how many, the newest last (10)")
    reader.add_argument("-f", "--follow", action="store_true", help="go on with what comes")
    reader.add_argument("--sms", action="store_true", help="text messages alone")
    given = reader.parse_args(arguments)
    kinds = ["sms"] if given.sms else list(KINDS)
    shown = sent(State.current().folder, kinds)
    for one in shown[-given.number :]:
        show(one)
    if given.follow:
        return _follow(kinds, seen=len(shown))
    if not shown:
        say("Nothing has been sent yet. Register, or ask for a new password; it leaves within two seconds.")
    return 0


def sent(folder: Path, kinds: list[str]) -> list[Sent]:
    """Everything in the sinks below `folder`, the newest last."""
    found = [one for kind in kinds for path in sorted((folder / kind).glob("*.log")) for one in _read(path, kind)]
    return sorted(found, key=lambda one: one.at)


def show(one: Sent) -> None:
    heading(one.subject or KINDS[one.kind])
    say(f"{one.at.astimezone():%Y-%m-%d %H:%M:%S}  {KINDS[one.kind]} to {one.to}\n")
    for line in one.body.strip().splitlines():
        say(f"    {line}".rstrip())


def _follow(kinds: list[str], *, seen: int) -> int:
    try:
        while True:
            time.sleep(LOOK)  # a folder tells nobody when a file arrives
            everything = sent(State.current().folder, kinds)
            for one in everything[seen:]:
                show(one)
            seen = len(everything)
    except KeyboardInterrupt:
        return 0


def _read(path: Path, kind: str) -> Iterator[Sent]:
    # Without its separator a letter is still being written.
    for raw in path.read_bytes().split(SEPARATOR)[:-1]:
        yield _parsed(message_from_bytes(raw, policy=policy.default), kind)


def _parsed(message: EmailMessage, kind: str) -> Sent:
    dated = message["Date"].datetime if message["Date"] else datetime.fromtimestamp(0, UTC)
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    return Sent(dated, kind, str(message["To"] or ""), str(message["Subject"] or ""), text)


def _some(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number
