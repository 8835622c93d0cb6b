"""Columns that a copy of the database does not give away: see docs/guides/field-encryption.md."""
