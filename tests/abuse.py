"""Tools of somebody who wants to break in: forged tokens, requests by hand, a service's own door behind the gateway."""

from __future__ import annotations

import base64
import json
import random
import re
import socket
import time
import uuid
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import grpc
import httpx
import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from tests.harness import NO_TLS, ROOT, Mesh

DOCUMENTED = frozenset(re.findall(r"^## `([a-z-]+)`", (ROOT / "docs" / "problems.md").read_text(), re.MULTILINE))
PROBLEM = "application/problem+json"


def refused(answer: httpx.Response, status: int, slug: str, *pointers: str) -> dict[str, Any]:
    """Asserts a documented RFC 9457 refusal, with these pointers when any are named. Returns its document."""
    assert answer.status_code == status, f"{answer.status_code} {answer.text[:500]}"
    assert answer.headers["content-type"] == PROBLEM
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"/problems/{slug}", body
    assert body["status"] == status
    assert slug in DOCUMENTED
    assert str(uuid.UUID(body["instance"])) in body["instance"]
    if pointers or slug == "validation-error":
        assert sorted({error["pointer"] for error in body["errors"]}) == sorted(pointers), body["errors"]
    return body


def send(client: httpx.Client, path: str, body: bytes | str | Any, *, method: str = "POST", **headers: str) -> Any:
    """A body exactly as given when it is text or bytes, else as JSON that Python would not mind (NaN, surrogates)."""
    raw = body if isinstance(body, bytes | str) else json.dumps(body)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.request(method, path, content=raw, headers={"Content-Type": "application/json"} | named)


def door(mesh: Mesh, process: str) -> httpx.Client:
    """A process of the mesh asked directly, from an address of its own, so that no limit is shared with other tests."""
    facts = json.loads((mesh.state / "run" / "mesh.json").read_text())
    address = ".".join(str(random.randint(1, 250)) for _ in range(4))  # noqa: S311 - an address, not a secret
    return httpx.Client(
        base_url=f"http://127.0.0.1:{facts['ports'][process]}",
        headers={"X-Forwarded-For": address},
        timeout=10,
        verify=NO_TLS,
    )


def port_of(mesh: Mesh, process: str) -> int:
    port: int = json.loads((mesh.state / "run" / "mesh.json").read_text())["ports"][process]
    return port


@dataclass(frozen=True)
class Forge:
    """Signs tokens with the mesh's own key, stolen from its folder, so that one thing at a time can be wrong."""

    state: Path
    genuine: str

    @cached_property
    def key(self) -> RSAPrivateKey:
        path = self.state / "keys" / f"{self.kid}.pem"
        loaded = load_pem_private_key(path.read_bytes(), None)
        assert isinstance(loaded, RSAPrivateKey)
        return loaded

    @cached_property
    def kid(self) -> str:
        return str(jwt.get_unverified_header(self.genuine)["kid"])

    @cached_property
    def claims(self) -> dict[str, Any]:
        claims: dict[str, Any] = jwt.decode(self.genuine, options={"verify_signature": False})
        return claims

    @cached_property
    def public_pem(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def token(self, *, header: dict[str, Any] | None = None, drop: str = "", **claims: Any) -> str:
        """A token with the genuine one's claims but for those given; `drop` leaves one out."""
        payload = {name: value for name, value in (self.claims | claims).items() if name != drop}
        head = {"alg": "RS256", "kid": self.kid, "typ": "at+jwt"} | (header or {})
        signed = f"{b64({k: v for k, v in head.items() if v is not None})}.{b64(payload)}"
        return f"{signed}.{b64(self.key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"

    def aged(self, **seconds: int) -> str:
        now = int(time.time())
        times: dict[str, Any] = {name: now + offset for name, offset in seconds.items()}
        return self.token(**times)


def b64(value: bytes | Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def channel(mesh: Mesh, caller: str, target: str, *, tls: Path | None = None, certificate: bool = True) -> grpc.Channel:
    """A plain channel, without the habits of ours, with the certificate of `caller` to the server of `target`."""
    folder = tls or mesh.state / "tls" / caller
    ca, key, chain = ((folder / name).read_bytes() for name in ("ca.pem", "key.pem", "cert.pem"))
    credentials = grpc.ssl_channel_credentials(ca, key, chain) if certificate else grpc.ssl_channel_credentials(ca)
    port = port_of(mesh, f"{target.removesuffix('_service')}-grpc")
    options = [("grpc.ssl_target_name_override", target), ("grpc.enable_retries", 0)]
    return grpc.secure_channel(f"127.0.0.1:{port}", credentials, options)


def raw_exchange(port: int, payload: bytes, *, seconds: float = 12) -> bytes:
    """Everything that comes back for these bytes until the other side closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(payload)
        received = b""
        try:
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionResetError:
            pass  # refused before everything was read: what was said until then counts
    return received


def raw_request(path: str, *headers: str, method: str = "GET", host: str = "localhost") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"


def status_of(received: bytes) -> int:
    return int(received.split(b" ", 2)[1]) if received else 0


def problem_in(received: bytes, status: int, slug: str) -> dict[str, Any]:
    """The same as `refused`, of an answer read by hand."""
    head, _, body = received.partition(b"\r\n\r\n")
    assert status_of(received) == status, received[:300]
    assert f"content-type: {PROBLEM}".encode() in head.lower(), head
    document: dict[str, Any] = json.loads(body)
    assert document["type"] == f"/problems/{slug}"
    assert slug in DOCUMENTED
    return document
