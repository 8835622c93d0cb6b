"""Walk the chain from its beginning and say where it was first tampered with, and how.

Each entry is asked two things: does its hash fit what it says, and does it name the hash of the entry before it. The
answers of an entry and of its neighbour together tell a changed entry from one that was removed, inserted or moved.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from user_service.audit.domain.chain import GENESIS, NOTHING, Deed, Personal, entry_hash, personal_digest

ERASED = "user.data_erased"


class Fault(StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    ERASED = "erased"
    HEAD = "head"


@dataclass(frozen=True)
class Finding:
    """The first entry that is not what was written, and what happened to it."""

    seq: int
    fault: Fault
    words: str


@dataclass(frozen=True)
class Link:
    """An entry as it is found."""

    seq: int
    deed: Deed
    personal: Personal
    salt: str
    personal_digest: str
    previous: str
    hash: str

    @property
    def whole(self) -> bool:
        """Whether it says what its hash was made of."""
        return self.fits(self.seq) and self.personal_whole

    @property
    def personal_whole(self) -> bool:
        if not self.salt:
            return self.personal == NOTHING
        return personal_digest(self.personal, self.salt) == self.personal_digest

    def fits(self, seq: int) -> bool:
        """Whether its hash is right if it was written under this number."""
        return entry_hash(self.previous, seq, self.deed, self.personal_digest) == self.hash


@dataclass(frozen=True)
class End:
    """A head: the number and the hash of the last entry."""

    seq: int = 0
    hash: str = GENESIS


@dataclass
class Walk:
    """Judges links in the order of their numbers, as far as `head`."""

    head: End
    last: End = field(default_factory=End)
    # Entries without a personal part, and whom it may have been about.
    erased: list[tuple[int, frozenset[str]]] = field(default_factory=list)

    def judge(self, links: Iterable[Link]) -> Finding | None:
        """The first thing that is wrong, or None."""
        for link, following in _with_next(links):
            if found := self._missing_before(link) or self._wrong(link, following):
                return found
            self._note(link)
        return self._wrong_at_the_end()

    def unexplained(self, erasures: Mapping[str, int]) -> Finding | None:
        """The first personal part that is missing though nobody's erasure after it was recorded."""
        for seq, people in self.erased:
            if not any(erasures.get(one, 0) > seq for one in people if one):
                words = f"The personal part of entry {seq} was erased, and no {ERASED} says why."
                return Finding(seq, Fault.ERASED, words)
        return None

    def _missing_before(self, link: Link) -> Finding | None:
        return _removed(self.last.seq + 1, link.seq - 1) if link.seq > self.last.seq + 1 else None

    def _wrong(self, link: Link, following: Link | None) -> Finding | None:
        if link.whole:
            return None if link.previous == self.last.hash else self._not_following(link, following)
        if not link.fits(link.seq) and (written := self._written_as(link)):
            return self._renumbered(link, following, written)
        if following and not following.whole and following.previous == self.last.hash and following.fits(link.seq):
            return _inserted(link.seq)
        return Finding(link.seq, Fault.CHANGED, f"Entry {link.seq} was changed: {_what(link)}.")

    def _not_following(self, link: Link, following: Link | None) -> Finding:
        """It is whole but names another predecessor: that one was rewritten, or this one does not belong here."""
        goes_on = following.previous == link.hash if following else self.head.hash == link.hash
        if self.last.seq and goes_on:
            words = f"Entry {self.last.seq} was changed and given a new hash, which entry {link.seq} does not know."
            return Finding(self.last.seq, Fault.CHANGED, words)
        if following and following.previous == self.last.hash:
            return _inserted(link.seq)
        return Finding(link.seq, Fault.CHANGED, f"Entry {link.seq} was rewritten: it does not follow the one before.")

    def _renumbered(self, link: Link, following: Link | None, written: int) -> Finding:
        shifted = following is None or following.fits(following.seq + written - link.seq)
        if written > link.seq and shifted:
            return _removed(link.seq, written - 1, "; what follows was renumbered")
        if written < link.seq and shifted and link.previous != self.last.hash:
            return _inserted(written)
        return Finding(link.seq, Fault.MOVED, f"Entry {written} was moved: it stands in the place of {link.seq}.")

    def _written_as(self, link: Link) -> int | None:
        """Under which other number it was written, looking near its place first."""
        most = max(self.head.seq, link.seq) + 1
        near = sorted(range(max(1, link.seq - 50), min(most, link.seq + 50) + 1), key=lambda seq: abs(seq - link.seq))
        return next((seq for seq in [*near, *range(1, most + 1)] if link.fits(seq)), None)

    def _note(self, link: Link) -> None:
        self.last = End(link.seq, link.hash)
        if not link.salt:
            about = link.deed.resource_id if link.deed.resource == "user" else ""
            self.erased.append((link.seq, frozenset({link.deed.actor_id, about})))

    def _wrong_at_the_end(self) -> Finding | None:
        if self.last.seq < self.head.seq:
            return _removed(self.last.seq + 1, self.head.seq, " from the end")
        if self.last != self.head:
            words = f"The head does not name entry {self.last.seq}: one of them was changed."
            return Finding(self.last.seq, Fault.HEAD, words)
        return None


def _removed(first: int, last: int, how: str = "") -> Finding:
    which = f"Entry {first} was" if first == last else f"Entries {first} to {last} were"
    return Finding(first, Fault.REMOVED, f"{which} removed{how}.")


def _inserted(seq: int) -> Finding:
    return Finding(seq, Fault.INSERTED, f"Entry {seq} was inserted later.")


def _what(link: Link) -> str:
    if not link.personal_whole:
        return "its personal part is not what was written"
    return "it does not say what its hash was made of"


def _with_next(links: Iterable[Link]) -> Iterator[tuple[Link, Link | None]]:
    held: Link | None = None
    for link in links:
        if held is not None:
            yield held, link
        held = link
    if held is not None:
        yield held, None
