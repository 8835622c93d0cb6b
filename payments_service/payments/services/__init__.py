"""The use cases: one keyword-only function each, one durable transaction each, no network call inside any."""
