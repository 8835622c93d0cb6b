"""The browser of the journeys: the system's own Chromium, quiet and off the network."""

from __future__ import annotations

from playwright.sync_api import Browser, Playwright

from tools import binaries

# What Playwright switches off for the sake of tests. Of two lists only the last one counts, so ours names it again.
LEFT_OUT_BY_PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
# The suggestions under the address bar are a page of their own, of every person's browser and seen by nobody: with a
# renderer that takes 0.5 s of CPU, more than the shop's login page. So is a renderer kept ready for the next site.
LEFT_OUT = ("SpareRendererForSitePerProcess", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup")
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
    # No page lives long enough to be worth optimised machine code: making it costs a sixth of all the CPU.
    "--js-flags=--no-opt",
    f"--disable-features={','.join((*LEFT_OUT_BY_PLAYWRIGHT, *LEFT_OUT))}",
]


def launch(playwright: Playwright) -> Browser:
    program = binaries.chromium()
    if program is None:
        raise FileNotFoundError("The journeys need a browser: install the package chromium.")
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
