from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from product_service.catalog.models import Category


@pytest.fixture(autouse=True)
def imports_dir(tmp_path: Path) -> Iterator[Path]:
    """Files of imports stay with the test."""
    before, settings.SHOPMESH.imports_dir = settings.SHOPMESH.imports_dir, tmp_path / "imports"
    yield settings.SHOPMESH.imports_dir
    settings.SHOPMESH.imports_dir = before


@pytest.fixture
def office(db: None) -> Category:
    return Category.objects.create(slug="office", name="Office", tint="#FFFFFF", position=6)
