"""The database itself refuses to change the log: not only code that forgot, but also whoever comes with a SQL prompt.

Made anew after every migration, because SQLite forgets the triggers of a table that it rebuilds. What a prompt with
the right to drop triggers can still do, the chain shows: see ADR 24.
"""

from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from user_service.audit.models import AuditEntry, AuditHead

WORDS = "the audit log is written once"
ENTRY, HEAD = AuditEntry._meta.db_table, AuditHead._meta.db_table  # noqa: SLF001 - Django's documented name for it
PERSONAL = ("salt", "address", "user_agent", "actor_name", "personal")
# The one change there is: the personal part is emptied, all of it, and nothing else moves.
EMPTIED = " AND ".join(f"NEW.{column} = ''" for column in PERSONAL)
# The head moves first, by one, and an entry is what it names: nothing can be slipped in between or behind.
NAMED = f"EXISTS (SELECT 1 FROM {HEAD} WHERE seq = NEW.seq AND hash = NEW.hash)"  # noqa: S608 - our own table's name


def after_migrate(using: str, **_told: Any) -> None:
    """Django's post_migrate. Not in tests, which empty every table between two of them."""
    if not settings.SHOPMESH.testing:
        install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers, again if they are there."""
    statements = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _untouched() -> str:
    columns = [field.column for field in AuditEntry._meta.concrete_fields]  # noqa: SLF001 - Django's documented name for it
    return " AND ".join(f"NEW.{column} IS OLD.{column}" for column in columns if column not in PERSONAL)


def _sqlite(name: str, event: str, table: str, allowed: str = "") -> tuple[str, str]:
    when = f"WHEN NOT ({allowed})" if allowed else ""
    made = f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    return f"DROP TRIGGER IF EXISTS {name}", made


SQLITE = (
    *_sqlite("audit_entry_inserted", "INSERT", ENTRY, NAMED),
    *_sqlite("audit_entry_updated", "UPDATE", ENTRY, f"{EMPTIED} AND {_untouched()}"),
    *_sqlite("audit_entry_deleted", "DELETE", ENTRY),
    *_sqlite("audit_head_updated", "UPDATE", HEAD, "NEW.id = OLD.id AND NEW.seq = OLD.seq + 1"),
    *_sqlite("audit_head_deleted", "DELETE", HEAD),
)


def _function(name: str, allowed: str) -> str:
    """TRUNCATE has no rows, so what is allowed is asked for the other two only."""
    return f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {allowed}
            RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """


def _postgresql(name: str, events: str, table: str, each: str, function: str) -> tuple[str, str]:
    made = f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    return f"DROP TRIGGER IF EXISTS {name} ON {table}", made


SAME = f"to_jsonb(NEW) - '{{{','.join(PERSONAL)}}}'::text[] = to_jsonb(OLD) - '{{{','.join(PERSONAL)}}}'::text[]"
POSTGRESQL = (
    _function(
        "audit_entry_guard",
        f"""
            IF TG_OP = 'INSERT' THEN
                IF {NAMED} THEN RETURN NEW; END IF;
            ELSIF TG_OP = 'UPDATE' THEN
                IF {EMPTIED} AND {SAME} THEN RETURN NEW; END IF;
            END IF;
        """,
    ),
    _function("audit_head_guard", "IF TG_OP = 'UPDATE' THEN IF NEW.seq = OLD.seq + 1 THEN RETURN NEW; END IF; END IF;"),
    *_postgresql("audit_entry_written_once", "INSERT OR UPDATE OR DELETE", ENTRY, "ROW", "audit_entry_guard"),
    *_postgresql("audit_entry_not_emptied", "TRUNCATE", ENTRY, "STATEMENT", "audit_entry_guard"),
    *_postgresql("audit_head_moves_on", "UPDATE OR DELETE", HEAD, "ROW", "audit_head_guard"),
    *_postgresql("audit_head_not_emptied", "TRUNCATE", HEAD, "STATEMENT", "audit_head_guard"),
)
