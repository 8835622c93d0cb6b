"""Use cases of the tree of categories, one durable transaction each. A slug is for ever: links and orders say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import Max

from product_service.catalog import cached, locks
from product_service.catalog.domain import tree
from product_service.catalog.domain.errors import CategoryChanged, CategoryNotEmpty, CategoryTaken
from product_service.catalog.events import CategoryCreated, CategoryDeleted, CategoryUpdated
from product_service.catalog.models import Category, Product
from servicekit.audit import audited
from servicekit.errors import FieldError, JsonValue, NotFound, ValidationFailed
from servicekit.events import outbox

# The permission, in protos/roles.toml.
MANAGE = "categories.manage"
# As a parent: none.
TOP = ""

# Says whether the category is still what the person changing it had seen.
Unchanged = Callable[[Category], bool]
Tree = dict[str, Category]


@dataclass(frozen=True)
class CategoryChanges:
    """What somebody typed; None leaves a value as it is. `parent` is a slug, or TOP."""

    name: str | None = None
    tint: str | None = None
    parent: str | None = None
    position: int | None = None

    @property
    def named(self) -> list[str]:
        return [field.name for field in fields(self) if getattr(self, field.name) is not None]


@transaction.atomic(durable=True)
def category_create(*, slug: str, given: CategoryChanges) -> Category:
    """`name` and `tint` must be given. Without a position it comes last. CategoryTaken, ValidationFailed."""
    rows = locks.whole_tree()
    _refuse_taken(rows, slug, given.name)
    parent = _parent(rows, given.parent or TOP)
    path, depth = tree.place(slug, below=parent)
    position = _last(parent) + 1 if given.position is None else given.position
    category = Category(slug=slug, parent=parent, path=path, depth=depth, position=position)
    category.name, category.tint = given.name or "", given.tint or ""
    category.save(force_insert=True)
    _publish(category, CategoryCreated(**_facts(category)))
    _audited("category.created", category, name=category.name, parent=category.parent_id)
    return category


@transaction.atomic(durable=True)
def category_change(*, slug: str, unchanged: Unchanged, given: CategoryChanges) -> Category:
    """Rename, repaint, move. NotFound, CategoryChanged, CategoryTaken; ValidationFailed for a circle or a depth."""
    rows = locks.whole_tree()
    category = _found(rows, slug, unchanged)
    if given.name is not None:
        _rename(rows, category, given.name)
    if given.parent is not None and (given.parent or None) != category.parent_id:
        _move(rows, category, _parent(rows, given.parent))
    category.tint = category.tint if given.tint is None else given.tint
    category.position = category.position if given.position is None else given.position
    category.version += 1
    category.save()
    _publish(category, CategoryUpdated(**_facts(category), changed=given.named))
    _audited("category.changed", category, fields=given.named, parent=category.parent_id)
    return category


@transaction.atomic(durable=True)
def category_delete(*, slug: str, unchanged: Unchanged) -> None:
    """Nothing may be in it. NotFound, CategoryChanged, CategoryNotEmpty."""
    rows = locks.whole_tree()
    category = _found(rows, slug, unchanged)
    locks.category_alone(slug)
    children = sum(row.parent_id == slug for row in rows.values())
    if children or Product.objects.filter(category=slug).exists():
        raise CategoryNotEmpty(children)
    _publish(category, CategoryDeleted(slug=slug, path=category.path, version=category.version))
    _audited("category.deleted", category, name=category.name)
    category.delete()


def _found(rows: Tree, slug: str, unchanged: Unchanged) -> Category:
    category = rows.get(slug)
    if category is None:
        raise NotFound("There is no such category.")
    if not unchanged(category):
        raise CategoryChanged
    return category


def _parent(rows: Tree, slug: str) -> Category | None:
    if slug != TOP and slug not in rows:
        raise ValidationFailed(errors=[FieldError("/parent", "unknown", "There is no such category.")])
    return rows.get(slug)


def _last(parent: Category | None) -> int:
    last: int | None = Category.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    return last or 0


def _rename(rows: Tree, category: Category, name: str) -> None:
    if name != category.name:
        _refuse_taken(rows, None, name, but=category.slug)
        category.name = name
        category.reword_above = 0


def _move(rows: Tree, category: Category, parent: Category | None) -> None:
    """With everything that stands below it; each of them is another row to whoever had seen it."""
    tree.refuse_circle(category, parent)
    path, depth = tree.place(category.slug, below=parent)
    inside = [row for row in rows.values() if row.slug != category.slug and tree.is_inside(row, category)]
    for row in inside:
        row.path, row.depth = tree.carried(row, before=category, path=path, depth=depth)
        row.version += 1
        row.reword_above = 0
        row.save(update_fields=["path", "depth", "version", "reword_above"])
    category.parent, category.path, category.depth = parent, path, depth
    category.reword_above = 0


def _refuse_taken(rows: Tree, slug: str | None, name: str | None, *, but: str = "") -> None:
    if slug in rows:
        raise CategoryTaken("slug")
    if any(row.name == name for row in rows.values() if row.slug != but):
        raise CategoryTaken("name")


def _facts(category: Category) -> dict[str, Any]:
    return {
        "slug": category.slug,
        "name": category.name,
        "parent": category.parent_id,
        "path": category.path,
        "position": category.position,
        "version": category.version,
    }


def _publish(category: Category, event: CategoryCreated | CategoryUpdated | CategoryDeleted) -> None:
    outbox.publish(event, aggregate="category", aggregate_id=category.slug)
    transaction.on_commit(cached.changed)


def _audited(action: str, category: Category, **details: JsonValue) -> None:
    audited(action, resource="category", resource_id=category.slug, details=details)
