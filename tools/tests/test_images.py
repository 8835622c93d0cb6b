"""What the images are built from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.state import ROOT

COPY = re.compile(r"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", re.MULTILINE)
DOCKERFILES = sorted((ROOT / "deploy" / "docker").rglob("Dockerfile"))
LET_IN = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]


def is_sent(source: str) -> bool:
    """Whether the build context holds it: `.dockerignore` leaves out everything that it does not name."""
    path = Path(source)
    return any(path.match(allowed) or Path(allowed) in path.parents for allowed in LET_IN)


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda path: path.parent.name)
def test_an_image_copies_only_what_the_build_is_sent(dockerfile: Path) -> None:
    sources = [source for copied in COPY.findall(dockerfile.read_text()) for source in copied.split()]
    assert sources
    assert [source for source in sources if "$" not in source and not is_sent(source)] == []


def test_what_is_not_named_is_not_sent() -> None:
    assert not is_sent("docs/guides")
    assert is_sent("docs/reference/openapi/user.json")
