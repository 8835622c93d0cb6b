from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from servicekit.encryption import cipher, index, keyfile
from servicekit.encryption.ring import Ring
from servicekit.tests.encryption.vault import Card, Letter


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    keyfile.ensure(path)
    return path


@pytest.fixture
def ring(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> Ring:
    """A ring of the test's own stands where the cipher and the index look for theirs."""
    made = Ring(key_file, make=False)
    for module in (cipher, index):
        monkeypatch.setattr(module, "ring", lambda: made)
    return made


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
