"""When somebody who works on a reindexing is taken for gone."""

from __future__ import annotations

from datetime import timedelta

# Longer than any chunk takes: whoever was silent for so long is gone, and the run may be taken over.
SILENCE = timedelta(seconds=15)
