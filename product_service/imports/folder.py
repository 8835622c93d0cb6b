"""Where files wait for their import. Web and worker see the same folder."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from product_service.imports.domain.limits import LARGEST_FILE
from servicekit.errors import PayloadTooLarge

PART = ".part"
PIECE = 1024 * 1024
UNCLAIMED = 3600  # seconds after which a file that belongs to no import is deleted


@dataclass(frozen=True)
class Upload:
    """A file that arrived, and is nobody's yet."""

    path: Path
    size: int
    digest: str

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)

    def claim(self, import_id: UUID) -> None:
        self.path.replace(file_of(import_id))
        _sync(self.path.parent)


def folder() -> Path:
    made: Path = settings.SHOPMESH.imports_dir
    made.mkdir(parents=True, exist_ok=True)
    return made


def file_of(import_id: UUID) -> Path:
    return folder() / f"{import_id}.csv"


def receive(pieces: Iterable[bytes]) -> Upload:
    """Straight to the disk, in memory never more than a piece of it. PayloadTooLarge."""
    path, size, digest = folder() / f"{uuid4()}{PART}", 0, hashlib.sha256()
    try:
        with path.open("xb") as file:
            for piece in pieces:
                size += len(piece)
                _refuse_larger(size)
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())  # the import is promised with 202: its file must be there after a power cut, too
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Upload(path, size, digest.hexdigest())


def _sync(folder: Path) -> None:
    """Its name too, and not only what is in a file, survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_larger(size: int) -> None:
    if size > LARGEST_FILE:
        raise PayloadTooLarge(f"A file may have at most {LARGEST_FILE:,} bytes. Divide it.")


def forget(import_id: UUID) -> None:
    file_of(import_id).unlink(missing_ok=True)


def strangers(known: Iterable[UUID]) -> list[Path]:
    """Files of no import in `known`, an hour after they were last written."""
    wanted, old = {f"{one}.csv" for one in known}, time.time() - UNCLAIMED
    found = []
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.name not in wanted and path.stat().st_mtime < old:
                found.append(path)
    return found
