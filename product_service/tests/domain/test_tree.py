from __future__ import annotations

from dataclasses import dataclass

import pytest

from product_service.catalog.domain import tree
from servicekit.errors import ValidationFailed


@dataclass
class Row:
    path: str
    depth: int


HOME = Row("home/", 0)
LAMPS = Row("home/lamps/", 1)


def test_a_category_stands_at_the_top_or_below_another() -> None:
    assert tree.place("home", below=None) == ("home/", 0)
    assert tree.place("desk", below=LAMPS) == ("home/lamps/desk/", 2)


def test_a_name_that_begins_alike_is_not_inside() -> None:
    assert tree.is_inside(LAMPS, HOME)
    assert tree.is_inside(HOME, HOME)
    assert not tree.is_inside(Row("home-office/", 0), HOME)


def test_what_is_below_is_carried_along() -> None:
    assert tree.carried(LAMPS, before=HOME, path="all/things/home/", depth=2) == ("all/things/home/lamps/", 3)
    with pytest.raises(ValidationFailed):
        tree.carried(LAMPS, before=HOME, path="a/b/c/d/home/", depth=4)


def test_a_circle_is_refused() -> None:
    tree.refuse_circle(LAMPS, HOME)
    tree.refuse_circle(HOME, None)
    with pytest.raises(ValidationFailed):
        tree.refuse_circle(HOME, LAMPS)
