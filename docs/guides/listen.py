# ruff: noqa: INP001 - beside the guides that use it, and run by its path: no package
"""What a browser is told over `/ws/`: `TOKEN=… .venv/bin/python docs/guides/listen.py [SECONDS]`; SHOP as in lab.sh.

Each line: seconds since the start, how old the news was when it came, and the message.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

SHOP = os.environ.get("SHOP", "http://localhost:8080")


def main(seconds: float) -> None:
    began = time.monotonic()
    with connect(f"{SHOP.replace('http', 'ws', 1)}/ws/", origin=Origin(SHOP), compression=None) as socket:
        socket.send(json.dumps({"type": "auth", "token": os.environ["TOKEN"]}))
        try:
            listen(socket, began, seconds)
        except TimeoutError:
            return
        except ConnectionClosed as end:
            print(f"{time.monotonic() - began:5.1f} s  closed with {end.rcvd.code if end.rcvd else 'no word'}")  # noqa: T201 - its purpose


def listen(socket: ClientConnection, began: float, seconds: float) -> None:
    while True:
        text = socket.recv(timeout=max(0.0, began + seconds - time.monotonic()))
        word = json.loads(text)
        print(f"{time.monotonic() - began:5.1f} s  {age(word):>6}  {json.dumps(word)}", flush=True)  # noqa: T201 - its purpose


def age(word: dict[str, str]) -> str:
    if "at" not in word:
        return ""
    return f"{(datetime.now(UTC) - datetime.fromisoformat(word['at'])).total_seconds() * 1000:.0f} ms"


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
