"""`./dev build`: the front end and the gateway's own pages, whether or not anything runs."""

from __future__ import annotations

from tools import frontend, gateway, pages
from tools.console import step
from tools.state import State


def main(arguments: list[str]) -> int:
    state = State.current()
    state.make()
    frontend.prepare(state, rebuild="--rebuild" in arguments)
    with step("pages of the gateway: Swagger and the problem catalogue"):
        pages.write(state.pages)
        gateway.prepare_shell(state.web, state.pages)
    return 0
