"""Whether the log is still what was written. Reads only, takes no lock, and may run beside those who write."""

from dataclasses import dataclass
from datetime import datetime

from servicekit import clock
from user_service.audit import selectors
from user_service.audit.domain.chain import GENESIS
from user_service.audit.domain.verification import End, Fault, Finding, Walk


@dataclass(frozen=True)
class Verdict:
    """`entries` were looked at; `head` is the end of the chain as it was then: note it elsewhere."""

    entries: int
    head: End
    first_bad: Finding | None
    checked_at: datetime

    @property
    def valid(self) -> bool:
        return self.first_bad is None


def verify(*, expect: str = "") -> Verdict:
    """The whole chain. `expect`, the hash of a head that was noted earlier, finds a cut or rewritten end too."""
    head = selectors.head()
    walk = Walk(head or End(selectors.highest()))
    found = walk.judge(selectors.links(upto=walk.head.seq))
    if head is None and walk.last.seq and (found is None or found.fault is Fault.HEAD):
        found = Finding(walk.last.seq, Fault.HEAD, f"The head was removed; the last entry is {walk.last.seq}.")
    found = found or _beyond_the_head() or walk.unexplained(selectors.erasures()) or _unknown(expect)
    return Verdict(entries=walk.last.seq, head=walk.last, first_bad=found, checked_at=clock.now())


def _beyond_the_head() -> Finding | None:
    """An entry and the head that names it are written at once, so none is ever beyond a head that is read later."""
    last, head = selectors.highest(), selectors.head() or End()
    if last <= head.seq:
        return None
    return Finding(head.seq + 1, Fault.INSERTED, f"Entry {head.seq + 1} was inserted: the head does not know it.")


def _unknown(expect: str) -> Finding | None:
    """A head that was noted once stays in the chain for ever."""
    if expect in {"", GENESIS} or selectors.seq_of(expect) is not None:
        return None
    head = selectors.head() or End()
    words = f"The noted head is not in the chain: its end was cut off or rewritten; now it ends with entry {head.seq}."
    return Finding(head.seq, Fault.REMOVED, words)
