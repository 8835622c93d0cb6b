"""Change what administrators may set: all of it in one version, so that two of them do not undo each other."""

from collections.abc import Mapping

from django.db import transaction

from servicekit import clock
from servicekit.api import etags
from servicekit.errors import FieldError, JsonValue, ValidationFailed
from user_service.audit.record import record
from user_service.configuration import values
from user_service.configuration.domain.definitions import DEFINITIONS, Value, judge
from user_service.configuration.models import Configuration


def config_tag(version: int) -> str:
    return f'"{version}"'


def config_set(*, given: Mapping[str, object], seen: frozenset[str]) -> None:
    """Replace all values. PreconditionFailed when somebody was faster, ValidationFailed in words."""
    if wrong := judge(given).words:
        raise ValidationFailed(errors=[FieldError(f"/{name}", "invalid", words) for name, words in wrong.items()])
    _replaced(given, seen)
    values.forget()


@transaction.atomic(durable=True)
def _replaced(given: Mapping[str, object], seen: frozenset[str]) -> None:
    row = _locked()
    etags.require(seen, config_tag(row.version))
    before = values.stored()
    after = {name: DEFINITIONS[name].typed(told) for name, told in given.items()}
    changed = {name for name in after if after[name] != before[name]}
    if not changed:
        return
    row.values, row.version, row.changed_at = {n: _json(v) for n, v in after.items()}, row.version + 1, clock.now()
    row.save()
    moves = {name: {"before": _json(before[name]), "after": _json(after[name])} for name in sorted(changed)}
    record("config.changed", resource="config", details=moves)


def _locked() -> Configuration:
    Configuration.objects.bulk_create([Configuration()], ignore_conflicts=True)
    return Configuration.objects.select_for_update().get(pk=1)


def _json(value: Value) -> JsonValue:
    return list(value) if isinstance(value, tuple) else value
