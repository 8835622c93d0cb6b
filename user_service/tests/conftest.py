import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from rest_framework.test import APIClient

from servicekit.auth.verifier import verifier
from user_service.accounts.hashers import Argon2id
from user_service.accounts.models import User
from user_service.accounts.services import nobodys_password
from user_service.configuration import values
from user_service.configuration.models import Configuration
from user_service.keys import ring, store
from user_service.letters import delivery
from user_service.self_service import passwords
from user_service.sessions.domain.proof import BY_PASSWORD, Proof
from user_service.sessions.services import session_open

PASSWORD = "a quiet engine hums"
REAL_COST = (Argon2id.time_cost, Argon2id.memory_cost)


@pytest.fixture(autouse=True, scope="session")
def signing_key() -> Iterator[None]:
    """One key for the whole run: making 3072 bits takes a third of a second."""
    store.ensure(settings.SHOPMESH.signing_keys_dir)
    yield
    ring.watch.cache_clear()
    verifier.cache_clear()


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier test set is not remembered; what this one has read is not read again on a slow machine alone."""
    monkeypatch.setattr(values, "KNOWN_FOR", 3600.0)
    values.forget()


@pytest.fixture(autouse=True, scope="session")
def cheap_argon2() -> Iterator[None]:
    """Five hundred hashes at their real price are 11 s of CPU; who looks at the price asks for `real_argon2`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2id, "time_cost", 1)
        patch.setattr(Argon2id, "memory_cost", 8)
        yield


@pytest.fixture
def real_argon2(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is hashed from here on costs what it does in production."""
    monkeypatch.setattr(Argon2id, "time_cost", REAL_COST[0])
    monkeypatch.setattr(Argon2id, "memory_cost", REAL_COST[1])
    nobodys_password.cache_clear()
    yield
    nobodys_password.cache_clear()


@pytest.fixture(scope="session")
def made_keys() -> list[store.NewKey]:
    """A few small keys: even 2048 bits take a tenth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "KEY_BITS", 2048)
        return [store.generate() for _ in range(4)]


@pytest.fixture
def own_keys(made_keys: list[store.NewKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key directory of the test's own, with one active key; new ones come from `made_keys`."""
    waiting = iter(made_keys)
    monkeypatch.setattr(store, "generate", lambda: next(waiting))
    monkeypatch.setattr(settings.SHOPMESH, "signing_keys_dir", tmp_path)
    store.ensure(tmp_path)
    yield tmp_path
    ring.watch.cache_clear()


@pytest.fixture
def configured() -> Callable[..., None]:
    """`configured(sessions_per_user=3)`: as an administrator has set it."""

    def configure(**changes: Any) -> None:
        row, _ = Configuration.objects.get_or_create(pk=1)
        row.values |= changes
        row.save()
        values.forget()

    return configure


@pytest.fixture(scope="session")
def encoded_password() -> str:
    return make_password(PASSWORD)


@pytest.fixture
def make_user(encoded_password: str) -> Callable[..., User]:
    """`make_user("ada", role="admin")`: a user whose password is PASSWORD."""

    def make(username: str = "ada", **fields: Any) -> User:
        fields = {"email": f"{username}@example.com", "password": encoded_password} | fields
        return User.objects.create(username=username, **fields)

    return make


@pytest.fixture
def ada(make_user: Callable[..., User]) -> User:
    return make_user("ada", first_name="Ada", last_name="Lovelace")


@pytest.fixture
def log_in() -> Callable[..., dict[str, Any]]:
    """`log_in("ada")` answers the tokens of a fresh session."""

    def go(username: str = "ada", password: str = PASSWORD) -> dict[str, Any]:
        answer = APIClient().post("/api/token/", {"username": username, "password": password})
        assert answer.status_code == 200, answer.content
        tokens: dict[str, Any] = answer.json()
        return tokens

    return go


@pytest.fixture
def bearer() -> Callable[[str], APIClient]:
    """A client that sends this access token."""

    def make(access: str) -> APIClient:
        client = APIClient(raise_request_exception=False)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
        return client

    return make


@pytest.fixture
def sent_letters(mailoutbox: list[Any]) -> Callable[[], list[Any]]:
    """`sent_letters()` lets the worker send what is queued, and answers every letter that has left, in order."""

    def send() -> list[Any]:
        passwords.forgotten_answer()
        delivery.deliver()
        return mailoutbox

    return send


@pytest.fixture
def signed_in(make_user: Callable[..., User], bearer: Callable[[str], APIClient]) -> Callable[..., APIClient]:
    """`signed_in("ann", role="admin", proof=BY_PASSWORD_AND_CODE)`: a client with a session, and no login behind it."""

    def make(username: str = "ada", proof: Proof = BY_PASSWORD, **fields: Any) -> APIClient:
        user = User.objects.filter(username=username).first() or make_user(username, **fields)
        return bearer(session_open(user=user, proof=proof).access)

    return make


@pytest.fixture
def post_json(api: APIClient) -> Callable[..., Any]:
    """`post_json(url, body)` writes JSON with escapes, so that it can carry what UTF-8 cannot: a lone surrogate."""
    return lambda url, body: api.post(url, json.dumps(body), content_type="application/json")


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """`at_once(8, work)` runs `work(0)` … `work(7)` in threads that start together, and answers what each returned."""

    def run(number: int, work: Callable[[int], Any]) -> list[Any]:
        start = Barrier(number)

        def one(index: int) -> Any:
            try:
                start.wait()
                return work(index)
            finally:
                connection.close()

        with ThreadPoolExecutor(number) as pool:
            return list(pool.map(one, range(number)))

    return run
