"""The control protocol of the fault proxy: one JSON object a line, asked over a unix socket in the state folder."""

from __future__ import annotations

import json
import socket
from asyncio import get_running_loop
from contextlib import suppress
from typing import Any

from servicekit.faults.proxy import Proxy, UnknownLink, Wrong
from servicekit.faults.toxics import BadToxic, Toxic
from tools.console import Failure
from tools.state import State

SOCKET = "faults.sock"
TIMEOUT = 5.0  # seconds
Message = dict[str, Any]


class Desk:
    """Answers what it is asked; a question it cannot make sense of is an answer too."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._does = {"ping": self._ping, "add": self._add, "list": self._list, "clear": self._clear}

    def answer(self, line: bytes) -> bytes:
        try:
            question = json.loads(line)
            reply = self._does[question["do"]](question)
        except (BadToxic, UnknownLink) as refusal:
            reply = {"error": str(refusal)}
        except (ValueError, KeyError, TypeError) as nonsense:
            reply = {"error": f"not understood: {type(nonsense).__name__}: {nonsense}"}
        return json.dumps(reply).encode() + b"\n"

    def _ping(self, _question: Message) -> Message:
        return {"links": len(self._proxy.links)}

    def _add(self, question: Message) -> Message:
        return told(self._proxy.add(question["link"], Toxic(**question["toxic"])))

    def _list(self, _question: Message) -> Message:
        return {"faults": [told(wrong) for wrong in self._proxy.wrong.values()]}

    def _clear(self, question: Message) -> Message:
        return {"cleared": [wrong.label for wrong in self._proxy.clear(question["which"])]}


def told(wrong: Wrong) -> Message:
    left = None if wrong.ends_at is None else max(0.0, wrong.ends_at - get_running_loop().time())
    facts = {"id": wrong.label, "pattern": wrong.pattern, "links": list(wrong.links), "left": left}
    return facts | {"toxic": wrong.toxic.told()}


def ask(state: State, **question: Any) -> Message:
    """Failure when the proxy refuses, or is not there to be asked."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(TIMEOUT)
            line.connect(str(state.socket(SOCKET)))
            line.sendall(json.dumps(question).encode() + b"\n")
            reply: Message = json.loads(line.makefile("rb").readline())
    except (OSError, ValueError) as error:
        raise Failure(f"The fault proxy does not answer ({type(error).__name__}): ./dev logs faults") from error
    if "error" in reply:
        raise Failure(reply["error"])
    return reply


def answers(state: State) -> bool:
    with suppress(Failure):
        return "links" in ask(state, do="ping")
    return False
