from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from servicekit.encryption import keyfile
from servicekit.tests.encryption.vault import Card, Letter


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys of the test's own, so that it may change them."""
    path = tmp_path / "keys.json"
    keyfile.ensure(path)
    monkeypatch.setattr(settings.SHOPMESH, "field_keys_file", path)
    return path


@pytest.fixture
def tables(transactional_db: None) -> Iterator[None]:
    """Outside of a transaction, so that threads and other connections see them."""
    with connection.schema_editor() as editor:
        for model in (Letter, Card):
            editor.create_model(model)
    yield
    with connection.schema_editor() as editor:
        for model in (Letter, Card):
            editor.delete_model(model)
