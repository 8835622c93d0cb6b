"""Every letter that code asks for has its text, every text is asked for, and what it names is given."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

SERVICE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((SERVICE / "letters" / "templates").glob("*.txt"))
# By letters.queue itself.
GIVEN = {"url"}
QUEUES = {"letters.queue", "letters.queue_alone"}


def asked() -> Iterator[tuple[str, set[str], str]]:
    """Kind, names of the values, and where: of each `letters.queue("kind", to=…, name=…)`."""
    for path in SERVICE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            kind = call.args[0] if call.args else None
            if ast.unparse(call.func) in QUEUES and isinstance(kind, ast.Constant):
                names = {keyword.arg or "" for keyword in call.keywords}
                yield str(kind.value), names, f"{path.relative_to(SERVICE)}:{call.lineno}"


def test_every_letter_has_its_text_and_all_that_it_names() -> None:
    wanting = []
    for kind, names, where in asked():
        template = SERVICE / "letters" / "templates" / f"{kind}.txt"
        fields = {field for _, field, _, _ in Formatter().parse(template.read_text()) if field}
        if missing := fields - names - GIVEN:
            wanting.append(f"{where}: {kind} lacks {sorted(missing)}")
    assert not wanting


def test_every_text_is_asked_for() -> None:
    assert {path.stem for path in TEMPLATES} <= {kind for kind, _, _ in asked()}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_text_has_a_subject_a_blank_line_and_lines_that_fit(path: Path) -> None:
    subject, blank, *body = path.read_text().splitlines()
    assert 5 < len(subject) <= 78  # RFC 5322, 2.1.1
    assert "{" not in subject
    assert not blank
    assert all(len(line) <= 120 for line in body)
    assert path.read_text().endswith("\n")
