"""The web server's own lines in the form of all others. Standard library only: its parent loads nothing else."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime


class JsonLine(logging.Formatter):
    """For Granian's `--log-config`, see granian.json; the service is the one whose settings are named."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "service": os.environ.get("DJANGO_SETTINGS_MODULE", "").removesuffix(".settings"),
            "process": "web",
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)
