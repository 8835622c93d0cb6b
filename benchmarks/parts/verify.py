"""A token checked here, with the issuer's public key, and by asking the issuer: over gRPC and over REST."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.figures import MICROSECONDS, Figure, in_turns, quantile
from benchmarks.parts import callers
from protos.gen.shop.user.v1 import user_service_pb2 as pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as rpc
from servicekit import context
from servicekit.auth.keyring import Keyring
from servicekit.auth.tokens import TokenVerifier
from servicekit.grpc.policy import CallPolicy
from tests.harness import Mesh, Shopper

ROUNDS = 600
POLICIES = {"/shop.user.v1.UserService/ValidateUser": CallPolicy(deadline=1.0, idempotent=True, attempts=2)}


def run(mesh: Mesh) -> list[Figure]:
    local, over_grpc, over_rest = (quantile(seconds, 0.5) for seconds in sampled(mesh).values())
    return [
        Figure("verify_local_us", round(local * MICROSECONDS, 1), "an RS256 token verified in the process, p50, µs"),
        Figure("verify_local_vs_remote", round(over_grpc / local, 1), "user_service asked over gRPC to that, p50"),
        Figure("verify_local_vs_rest", round(over_rest / local, 1), "user_service asked over REST to that, p50"),
    ]


def sampled(mesh: Mesh) -> dict[str, list[float]]:
    someone = Shopper.registered(mesh)
    token = str(someone.tokens["access"])
    stub = rpc.UserServiceStub(callers.guarded(mesh, "user_service", POLICIES))
    headers = {"Authorization": f"Bearer {token}"}
    whoami = callers.kept(f"{callers.web_address(mesh, 'user_service')}/api/users/me/", headers)
    with tempfile.TemporaryDirectory() as folder, context.request_scope("benchmark", bearer=token):
        verifier = issuer_keys(mesh, Path(folder))
        question = pb.ValidateUserRequest(user_id=verifier.verify(token).id)
        calls = {
            "local": lambda: verifier.verify(token),
            "grpc": lambda: stub.ValidateUser(question),
            "rest": whoami,
        }
        return in_turns(calls, rounds=ROUNDS, warm=50)


def issuer_keys(mesh: Mesh, folder: Path) -> TokenVerifier:
    """As every service but user_service verifies: with the published keys."""
    environment = callers.described(mesh).environment("order_service")
    keys = Keyring(environment["JWKS_URL"], folder / "jwks.json")
    return TokenVerifier(keys, issuer="https://shopmesh.example", audience="shopmesh")
