"""The pytest plugin of every service: `-p servicekit.testing.plugin` in its pytest.ini.

Run suites as `python -m pytest`, which makes the folder they stand in importable before plugins are loaded.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile

import hypothesis
import pytest

# Before Django reads any settings: tests never touch the databases, keys or caches of a running mesh.
os.environ["SHOPMESH_ENV"] = "test"
os.environ["SHOPMESH_STATE"] = tempfile.mkdtemp(prefix="shopmesh-test-")
os.environ.setdefault("JWKS_URL", "http://127.0.0.1:9/no-issuer-in-tests")
atexit.register(shutil.rmtree, os.environ["SHOPMESH_STATE"], ignore_errors=True)

# Two busy cores make any time limit per example a coin toss; pytest-timeout limits the whole test. CI must not fail for
# an example that nobody has seen yet: exploring is for the developer's machine.
hypothesis.settings.register_profile("shopmesh", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("shopmesh")

FIXTURES = ("tokens", "api", "clock", "events", "grpc", "faults", "databases")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Loads the fixtures once pytest-django has set Django up: they import DRF and models."""
    nothing_after_a_flush()
    for name in FIXTURES:
        config.pluginmanager.import_plugin(f"servicekit.testing.{name}")


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end: to go through all of them for garbage after every few hundred new objects
    was a ninth of a suite's CPU time. What the tests themselves leave is still collected, in larger heaps.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def nothing_after_a_flush() -> None:
    """A test that commits ends with empty tables. Filling in Django's content types and permissions again, which no
    service uses, took longer than emptying them: 50 ms of CPU, for each of these tests.
    """
    from django.core.management.commands import flush  # not before Django is set up

    flush.emit_post_migrate_signal = lambda *_facts, **_options: None  # type: ignore[attr-defined]  # imported there
