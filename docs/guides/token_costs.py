# ruff: noqa: INP001 - beside the guides that use it, and run by its path: no package
"""What signing and verifying an access token costs, by algorithm: `.venv/bin/python docs/guides/token_costs.py`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

CLAIMS = {
    "iss": "https://shopmesh.example", "aud": "shopmesh", "sub": "01a20194-db93-769c-9d91-0a681272ea95",
    "sid": "01a20194-db93-769c-9d91-0a681272ea96", "jti": "7f1c2f0e-6b4e-4f0b-9a51-3b1f0f7d2c11", "username": "user",
    "role": "customer", "iat": 1, "nbf": 1, "exp": 99999999999, "auth_time": 1, "acr": "pwd",
}  # fmt: skip
SECONDS = 0.5  # for each figure
SECRET = b"a secret of thirty-two characters"


def pairs() -> dict[str, tuple[str, Any, Any]]:
    """Name → algorithm, what signs, what verifies."""
    small, large = (rsa.generate_private_key(public_exponent=65537, key_size=bits) for bits in (2048, 3072))
    elliptic, edwards = ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate()
    return {
        "HS256": ("HS256", SECRET, SECRET),
        "RS256, 2048 bits": ("RS256", small, small.public_key()),
        "RS256, 3072 bits": ("RS256", large, large.public_key()),
        "ES256": ("ES256", elliptic, elliptic.public_key()),
        "EdDSA": ("EdDSA", edwards, edwards.public_key()),
    }


def micros(work: Callable[[], object]) -> float:
    """Of processor time, so that a busy machine changes little."""
    done, began, end = 0, time.process_time(), time.monotonic() + SECONDS
    while time.monotonic() < end:
        work()
        done += 1
    return (time.process_time() - began) / done * 1e6


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    say(f"{'':18}{'sign µs':>9}{'verify µs':>11}{'bytes':>7}")
    for name, (algorithm, private, public) in pairs().items():
        token = jwt.encode(CLAIMS, private, algorithm=algorithm)
        signing = micros(lambda a=algorithm, k=private: jwt.encode(CLAIMS, k, algorithm=a))
        verifying = micros(lambda t=token, a=algorithm, k=public: jwt.decode(t, k, algorithms=[a], audience="shopmesh"))
        say(f"{name:18}{signing:9.0f}{verifying:11.0f}{len(token):7}")


if __name__ == "__main__":
    main()
