"""`<service>.wsgi:application` is all that a WSGI server needs to be told (docs/adr/0003-servers.md)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mesh import SERVICES
from tools.state import ROOT

# user_service refuses to start without signing keys, and says so.
UNKEYED = [service for service in SERVICES if service != "user_service"]


@pytest.mark.parametrize("service", UNKEYED)
def test_any_server_can_load_the_application(service: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    loaded = subprocess.run(
        [sys.executable, "-c", f"from {service}.wsgi import application; assert callable(application)"],
        env=environment | {"SHOPMESH_STATE": str(tmp_path), "SHOPMESH_ENV": "test"},
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert loaded.returncode == 0, loaded.stderr
