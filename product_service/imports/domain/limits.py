"""How much an import may be."""

from __future__ import annotations

LARGEST_FILE = 256 * 1_048_576  # bytes; the gateway's limit for this route, see api_gateway/routes.toml
MOST_UNDECIDED = 10  # imports of one person that wait, are worked on, or were only checked: 2.5 GB of files
MOST_ROWS = 1_000_000
LONGEST_LINE = 262_144  # bytes
LONGEST_ROW = 1_048_576  # bytes, with the lines inside of its cells
LONGEST_CELL = 65_536  # characters; the longest that a product may have are 5,000
MOST_MISTAKES = 100_000
