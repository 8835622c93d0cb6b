"""A software authenticator: makes the passkeys and signatures that a phone would, and wrong ones on request."""

from __future__ import annotations

import hashlib
import json
import os
import struct
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from fido2 import cbor
from fido2.cose import ES256, RS256, CoseKey, EdDSA
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticatorData, CollectedClientData

SHOP = "http://localhost:8080"
UP, UV, BE, BS, AT = 0x01, 0x04, 0x08, 0x10, 0x40
PRESENT = UP | UV
Json = dict[str, Any]


class Es256:
    alg = -7

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.cose: CoseKey = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call] # not annotated

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data, ec.ECDSA(hashes.SHA256()))


class Ed25519:
    alg = -8

    def __init__(self) -> None:
        self.private = ed25519.Ed25519PrivateKey.generate()
        self.cose: CoseKey = EdDSA.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call] # not annotated

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data)


class Rsa:
    alg = -257

    def __init__(self, bits: int = 2048) -> None:
        self.private = rsa_key(bits)
        self.cose: CoseKey = RS256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call] # not annotated

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())


@cache
def rsa_key(bits: int) -> rsa.RSAPrivateKey:
    """Once per run: making one takes a good part of a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass
class Authenticator:
    """One device with one passkey. Attributes are what it says of itself; keywords bend a single answer."""

    origin: str = SHOP
    rp_id: str = "localhost"
    counter: int = 0
    flags: int = PRESENT
    key: Any = field(default_factory=Es256)
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    user_handle: bytes | None = None

    @property
    def id(self) -> str:
        return websafe_encode(self.credential_id)

    def create(self, options: Json, *, cose: CoseKey | None = None, kind: str = "webauthn.create", **bent: Any) -> Json:
        """RegistrationResponseJSON for PublicKeyCredentialCreationOptionsJSON."""
        self.user_handle = websafe_decode(options["user"]["id"])
        made = AttestedCredentialData.create(bytes(16), self.credential_id, cose or self.key.cose)
        data = self._data(AT, bytes(made), **bent)
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": self._client_data(options, kind, **bent),
            "attestationObject": websafe_encode(statement),
            "transports": ["hybrid", "internal", "telepathy"],
        }
        return self._credential(response)

    def get(self, options: Json, *, kind: str = "webauthn.get", **bent: Any) -> Json:
        """AuthenticationResponseJSON for PublicKeyCredentialRequestOptionsJSON."""
        data = self._data(0, b"", **bent)
        client_data = self._client_data(options, kind, **bent)
        signature = self.key.sign(data + hashlib.sha256(websafe_decode(client_data)).digest())
        response = {
            "clientDataJSON": client_data,
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
        }
        if self.user_handle is not None:
            response["userHandle"] = websafe_encode(self.user_handle)
        return self._credential(response)

    def _data(self, extra: int, tail: bytes, **_bent: Any) -> bytes:
        head = hashlib.sha256(self.rp_id.encode()).digest() + struct.pack(">BI", self.flags | extra, self.counter)
        return bytes(AuthenticatorData(head + tail))

    def _client_data(
        self, options: Json, kind: str, *, challenge: str = "", frame: Json | None = None, **_bent: Any
    ) -> str:
        said = {"type": kind, "challenge": challenge or options["challenge"], "origin": self.origin}
        said |= {"crossOrigin": False} | (frame or {})
        return websafe_encode(bytes(CollectedClientData(json.dumps(said).encode())))

    def _credential(self, response: Json) -> Json:
        return {
            "id": self.id,
            "rawId": self.id,
            "type": "public-key",
            "response": response,
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
        }
