"""Which fields of an event a handler reads, from its source: `envelope.data["lines"]`, then `line["quantity"]`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str, ...]
ENVELOPE: Path = ("envelope",)  # the value that the handler gets; what is read of it is below `data`
EACH = "[]"


@dataclass
class Reader:
    """Follows names through one module. A field that is read through a function of another module is not seen."""

    module: ast.Module
    needed: set[Path] = field(default_factory=set)
    optional: set[Path] = field(default_factory=set)
    names: dict[str, Path] = field(default_factory=dict)

    def function(self, name: str, *arguments: Path | None) -> None:
        made = next(node for node in self.module.body if isinstance(node, ast.FunctionDef) and node.name == name)
        parameters = [one.arg for one in made.args.args]
        known = {key: value for key, value in zip(parameters, arguments, strict=False) if value is not None}
        inner = Reader(self.module, self.needed, self.optional, known)
        for statement in made.body:
            inner.visit(statement)

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            self._name(node.targets[0], self.value(node.value))
        for inner in _comprehensions(node):
            self._name(inner.target, self._each(inner.iter))
        if isinstance(node, ast.For):
            self._name(node.target, self._each(node.iter))
        if isinstance(node, ast.expr):
            self.value(node)
        if isinstance(node, ast.Call):
            self._call(node)
        for child in ast.iter_child_nodes(node):
            self.visit(child)

    def value(self, node: ast.expr) -> Path | None:
        """Which part of the event an expression is, if it is one."""
        match node:
            case ast.Name(id=name):
                return self.names.get(name)
            case ast.Attribute(value=inner, attr="data") if self.value(inner) == ENVELOPE:
                return ()
            case ast.Subscript(value=inner, slice=ast.Constant(value=str(key))):
                return self._read(inner, key, self.needed)
            case ast.Call(func=ast.Attribute(value=inner, attr="get"), args=[ast.Constant(value=str(key)), *_]):
                return self._read(inner, key, self.optional)
        return None

    def _read(self, inner: ast.expr, key: str, found: set[Path]) -> Path | None:
        below = self.value(inner)
        if below is None or below == ENVELOPE:
            return None
        found.add((*below, key))
        return (*below, key)

    def _each(self, node: ast.expr) -> Path | None:
        of = self.value(node)
        return None if of is None else (*of, EACH)

    def _name(self, target: ast.expr, value: Path | None) -> None:
        if isinstance(target, ast.Name) and value is not None:
            self.names[target.id] = value

    def _call(self, node: ast.Call) -> None:
        values = [self.value(argument) for argument in node.args]
        if isinstance(node.func, ast.Name) and any(value is not None for value in values) and self._is_here(node.func):
            self.function(node.func.id, *values)

    def _is_here(self, name: ast.Name) -> bool:
        return any(isinstance(node, ast.FunctionDef) and node.name == name.id for node in self.module.body)


def fields_read(source: str, handler: str) -> tuple[set[Path], set[Path]]:
    """What it cannot do without (`data["number"]`), and what it asks for (`data.get("number")`)."""
    reader = Reader(ast.parse(source))
    reader.function(handler, ENVELOPE)
    return reader.needed, reader.optional


def _comprehensions(node: ast.AST) -> Iterator[ast.comprehension]:
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
        yield from node.generators
