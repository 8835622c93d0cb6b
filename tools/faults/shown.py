"""What is broken on purpose right now, for a person to read."""

from __future__ import annotations

import time
from collections.abc import Sequence

from servicekit.faults import script
from servicekit.faults.script import Fault
from tools.console import Failure, say, table, warn
from tools.faults import desk, scripts
from tools.faults.desk import Message
from tools.mesh import Mesh

COLUMNS = ("id", "where", "what", "how often", "ends")


def rows(mesh: Mesh) -> list[list[str]]:
    """Faults on links first, then those inside processes. Failure when the proxy does not answer."""
    inside = [of_script(mesh, fault) for fault in scripts.faults(mesh.state)]
    return [*(of_link(fault) for fault in desk.ask(mesh.state, do="list")["faults"]), *inside]


def of_link(fault: Message) -> list[str]:
    links, toxic = fault["links"], dict(fault["toxic"])
    where = links[0] if len(links) == 1 else f"{fault['pattern']} ({len(links)} links)"
    often = f"{toxic.pop('probability', 1):.0%} of connections"
    toxic.pop("lasts", None)
    return [fault["id"], where, phrase(toxic), often, ends(fault["left"])]


def phrase(toxic: Message) -> str:
    """`latency 200 ms ± 50 ms down`."""
    parts = [str(toxic["kind"])]
    parts += [amount(name, toxic[name]) for name in AMOUNTS if name in toxic]
    return " ".join([*parts, toxic["direction"]] if "direction" in toxic else parts)


AMOUNTS = ("delay", "jitter", "rate", "size", "gap", "after")


def amount(name: str, value: float) -> str:
    forms = {
        "delay": f"{value * 1000:.0f} ms",
        "jitter": f"± {value * 1000:.0f} ms",
        "rate": f"{value / 1000:g} KB/s",
        "size": f"of {value:.0f} B",
        "gap": f"every {value * 1000:g} ms",
        "after": f"after {value:.0f} B",
    }
    return forms[name]


def of_script(mesh: Mesh, fault: Fault) -> list[str]:
    happened = script.hits(scripts.path(mesh.state), fault)
    often = f"{happened} of {fault.times}" if fault.times else f"{happened} so far"
    chance = "" if fault.probability == 1 else f", {fault.probability:.0%} of the time"
    left = None if fault.until is None else max(0.0, fault.until - time.time())
    end = "over" if scripts.over(mesh.state, fault) else ends(left)
    return [fault.id, f"{fault.process} {fault.where}", effect(fault), often + chance, end]


def effect(fault: Fault) -> str:
    details = {"status": fault.status, "delay": f"{fault.delay * 1000:.0f} ms", "crash": "", "raise": ""}
    return " ".join(filter(None, [fault.effect, details[fault.effect], "after the work" if fault.after else ""]))


def ends(left: float | None) -> str:
    return "when cleared" if left is None else f"in {left:.0f} s"


def listing(found: Sequence[Sequence[str]]) -> None:
    table(COLUMNS, [list(row) for row in found]) if found else say("Nothing is broken on purpose.")


def remark(mesh: Mesh) -> None:
    """For `./dev status`: whoever looks for the reason of an outage is told that it was made."""
    if not mesh.links:
        return
    try:
        active = [row for row in rows(mesh) if row[-1] != "over"]
    except Failure as failure:
        warn(str(failure))
        return
    number = "1 fault is" if len(active) == 1 else f"{len(active)} faults are"
    say(f"\nEvery connection goes through the fault proxy; {number} at work.")
    if active:
        listing(active)
