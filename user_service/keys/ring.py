"""The keys of this process: one that signs, and all that verify."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from django.conf import settings
from joserfc.jwk import RSAKey

from user_service.keys import store
from user_service.keys.domain.lifecycle import PUBLISHED, KeyState


@dataclass(frozen=True)
class SigningRing:
    """`active` signs; `published` verify, in the order of the manifest."""

    active_kid: str
    active: RSAPrivateKey
    published: Mapping[str, RSAPublicKey]

    def get(self, kid: str) -> RSAPublicKey | None:
        """What servicekit.auth.tokens.TokenVerifier asks for."""
        return self.published.get(kid)

    def jwks(self) -> dict[str, list[dict[str, str]]]:
        """RFC 7517, public members only."""
        return {"keys": [_public_jwk(kid, key) for kid, key in self.published.items()]}

    def public_pem(self) -> str:
        """The active key's public half."""
        return _pem(self.published[self.active_kid]).decode()


def load(directory: Path) -> SigningRing:
    """Every key of the directory that still counts. KeysMissing when one of them cannot be read."""
    entries = store.read_manifest(directory)
    private = {entry.kid: store.read_private(directory, entry.kid) for entry in entries if entry.state in PUBLISHED}
    active = next((entry.kid for entry in entries if entry.state is KeyState.ACTIVE), None)
    if active is None:
        raise store.KeysMissing(f"no key in {directory} is active: run `python -m user_service manage keys ensure`")
    published = {kid: key.public_key() for kid, key in private.items()}
    return SigningRing(active_kid=active, active=private[active], published=published)


@cache
def ring() -> SigningRing:
    """The ring of this process, read once."""
    return load(settings.SHOPMESH.signing_keys_dir)


def _public_jwk(kid: str, key: RSAPublicKey) -> dict[str, str]:
    members = RSAKey.import_key(_pem(key)).as_dict(private=False)
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": str(members["n"]), "e": str(members["e"])}


def _pem(key: RSAPublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
