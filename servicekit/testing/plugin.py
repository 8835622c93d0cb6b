"""The pytest plugin of every service: `-p servicekit.testing.plugin` in its pytest.ini."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before Django reads any settings: tests never touch the databases, keys or caches of a running mesh.
os.environ["SHOPMESH_ENV"] = "test"
_STATE = Path(tempfile.mkdtemp(prefix="shopmesh-test-"))
os.environ["SHOPMESH_STATE"] = str(_STATE)
os.environ.setdefault("JWKS_URL", "http://127.0.0.1:9/no-issuer-in-tests")
atexit.register(shutil.rmtree, _STATE, ignore_errors=True)

pytest_plugins = [
    "servicekit.testing.tokens",
    "servicekit.testing.api",
    "servicekit.testing.clock",
    "servicekit.testing.events",
    "servicekit.testing.grpc",
]
