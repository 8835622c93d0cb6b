"""What the guides and the decisions say of this repository is true of it: links, files, commands, names of metrics."""

from __future__ import annotations

import contextlib
import functools
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.metrics import MetricWrapperBase

from benchmarks.mesh import PARTS
from servicekit import metrics
from tests.harness import ROOT
from tools import bench, cli
from tools.mesh import SERVICES, Mesh, short
from tools.ports import CANONICAL, Ports
from tools.processes import processes
from tools.state import State
from tools.suites import every

GUIDES = sorted(path for path in (ROOT / "docs" / "guides").glob("*.md") if path.name != "README.md")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
INDEXES = (ROOT / "docs" / "guides" / "README.md", ROOT / "docs" / "adr" / "README.md")
PAGES = [*GUIDES, *DECISIONS, *INDEXES]
SECTIONS = [
    "The problem",
    "How it works here",
    "Make it happen",
    "Measure it",
    "What it does not do",
    "Exercises",
]
LONGEST_EXCERPT = 16  # lines

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"\./dev((?: +[^\s`|&;<>#()]+)+)")
FILE = re.compile(r"(?<![\w./-])[\w-]+(?:/[\w.-]+)+\.(?:py|md|toml|sh|conf|json|yml|proto|tsx?)\b")
METRIC = re.compile(r"\b(?:mesh_(?:client|server|breaker|bulkhead)|http_(?:request|queue|shed)|cache_calls|events_)\w*")

# Commands that take no `--help`.
PLAIN = {"check", "test", "gen", "build"}
# Commands whose first word after the name is a process or a service.
ON_PROCESSES = {"logs", "metrics", "restart", "stop", "start", "kill"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT / "docs"))


every_page = pytest.mark.parametrize("page", PAGES, ids=named)
every_guide = pytest.mark.parametrize("page", GUIDES, ids=named)


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    local = [link.partition("#")[0] for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in local if link and not (page.parent / link).exists()] == []


@every_page
def test_every_file_that_is_named_exists(page: Path) -> None:
    spans = [span for span in INLINE.findall(page.read_text()) if "://" not in span]
    files = [file for span in spans for file in FILE.findall(span)]
    assert [file for file in files if not (ROOT / file).exists()] == []


@every_page
def test_every_command_is_understood(page: Path) -> None:
    wrong = {" ".join(words): why for words in commands(page) if (why := objection(words))}
    assert wrong == {}


@every_page
def test_every_metric_that_is_named_is_counted(page: Path) -> None:
    prose = FENCED.sub(lambda block: block[2] if block[1] in {"", "promql"} else "", page.read_text())
    assert {name for name in METRIC.findall(prose) if not any(known.startswith(name) for known in samples())} == set()


@every_guide
def test_a_guide_has_the_sections_a_learner_expects(page: Path) -> None:
    assert re.findall(r"^## (.+)$", page.read_text(), re.MULTILINE) == SECTIONS


@every_guide
def test_an_excerpt_is_short_and_stands_in_a_file_that_is_linked(page: Path) -> None:
    text = page.read_text()
    linked = [page.parent / link.partition("#")[0] for link in LINK.findall(text) if "://" not in link]
    sources = [path.read_text() for path in linked if path.is_file() and path.suffix != ".jpg"]
    excerpts = [body.strip("\n") for language, body in FENCED.findall(text) if language in {"python", "toml"}]
    assert [excerpt for excerpt in excerpts if len(excerpt.splitlines()) > LONGEST_EXCERPT] == []
    assert [excerpt for excerpt in excerpts if not any(excerpt in source for source in sources)] == []


@pytest.mark.parametrize(("index", "pages"), [(INDEXES[0], GUIDES), (INDEXES[1], DECISIONS)], ids=["guides", "adr"])
def test_an_index_names_every_page(index: Path, pages: list[Path]) -> None:
    assert [page.name for page in pages if f"]({page.name})" not in index.read_text()] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    titles = [page.read_text().split(".")[0] for page in DECISIONS]
    assert titles == [f"# {number}" for number in range(1, len(DECISIONS) + 1)]


def test_a_command_that_does_not_exist_is_found() -> None:
    assert objection(["fly"])
    assert objection(["restart", "order-wep"])
    assert objection(["bench", "nothing"])
    assert objection(["up", "--fast"])
    assert objection(["up", "--port", "28080"]) == ""


def commands(page: Path) -> Iterator[list[str]]:
    """Each `./dev …` with its words: those in code, so not the ellipsis of a sentence."""
    text = page.read_text()
    code = [body.replace("\\\n", " ") for _language, body in FENCED.findall(text)]
    for piece in [*code, *INLINE.findall(FENCED.sub("", text))]:
        for found in COMMAND.findall(piece):
            words = [word.rstrip(",:.…") for word in shlex.split(found.replace("'", "").replace('"', ""))]
            yield [word for word in words if word]


def objection(words: list[str]) -> str:
    """Why `./dev` would not understand these words; empty when it would."""
    name, *rest = words
    if name not in cli.COMMANDS:
        return "no such command"
    plain = [word for word in rest if word[0] != "-" and not word.isdecimal()]
    if name in ON_PROCESSES and plain and plain[0] not in known_processes():
        return "no such process or service"
    if name == "test" and set(plain) - suites():
        return "no such suite"
    if name == "bench" and plain and not set(plain) <= {*bench.names(), *PARTS}:
        return "no such benchmark"
    if name == "manage":
        return "" if plain[0] in {*SERVICES, *map(short, SERVICES)} else "no such service"
    return unknown_words(name, rest)


def unknown_words(name: str, rest: list[str]) -> str:
    """Options and sub-commands that the command's own help does not tell of."""
    told, path = help_of(name), [name]
    for word in rest:
        choices = choices_in(told)
        if word.startswith("-"):
            if not re.search(rf"(?<![\w-]){re.escape(word.partition('=')[0])}\b", told):
                return f"no option {word}"
        elif choices and len(path) == 1:
            if word not in choices:
                return f"no sub-command {word}"
            path.append(word)
            told += help_of(*path)
    return ""


def choices_in(told: str) -> set[str]:
    """The positional choices of a usage: `{policies,access,status}`."""
    usage = told.partition("\n\n")[0]
    found = re.search(r"(?<![\w] )\{([\w,-]+)\}", usage)
    return set(found[1].split(",")) if found else set()


@functools.cache
def help_of(*words: str) -> str:
    """What `./dev WORDS --help` prints. Some commands have no options to tell of, and would begin their work."""
    if words[0] == "bench":
        return " ".join(path.read_text() for path in (ROOT / "benchmarks").glob("*.py"))
    if words[0] in PLAIN:
        return cli.HELP
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        cli.COMMANDS[words[0]]([*words[1:], "--help"])
    return printed.getvalue()


@functools.cache
def known_processes() -> set[str]:
    """Those of a mesh, with the names of services, which stand for theirs."""
    mesh = Mesh(State(Path("nowhere")), Ports(CANONICAL), links={"a:b": 1})
    return {process.name for process in processes(mesh)} | {*SERVICES, *map(short, SERVICES), "NAME"}


@functools.cache
def suites() -> set[str]:
    return {word for suite in every() for word in suite.name.split()}


@functools.cache
def samples() -> set[str]:
    """Every name under which a metric is printed: `…_total`, `…_bucket` and so on."""
    counted = [value for value in vars(metrics).values() if isinstance(value, MetricWrapperBase)]
    families = [family for metric in counted for family in metric.describe()]
    endings = ("", "_total", "_created", "_bucket", "_count", "_sum")
    return {family.name + ending for family in families for ending in endings}
