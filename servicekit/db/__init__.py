"""Django's database backends, with an end: no statement and no COMMIT after the deadline of the request or call."""
