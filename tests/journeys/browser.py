"""The browser of the journeys: the system's own Chromium, quiet and off the network."""

from __future__ import annotations

from playwright.sync_api import Browser, Playwright

from tools import binaries

# As root there is no sandbox; the others keep Chromium from calling home.
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    program = binaries.chromium()
    if program is None:
        raise FileNotFoundError("The journeys need a browser: install the package chromium.")
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
