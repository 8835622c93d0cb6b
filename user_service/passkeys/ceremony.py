"""WebAuthn by fido2, and what fido2 leaves to its caller: algorithms, key sizes, backup flags, foreign frames.

The one module that knows the library. Imported on first use: a service that nobody shows a passkey does not carry it.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from user_service.accounts.models import User
from user_service.passkeys.domain import rules
from user_service.passkeys.models import Passkey

RP_NAME = "Shopmesh"
REQUIRED = UserVerificationRequirement.REQUIRED
RSA_MODULUS = -1  # its place in a COSE key of type RSA (RFC 8230)
TIMEOUT = int(rules.CHALLENGE_LIFETIME.total_seconds() * 1000)

# It logs credential ids at INFO: they would tie log lines to devices.
logging.getLogger("fido2.server").setLevel(logging.WARNING)


P = ParamSpec("P")
T = TypeVar("T")


class CeremonyFailed(Exception):
    """An answer that proves nothing. Why is for a developer's eyes."""


def failing(ceremony: Callable[P, T]) -> Callable[P, T]:
    """Bytes from outside are parsed in a ceremony: whatever a parser raises, RecursionError too, means the same."""

    @wraps(ceremony)
    def held(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return ceremony(*args, **kwargs)
        except Exception as error:
            raise CeremonyFailed(str(error)) from error

    return held


@dataclass(frozen=True)
class Registered:
    """A new passkey, as the authenticator describes it."""

    credential_id: str
    public_key: bytes
    sign_count: int
    aaguid: UUID
    backup_eligible: bool
    backed_up: bool


@dataclass(frozen=True)
class Asserted:
    """A good signature, and what the authenticator said beside it."""

    sign_count: int
    backed_up: bool


def creation_options(*, challenge: str, user: User, existing: Sequence[Passkey]) -> dict[str, Any]:
    """PublicKeyCredentialCreationOptionsJSON: a discoverable passkey, its user verified, no attestation."""
    entity = PublicKeyCredentialUserEntity(id=user.pk.bytes, name=user.username, display_name=_display_name(user))
    options, _ = _server(()).register_begin(
        entity,
        credentials=_descriptors(existing),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=REQUIRED,
        challenge=websafe_decode(challenge),
    )
    return dict(options.public_key)


def request_options(*, challenge: str, allowed: Sequence[Passkey] | None) -> dict[str, Any]:
    """PublicKeyCredentialRequestOptionsJSON. Without `allowed`, whichever passkey of ours the user picks."""
    options, _ = _server(()).authenticate_begin(
        None if allowed is None else _descriptors(allowed),
        user_verification=REQUIRED,
        challenge=websafe_decode(challenge),
    )
    return dict(options.public_key)


@failing
def registered(credential: Mapping[str, Any], *, challenge: str, origins: Collection[str]) -> Registered:
    """The passkey in a RegistrationResponseJSON that answers `challenge`. CeremonyFailed for anything else."""
    response = RegistrationResponse.from_dict(credential)
    _refuse_frames(response.response.client_data)
    found = _server(origins).register_complete(_state(challenge), response)
    made = cast("AttestedCredentialData", found.credential_data)  # register_complete asserts that it is there
    _ensure(made.credential_id == response.raw_id, "another credential id")
    _ensure(len(made.credential_id) in rules.CREDENTIAL_ID_BYTES, "credential id of a strange length")
    _ensure(_is_coherent(found), "backed up, but not eligible")
    return Registered(
        credential_id=websafe_encode(made.credential_id),
        public_key=_public_key(made.public_key),
        sign_count=found.counter,
        aaguid=UUID(bytes=bytes(made.aaguid)),
        backup_eligible=found.is_backup_eligible(),
        backed_up=found.is_backed_up(),
    )


@failing
def asserted(
    credential: Mapping[str, Any], *, passkey: Passkey, challenge: str, origins: Collection[str], owner_named: bool
) -> Asserted:
    """The proof in an AuthenticationResponseJSON that `passkey` signed `challenge`. CeremonyFailed for anything else.

    `owner_named`: the answer itself has to say whose passkey it is, because nothing before it did.
    """
    response = AuthenticationResponse.from_dict(credential)
    _refuse_frames(response.response.client_data)
    _server(origins).authenticate_complete(_state(challenge), [_stored(passkey)], response)
    handle, data = response.response.user_handle, response.response.authenticator_data
    _ensure(handle == passkey.user_id.bytes or not (handle or owner_named), "somebody else's user handle")
    _ensure(data.is_backup_eligible() == passkey.backup_eligible and _is_coherent(data), "other backup flags")
    return Asserted(sign_count=data.counter, backed_up=data.is_backed_up())


def _server(origins: Collection[str]) -> Fido2Server:
    relying_party = PublicKeyCredentialRpEntity(id=rules.rp_id_of(settings.SHOPMESH.public_url), name=RP_NAME)
    server = Fido2Server(relying_party, AttestationConveyancePreference.NONE, origins.__contains__)
    public_key = PublicKeyCredentialType.PUBLIC_KEY
    server.allowed_algorithms = [PublicKeyCredentialParameters(type=public_key, alg=alg) for alg in rules.ALGORITHMS]
    server.timeout = TIMEOUT  # type: ignore[assignment] # fido2 sets None, and means a number
    return server


def _state(challenge: str) -> dict[str, Any]:
    return {"challenge": challenge, "user_verification": REQUIRED}


def _ensure(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise CeremonyFailed(otherwise)


def _refuse_frames(client_data: CollectedClientData) -> None:
    """Our pages are in nobody's frame (section 7.2, steps 13 and 14); fido2 does not look."""
    _ensure(client_data.cross_origin is False and "topOrigin" not in client_data._data, "from inside a frame")  # noqa: SLF001 - it keeps the member, but offers no name for it


def _is_coherent(data: AuthenticatorData) -> bool:
    return rules.backup_is_coherent(eligible=data.is_backup_eligible(), backed_up=data.is_backed_up())


def _public_key(key: CoseKey) -> bytes:
    """The key in CBOR, when it is of an algorithm we offered and can verify a signature at all."""
    _ensure(key.ALGORITHM in rules.ALGORITHMS, "an algorithm that was not offered")
    if key.ALGORITHM == rules.RS256:
        _ensure(int.from_bytes(key[RSA_MODULUS], "big").bit_length() in rules.RSA_BITS, "an RSA key of a strange size")
    with suppress(InvalidSignature):  # what a usable key says to this; an unusable one raises something else
        key.verify(b"", bytes(64))
    encoded = cbor.encode(key)
    _ensure(len(encoded) <= rules.PUBLIC_KEY_BYTES, "a public key with too much in it")
    return encoded


def _stored(passkey: Passkey) -> AttestedCredentialData:
    key = CoseKey.parse(cast("Mapping[int, Any]", cbor.decode(bytes(passkey.public_key))))
    return AttestedCredentialData.create(passkey.aaguid.bytes, websafe_decode(passkey.credential_id), key)


def _descriptors(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            type=PublicKeyCredentialType.PUBLIC_KEY,
            id=websafe_decode(passkey.credential_id),
            transports=list(passkey.transports) or None,
        )
        for passkey in passkeys
    ]


def _display_name(user: User) -> str:
    return f"{user.first_name} {user.last_name}".strip() or user.username
