"""Live updates: tells browsers over a WebSocket that something of theirs has changed. Nothing is kept here."""
