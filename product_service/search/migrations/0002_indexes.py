"""What only one database has: FTS5 tables and the triggers that keep them, or GIN, GiST and pg_trgm."""

from __future__ import annotations

from typing import Any

from django.db import migrations

# External content: the table holds the lists of row ids, the documents hold the text. detail=none and columnsize=0: no
# question of ours asks where in a text a word stands, or how long the text is. Marks are characters of words here.
SQLITE = [
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        lexemes, content='search_document', content_rowid='position',
        detail=none, columnsize=0, tokenize="ascii tokenchars '.=-_'"
    )
    """,
    """
    CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
        INSERT INTO search_index (rowid, lexemes) VALUES (new.position, new.lexemes);
    END
    """,
    """
    CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN
        INSERT INTO search_index (search_index, rowid, lexemes) VALUES ('delete', old.position, old.lexemes);
    END
    """,
    # Padded, so that its beginning and its end are among the groups of three letters that words are compared by.
    "CREATE VIRTUAL TABLE search_spelling USING fts5(padded, tokenize='trigram', detail=none)",
    """
    CREATE TRIGGER search_word_added AFTER INSERT ON search_word BEGIN
        INSERT INTO search_spelling (rowid, padded) VALUES (new.id, '__' || new.word || '_');
    END
    """,
    """
    CREATE TRIGGER search_word_gone AFTER DELETE ON search_word BEGIN
        DELETE FROM search_spelling WHERE rowid = old.id;
    END
    """,
]
SQLITE_UNDONE = [
    "DROP TRIGGER search_word_gone",
    "DROP TRIGGER search_word_added",
    "DROP TABLE search_spelling",
    "DROP TRIGGER search_document_gone",
    "DROP TRIGGER search_document_added",
    "DROP TABLE search_index",
]
POSTGRESQL = [
    # A trusted extension: the owner of the database may create it (PostgreSQL 13).
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX search_document_lexemes ON search_document USING gin (lexemes)",
    "CREATE INDEX search_word_similar ON search_word USING gist (word gist_trgm_ops)",
]
POSTGRESQL_UNDONE = ["DROP INDEX search_word_similar", "DROP INDEX search_document_lexemes"]
# Products that were there before: the worker takes them in, a chunk at a time.
FILL = "INSERT INTO search_pending (target, product_id) SELECT 'embedded', id FROM catalog_product WHERE active"


def forwards(_apps: Any, editor: Any) -> None:
    for statement in [*(POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE), FILL]:
        editor.execute(statement, params=None)


def backwards(_apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL_UNDONE if editor.connection.vendor == "postgresql" else SQLITE_UNDONE:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("catalog", "0005_path_unique"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
