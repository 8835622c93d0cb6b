"""Whether a request that carries a cookie was sent by our own pages.

SameSite=Strict already keeps the cookie from other sites; this also refuses sibling hosts and ports of the same site.
"""

from collections.abc import Collection


def sent_by_us(*, origin: str | None, fetch_site: str | None, ours: Collection[str]) -> bool:
    """`ours` are the origins (scheme://host[:port]) we serve. Browsers send one with every POST; "null" is nobody's."""
    if fetch_site == "cross-site":
        return False
    if origin is None:
        return fetch_site == "same-origin"
    return origin in ours
