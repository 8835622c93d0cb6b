"""gRPC's channel arguments, where its defaults do not suit a mesh."""

from __future__ import annotations

import json
from typing import Any

Options = list[tuple[str, Any]]

MESSAGE_BYTES = 1_048_576  # stock: 4 MiB in, no limit out; lists are paged instead
METADATA_BYTES = 65_536  # stock: 16 KiB, at random from 8 KiB on; 100 short order lines in an error can be more

_BOTH: Options = [
    ("grpc.max_send_message_length", MESSAGE_BYTES),
    ("grpc.max_receive_message_length", MESSAGE_BYTES),
    ("grpc.max_metadata_size", METADATA_BYTES),
    ("grpc.absolute_max_metadata_size", METADATA_BYTES),
]

SERVER: Options = [
    *_BOTH,
    ("grpc.so_reuseport", 0),  # stock: two servers bind one port, and each gets some of the calls
    ("grpc.max_connection_age_ms", 300_000),  # clients look for new replicas at least this often
    ("grpc.max_connection_age_grace_ms", 10_000),
    # Clients ping every 30 s, also when idle. Stock allows one in 5 minutes, then says GOAWAY too_many_pings.
    ("grpc.http2.min_ping_interval_without_data_ms", 20_000),
    ("grpc.keepalive_permit_without_calls", 1),
]


# Calls go to all replicas in turn, and each replica is asked to tell (health's Watch) when it stops taking new ones: a
# server that drains gets none within milliseconds, where stock clients go on until the connection is closed.
SERVICE_CONFIG = json.dumps({"loadBalancingConfig": [{"round_robin": {}}], "healthCheckConfig": {"serviceName": ""}})


def client(target: str) -> Options:
    return [
        *_BOTH,
        ("grpc.service_config", SERVICE_CONFIG),
        ("grpc.service_config_disable_resolution", 1),  # nobody else's DNS record decides about it
        ("grpc.ssl_target_name_override", target),  # the certificate names the service, the address names a machine
        # Without a retryPolicy, since servicekit.grpc.client.retry is the one retry layer, this only lets gRPC repeat
        # what no server has seen: a call that begins as its connection reaches its age would fail otherwise.
        ("grpc.enable_retries", 1),
        # Stock: all channels of a process share their connections, and one that begins is refused at once for as long
        # as another one remembers that nobody listened at that port.
        ("grpc.use_local_subchannel_pool", 1),
        ("grpc.keepalive_time_ms", 30_000),
        ("grpc.keepalive_timeout_ms", 5_000),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.http2.max_pings_without_data", 0),
        # Stock: 1 s, growing to two minutes, during which a target that is back is still refused.
        ("grpc.initial_reconnect_backoff_ms", 100),
        ("grpc.min_reconnect_backoff_ms", 1_000),
        ("grpc.max_reconnect_backoff_ms", 1_000),
    ]
