from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from user_service.accounts.models import User
from user_service.passkeys import services
from user_service.passkeys.domain.purpose import Purpose
from user_service.passkeys.models import Passkey
from user_service.sessions.domain.proof import BY_PASSKEY, Proof
from user_service.sessions.services import session_open
from user_service.tests.authenticator import Authenticator

SignIn = Callable[..., APIClient]
Add = Callable[..., Passkey]


@pytest.fixture
def sign_in(bearer: Callable[[str], APIClient]) -> SignIn:
    """`sign_in(ada)`: a client of hers, freshly and strongly authenticated. No password is hashed for it."""

    def go(user: User, proof: Proof = BY_PASSKEY) -> APIClient:
        return bearer(session_open(user=user, proof=proof).access)

    return go


@pytest.fixture
def add() -> Add:
    """`add(ada, device)`: the device makes a passkey for her and it is kept."""

    def go(user: User, device: Authenticator, name: str = "Phone") -> Passkey:
        challenge_id, options = services.options_for(user, Purpose.REGISTER)
        credential = device.create(options)
        return services.passkey_add(user=user, challenge_id=challenge_id, name=name, credential=credential)

    return go


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator()


@pytest.fixture
def adas(ada: User, phone: Authenticator, add: Add) -> Passkey:
    """Ada's passkey, on her phone."""
    return add(ada, phone)


@pytest.fixture
def log_in_with(api: APIClient) -> Callable[..., Any]:
    """`log_in_with(phone)`: asks for options, lets the device answer, and posts that; `**bent` bends the answer."""

    def go(device: Authenticator, **bent: Any) -> Any:
        begun = api.post("/api/auth/passkey/options/", {}).json()
        credential = device.get(begun["public_key"], **bent)
        return api.post("/api/auth/passkey/login/", {"challenge_id": begun["challenge_id"], "credential": credential})

    return go
