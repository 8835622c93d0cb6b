"""The page of a list: found at a cost that the filters, the order and the size of the catalogue hardly change.

Walking the order's own index finds a page at once when many products match. When few do, one of the filters leaves few:
those are gathered and sorted. Which it is, is seen after FEW products that were looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

from product_service.catalog.selectors import paths, scans
from product_service.catalog.selectors.paths import Asked
from product_service.catalog.selectors.scans import Scan
from servicekit.api.keyset import Place
from servicekit.db.prepared import Row, rows

# Products looked at in an index, hoping for a page: 0.2 to 0.4 ms.
FEW = 4_000
# Sorted at most, when that failed: 3 to 5 ms, a tenth of walking on where two filters leave few only together.
MOST_GATHERED = 30_000
# Counting stops here, and where it has looked at so many: 1 to 2 ms.
MOST_COUNTED = 1_000
MOST_LOOKED_AT = 20_000


@dataclass(frozen=True)
class Window:
    """Part of a list. `rows` are the values of `Asked.keys`, id last; `more` lie beyond it in the direction asked."""

    rows: list[Row]
    more: bool
    # Of everything that matches, where finding the page has told.
    total: int | None = None

    @property
    def ids(self) -> list[int]:
        return [row[-1] for row in self.rows]


def window(asked: Asked, place: Place | None, *, size: int, skipped: int = 0) -> Window:
    """`size` products from `place` on, in the list's order even when it looks back."""
    if asked.slugs == ():
        return Window([], more=False, total=0)  # a category that is not there
    found, total = _found(asked, place, size=size + 1 + skipped)
    shown = found[skipped : skipped + size]
    if place is not None and place.back:
        shown.reverse()
    return Window(shown, more=len(found) > skipped + size, total=total)


def count(asked: Asked) -> tuple[int, bool]:
    """How many match, and whether that is all of them."""
    if asked.slugs == ():
        return 0, True
    narrow = next(paths.selective(asked), None) or paths.in_order(asked)
    [(found,)] = _rows(scans.counted(narrow, most=MOST_COUNTED + 1, bound=MOST_LOOKED_AT))
    if found > MOST_COUNTED:
        return MOST_COUNTED, False
    return found, not narrow.others or _length(narrow, MOST_LOOKED_AT) < MOST_LOOKED_AT


def _found(asked: Asked, place: Place | None, *, size: int) -> tuple[list[Row], int | None]:
    walk = paths.in_order(asked)
    if (few := _one_sellers(asked, walk)) is not None:
        return _gathered(few, asked, place, size)
    found = _rows(scans.page(walk, place, size=size, bound=FEW))
    if len(found) == size or not walk.others:
        return found, None
    few = _few(asked, walk)
    if few is None:
        return _rows(scans.page(walk, place, size=size, bound=scans.ALL)), None
    if few is walk:
        return found, None
    return _gathered(few, asked, place, size)


def _gathered(few: Scan, asked: Asked, place: Place | None, size: int) -> tuple[list[Row], int | None]:
    found = _rows(scans.gathered(few, asked.keys, place, size=size, most=MOST_GATHERED))
    total = (found[0][-1] if found else 0) if place is None else None
    return [row[:-1] for row in found], total


def _one_sellers(asked: Asked, walk: Scan) -> Scan | None:
    """Whose a product is stands in no index but the seller's: looking for it in another one costs the row each time."""
    if not any(fact.name in paths.SELLERS for fact in walk.others) or asked.wanted.state == "deleted":
        return None
    theirs = next(paths.selective(asked))
    return theirs if _length(theirs, FEW + 1) <= FEW else None


def _few(asked: Asked, walk: Scan) -> Scan | None:
    """Of the ways to all that match the first short one, else the first that can be gathered: three times as long as
    the shortest at most, where counting on to know the shortest took longer than gathering it.

    The walk itself: it has seen everything.
    """
    if _length(walk, FEW + 1) <= FEW:
        return walk
    ways = list(paths.selective(asked))
    for most in (FEW, 3 * FEW, MOST_GATHERED):
        for way in ways:
            known_longer = most == FEW and way.sources == walk.sources
            if not known_longer and _length(way, most + 1) <= most:
                return way
    return None


def _length(way: Scan, most: int) -> int:
    [(found,)] = _rows(scans.sized(way, most=most))
    length: int = found
    return length


def _rows(asked: scans.Question) -> list[Row]:
    return rows(*asked)
