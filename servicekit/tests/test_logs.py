"""Every line of a process is one JSON object, whoever writes it."""

from __future__ import annotations

import json
import logging
import logging.config
from pathlib import Path

import pytest

from servicekit import jsonline


def test_the_web_servers_own_lines_look_like_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "order_service.settings")
    formatters = json.loads((Path(jsonline.__file__).parent / "granian.json").read_text())["formatters"]
    made = logging.config.DictConfigurator({"formatters": formatters})
    record = logging.LogRecord("_granian", logging.WARNING, "", 0, 'Worker "%s" ended', ("a",), None)
    line = json.loads(made.configure_formatter(made.config["formatters"]["generic"]).format(record))
    assert line.pop("timestamp").endswith("Z")
    assert line == {"service": "order_service", "process": "web", "event": 'Worker "a" ended', "level": "warning"}
