"""How the application is served: the bounds on every connection that are the server's to keep."""

from __future__ import annotations

import uvicorn

from live.app import Live

GRACE = 3  # seconds for connections to close; the supervisor kills after 10
LARGEST = 8192  # bytes of a message; a token has at most 4,096
PING = 20.0  # seconds between pings, and for the answer; the gateway gives up a silent connection after 75


def config(application: Live, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=host,
        port=port,
        loop="asyncio",
        http="h11",
        ws="websockets-sansio",
        ws_max_size=LARGEST,
        ws_ping_interval=PING,
        ws_ping_timeout=PING,
        # Messages are 150 bytes; a compressor is 50 KiB for every connection.
        ws_per_message_deflate=False,
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        backlog=256,
        timeout_graceful_shutdown=GRACE,
    )
