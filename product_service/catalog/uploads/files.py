"""The files of uploaded pictures, in 256 folders by the first two digits of their names.

A file is complete before it has its name, and has it before any row says so; so whoever is told of a picture can fetch
it. What a crash leaves behind is a file that no row names: `clean` finds it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from product_service.catalog.domain.pictures import SIDES, UPLOADED

FILE = re.compile(r"([0-9a-f]{32})-[0-9]+\.webp")
UNFINISHED = re.compile(r"[0-9a-f]{32}-[0-9]+\.webp\.[0-9a-f]{16}")
# nginx, another user, reads them.
READABLE, ENTERABLE = 0o644, 0o755


def root() -> Path:
    folder: Path = settings.SHOPMESH.uploads_dir
    return folder


def path(name: str, side: int) -> Path:
    digits = name.removeprefix(UPLOADED)
    return root() / digits[:2] / f"{digits}-{side}.webp"


def write(name: str, copies: dict[int, bytes]) -> None:
    """Every copy, on the disk for good. Written again they are the same, and young: see `remove`."""
    for side, content in copies.items():
        _write(path(name, side), content)
    _sync(path(name, SIDES[0]).parent)


def names_older(folder: Path, *, than: float) -> set[str]:
    """The pictures in a folder, of which no copy was written after `than` (seconds since 1970)."""
    entries = [(FILE.fullmatch(entry.name), entry) for entry in os.scandir(folder)]
    found = {match[1] for match, _ in entries if match}
    young = {match[1] for match, entry in entries if match and _written(entry) > than}
    return {UPLOADED + digits for digits in found - young}


def folders() -> Iterator[Path]:
    if root().is_dir():
        yield from sorted(entry for entry in root().iterdir() if entry.is_dir())


def remove(name: str, *, older: float) -> None:
    """Take the files away, unless somebody is just now uploading the same picture.

    Moved aside first and looked at there: a file that was written again between our look and our hand is put back.
    """
    for side in SIDES:
        file = path(name, side)
        aside = file.with_name(f"{file.name}.{token_hex(8)}")
        with suppress(FileNotFoundError):
            file.rename(aside)
            if aside.stat().st_mtime > older:
                aside.rename(file)
            else:
                aside.unlink()


def remove_unfinished(folder: Path, *, older: float) -> None:
    for entry in os.scandir(folder):
        if UNFINISHED.fullmatch(entry.name) and _written(entry) <= older:
            with suppress(FileNotFoundError):
                Path(entry.path).unlink()


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(mode=ENTERABLE, parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{token_hex(8)}")
    try:
        with unfinished.open("xb") as opened:
            os.fchmod(opened.fileno(), READABLE)
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """The names too, and not only what is in the files, survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(entry: os.DirEntry[str]) -> float:
    with suppress(FileNotFoundError):
        return entry.stat().st_mtime
    return float("inf")
