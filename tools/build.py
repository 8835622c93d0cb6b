"""`./dev build`: the front end and the gateway's own pages, whether or not anything runs."""

from __future__ import annotations

import argparse

from tools import frontend, gateway, pages
from tools.console import step
from tools.state import State


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev build", allow_abbrev=False)
    reader.add_argument("--rebuild", action="store_true", help="even if nothing changed")
    given = reader.parse_args(arguments)
    state = State.current()
    state.make()
    frontend.prepare(state, rebuild=given.rebuild)
    with step("pages of the gateway: Swagger and the problem catalogue"):
        pages.write(state.pages)
        gateway.prepare_shell(state.web, state.pages)
    return 0
