"""What `./dev` says: lines that read well on a terminal, in a log file and in CI."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

# soft_wrap: outside a terminal a line stays a line, whatever its length.
screen = Console(highlight=False, emoji=False, soft_wrap=True, width=None if sys.stdout.isatty() else 140)


class Failure(Exception):
    """A step could not be done; the message is meant for the person at the keyboard."""


def say(text: str = "") -> None:
    screen.print(text, markup=False)


def heading(text: str) -> None:
    screen.print(f"\n[bold]{text}[/bold]")


def good(text: str) -> None:
    screen.print("  [green]ok[/green]    ", end="")
    say(text)


def warn(text: str) -> None:
    screen.print("  [yellow]note[/yellow]  ", end="")
    say(text)


def bad(text: str) -> None:
    screen.print("  [red]FAIL[/red]  ", end="")
    say(text)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Says what is being done and, afterwards, how long it took. Plain lines: two steps may run side by side."""
    begun = time.monotonic()
    say(f"  ...   {title}")
    try:
        yield
    except BaseException:
        bad(f"{title} ({time.monotonic() - begun:.1f} s)")
        raise
    good(f"{title} ({time.monotonic() - begun:.1f} s)")


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[str] = ()) -> None:
    """A table without decoration; columns named in `numbers` are aligned to the right."""
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column, justify="right" if column in numbers else "left", no_wrap=True)
    for row in rows:
        grid.add_row(*row)
    screen.print(grid)
