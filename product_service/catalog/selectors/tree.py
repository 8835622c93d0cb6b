"""The tree of categories as a list needs it: what stands below one, and the way down to it."""

from __future__ import annotations

from dataclasses import dataclass

from servicekit.db.prepared import rows

READ = "SELECT slug, name, path FROM catalog_category"


@dataclass(frozen=True)
class Tree:
    names: dict[str, str]
    paths: dict[str, str]

    def below(self, slug: str) -> tuple[str, ...]:
        """The slugs of a category and of everything below it; none for a category that is not there."""
        top = self.paths.get(slug)
        if top is None:
            return ()
        return tuple(sorted(slug for slug, path in self.paths.items() if path.startswith(top)))

    def parent(self, slug: str) -> str | None:
        above = self.paths[slug].split("/")[:-2]
        return above[-1] if above else None

    def way(self, slug: str) -> list[dict[str, str]]:
        """From the top down to a category."""
        steps = self.paths.get(slug, "").split("/")[:-1]
        return [{"slug": step, "name": self.names[step]} for step in steps if step in self.names]


def read() -> Tree:
    found = rows(READ)
    return Tree({slug: name for slug, name, _ in found}, {slug: path for slug, _, path in found})
