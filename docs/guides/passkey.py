# ruff: noqa: INP001, T201 - beside the guide that uses it, run by its path, and it talks to a person
"""A passkey on the command line, with the software authenticator of the tests. `passkey` of lab.sh starts it.

`add [NAME]` makes one for whoever signed in and keeps its private key in a file; `login` signs in with it, and
`counter=7`, `origin=https://…`, `flags=1` or `times=2` behind it bend the answer; `step-up` prints an access token.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from fido2.cose import ES256

from user_service.tests.authenticator import Authenticator

SHOP = os.environ.get("SHOP", "http://localhost:8080")
KEPT = Path(tempfile.gettempdir()) / "shopmesh-passkey.json"
BENT = {"counter": int, "flags": int, "origin": str, "rp_id": str}


def main(command: str = "login", *words: str) -> None:
    {"add": add, "login": login, "step-up": step_up}[command](*words)


def add(name: str = "Command line") -> None:
    device = Authenticator(origin=SHOP)
    begun = post("/api/users/passkeys/options/", {})
    body = {"challenge_id": begun["challenge_id"], "name": name, "credential": device.create(begun["public_key"])}
    keep(device)
    print(shortened(post("/api/users/passkeys/", body)))


def login(*bends: str) -> None:
    device, times = kept(), 1
    for bend in bends:
        what, _, value = bend.partition("=")
        if what == "times":
            times = int(value)
        else:
            setattr(device, what, BENT[what](value))
    begun = post("/api/auth/passkey/options/", {})
    body = {"challenge_id": begun["challenge_id"], "credential": device.get(begun["public_key"])}
    for _ in range(times):
        print(shortened(post("/api/auth/passkey/login/", body)))


def step_up() -> None:
    begun = post("/api/auth/step-up/options/", {"method": "passkey"})
    credential = kept().get(begun["public_key"])
    body = {"method": "passkey", "challenge_id": begun["challenge_id"], "credential": credential}
    print(post("/api/auth/step-up/", body)["access"])


def post(path: str, body: dict[str, Any]) -> dict[str, Any]:
    """As whoever signed in; a refusal is an answer like any other, except where nothing can follow."""
    headers = {"Authorization": f"Bearer {os.environ['TOKEN']}"} if os.environ.get("TOKEN") else {}
    answer = httpx.post(f"{SHOP}{path}", json=body, headers=headers, trust_env=False)
    told: dict[str, Any] = answer.json()
    if answer.is_error and path.endswith("options/"):
        raise SystemExit(json.dumps(told))
    return told


def shortened(told: dict[str, Any]) -> str:
    return json.dumps(
        {name: f"{value[:20]}…" if name in {"access", "refresh"} else value for name, value in told.items()}
    )


def keep(device: Authenticator) -> None:
    key: EllipticCurvePrivateKey = device.key.private
    pem = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    secret = {"key": pem.decode(), "id": device.credential_id.hex(), "user": (device.user_handle or b"").hex()}
    KEPT.touch(mode=0o600)
    KEPT.write_text(json.dumps(secret))


def kept() -> Authenticator:
    secret = json.loads(KEPT.read_text())
    device = Authenticator(
        origin=SHOP, credential_id=bytes.fromhex(secret["id"]), user_handle=bytes.fromhex(secret["user"])
    )
    device.key.private = form.load_pem_private_key(secret["key"].encode(), password=None)
    device.key.cose = ES256.from_cryptography_key(device.key.private.public_key())  # type: ignore[no-untyped-call] # not annotated
    return device


if __name__ == "__main__":
    main(*sys.argv[1:])
