"""What a User-Agent header says about a device, in words for its owner."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["desktop", "phone", "tablet", "other"]

# What its parser calls differently from everybody else.
SYSTEMS = {"Mac OS X": "macOS", "Chrome OS": "ChromeOS"}
STRANGE = re.compile(r"[^A-Za-z0-9 _+-]")
PHONES = frozenset({"iOS", "Android", "Windows Phone", "KaiOS", "BlackBerry OS"})


@dataclass(frozen=True)
class Device:
    name: str
    kind: Kind


@lru_cache(maxsize=512)
def of(user_agent: str) -> Device:
    """As in "Firefox on Linux". Whatever is not a browser is named by the first word it says of itself."""
    from ua_parser import parse  # noqa: PLC0415 - 7 MiB, for those who look at their sessions only

    told = parse(user_agent)
    browser = told.user_agent.family if told.user_agent else ""
    system = told.os.family if told.os else ""
    if not browser and not system:
        return Device(plain(user_agent.partition("/")[0]) or "Unknown device", "other")
    named = SYSTEMS.get(system, system)
    return Device(" on ".join(plain(part) for part in (short(browser), named) if part), kind(user_agent, system))


def plain(words: str) -> str:
    """The name stands in letters, and whoever logs in chooses it: no links, no markup, no long stories."""
    return STRANGE.sub("", words).strip()[:40]


def short(browser: str) -> str:
    """To its owner, "Chrome Mobile iOS" is Chrome."""
    return browser.replace(" Mobile", "").replace("Mobile ", "").removesuffix(" iOS").removesuffix(" WebView")


def kind(user_agent: str, system: str) -> Kind:
    # An iPad of today calls itself a Mac; nothing in the header tells.
    if "iPad" in user_agent or "Tablet" in user_agent or (system == "Android" and "Mobile" not in user_agent):
        return "tablet"
    if system in PHONES:
        return "phone"
    return "desktop" if system else "other"
