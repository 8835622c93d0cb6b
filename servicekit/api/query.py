"""Query strings are as strict as bodies: a misspelled filter must not silently answer everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from rest_framework import serializers
from rest_framework.request import Request

from servicekit.errors import FieldError, UnknownParameter, ValidationFailed

S = TypeVar("S", bound=serializers.Serializer[Any])

PAGING = frozenset({"page", "page_size"})


def known_parameters(request: Request, names: Iterable[str]) -> None:
    """Raises UnknownParameter for any query parameter that is not in `names` (paging is always known).

    ValidationFailed for one that is sent twice: which was meant cannot be known.
    """
    sent = [(name, value) for name, values in request.query_params.lists() for value in values]
    once_each(sent, frozenset(names) | PAGING)


def once_each(sent: Sequence[tuple[str, str]], known: frozenset[str]) -> dict[str, str]:
    """The same of parameters as they stand in the query string."""
    told = dict(sent)
    if unknown := sorted(told.keys() - known):
        raise UnknownParameter(f"Not known here: {', '.join(unknown)[:200]}.", parameters=[u[:60] for u in unknown])
    if len(told) < len(sent):
        twice = [name for name, times in Counter(name for name, _ in sent).items() if times > 1]
        raise ValidationFailed(errors=[FieldError(f"/{name}", "repeated", "Send it once.") for name in twice])
    return told


def validated(request: Request, serializer: type[S]) -> dict[str, Any]:
    """The query parameters that `serializer` declares, parsed; anything else is refused."""
    known_parameters(request, serializer().fields)
    made = serializer(data={name: request.query_params[name] for name in request.query_params if name not in PAGING})
    made.is_valid(raise_exception=True)
    values: dict[str, Any] = dict(made.validated_data)
    return values
