"""`python -m <service> health web|grpc|worker`: asks the process on this host how it is, and leaves with 0 or 1.

For container health checks, so nothing of Django is loaded: the answer costs a tenth of a second.
"""

from __future__ import annotations

import http.client
import os
import time
from pathlib import Path

from servicekit.state import state_dir

TIMEOUT = 2.0  # seconds
STALE = 20.0  # seconds; a worker touches its file every two


def healthy(service: str, process: str) -> bool:
    """Whether the process answers as its users would ask it."""
    asks = {"web": _web, "grpc": _grpc, "worker": _worker}
    return asks[process](service)


def _web(_service: str) -> bool:
    host, port = _here("WEB_BIND")
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _grpc(service: str) -> bool:
    import grpc  # noqa: PLC0415 - the other probes do without
    from grpc_health.v1 import health_pb2, health_pb2_grpc  # noqa: PLC0415

    tls = Path(os.environ.get("TLS_DIR", state_dir() / "tls" / service))
    credentials = grpc.ssl_channel_credentials(
        (tls / "ca.pem").read_bytes(), (tls / "key.pem").read_bytes(), (tls / "cert.pem").read_bytes()
    )
    host, port = _here("GRPC_BIND")
    options = [("grpc.ssl_target_name_override", service)]
    with grpc.secure_channel(f"{host}:{port}", credentials, options) as channel:
        try:
            reply = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)
        except grpc.RpcError:
            return False
        return bool(reply.status == health_pb2.HealthCheckResponse.SERVING)


def _worker(service: str) -> bool:
    alive = state_dir() / "run" / f"{service}-worker.alive"
    return alive.exists() and time.time() - alive.stat().st_mtime < STALE


def _here(name: str) -> tuple[str, int]:
    """The process binds to all interfaces in a container; it is asked on the loopback one."""
    port = os.environ[name].rpartition(":")[2]
    return "127.0.0.1", int(port)
