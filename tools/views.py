"""`./dev mesh policies|access|status [--json]`: what the calls between services are told to do, and what they do."""

from __future__ import annotations

import argparse
import json

from tools import allowed, guards, policies
from tools.console import say

VIEWS = {
    "policies": (policies.collect, policies.show),
    "access": (allowed.described, allowed.show),
    "status": (guards.described, guards.show),
}


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev mesh", allow_abbrev=False)
    reader.add_argument("view", choices=VIEWS, help="how calls are made, who may call, how breakers and budgets stand")
    reader.add_argument("--json", action="store_true", help="for programs")
    given = reader.parse_args(arguments)
    described, show = VIEWS[given.view]
    if given.json:
        say(json.dumps(described(), indent=2))
    else:
        show()
    return 0
