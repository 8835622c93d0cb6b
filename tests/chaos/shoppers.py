"""Customers with patience: whatever goes wrong, they send the same again under the same key until it is decided."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard

import httpx

from tests.chaos.clientlog import CONFIRMED, Log, digest
from tests.chaos.plan import Intent
from tests.harness import NO_TLS, SHIPPING

PASSWORD = "quiet-harbour-lantern"
TIMEOUT = 8.0  # seconds; a checkout is answered within 3.3
LONGEST_PAUSE = 2.0
ENDED = frozenset({*CONFIRMED, "cancelled"})
READ_EVERY = 1.0  # seconds, of each order that is being finished
# Final refusals of a checkout. Another 409 that says when to come back is not one of them.
FINAL = frozenset({201, 202, 402, 409, 422})
TAKEN, UNAUTHORIZED, LIMITED = 409, 401, 429


@dataclass
class Account:
    """Somebody with an address, a session and a line of their own."""

    url: str
    address: str
    username: str = field(default_factory=lambda: f"chaos-{uuid.uuid4().hex[:12]}")
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        line = httpx.HTTPTransport(local_address=self.address, verify=NO_TLS)
        self.http = httpx.Client(base_url=self.url, transport=line, timeout=TIMEOUT)

    def register(self) -> None:
        """Until it is done. A name that is taken is ours: it is random, and an earlier answer got lost."""
        email = f"{self.username}@example.com"
        body = {"username": self.username, "email": email, "password": PASSWORD}
        self._until("/api/users/register/", body, {201, TAKEN})
        self.sign_in()

    def sign_in(self) -> None:
        answer = self._until("/api/token/", {"username": self.username, "password": PASSWORD}, {200})
        self.http.headers["Authorization"] = f"Bearer {answer.json()['access']}"

    def _until(self, path: str, body: Any, wanted: set[int]) -> httpx.Response:
        while True:
            try:
                answer = self.http.post(path, json=body)
            except httpx.TransportError:
                time.sleep(0.2)
                continue
            if answer.status_code in wanted:
                return answer
            time.sleep(pause(answer))


def pause(answer: httpx.Response) -> float:
    """As long as the answer asks for, within reason."""
    return min(float(answer.headers.get("retry-after", 0.2)), LONGEST_PAUSE)


@contextmanager
def accounts(url: str, count: int) -> Iterator[list[Account]]:
    """Newly registered. Each has an address in 127.8.0.0/16, so that limits by address count them apart."""
    made = [Account(url, f"127.8.{1 + number // 250}.{1 + number % 250}") for number in range(count)]
    try:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(Account.register, made))
        yield made
    finally:
        for account in made:
            account.http.close()


@dataclass
class Shopper:
    """One thread. It goes on shopping while earlier orders are being finished, and looks after them in between."""

    number: int
    seed: int
    accounts: Sequence[Account]
    intents: Sequence[Intent]
    log: Log
    # Nobody is waited for after this was set: what is undecided then is the auditor's to judge.
    give_up: threading.Event
    # Nothing new is begun after this was set; what was begun is seen through.
    enough: threading.Event
    done: int = 0
    _open: dict[str, tuple[Account, str]] = field(default_factory=dict)
    _looked: float = 0.0

    def run(self) -> None:
        dice = random.Random(f"{self.seed}/accounts/{self.number}")  # noqa: S311 - to be thrown again
        for intent in self.intents:
            if self.give_up.is_set() or self.enough.is_set():
                break
            self.check_out(intent, dice.choice(self.accounts))
            self.done += 1
            self.look_after()
        while self._open and not self.give_up.is_set():
            self.look_after()
            time.sleep(0.2)
        self.log.close()

    def check_out(self, intent: Intent, account: Account) -> None:
        self.log.write("intent", intent.key, lines=intent.lines, token=intent.token, by=account.username)
        answers = self._twice(intent, account) if intent.at_once else [self._settled(intent, account)]
        if intent.again and answers[0] is not None:
            answers.append(self._settled(intent, account))
        for answer in answers:
            if answer is not None and answer.status_code == httpx.codes.ACCEPTED:
                self._open[intent.key] = (account, answer.json()["id"])

    def _twice(self, intent: Intent, account: Account) -> list[httpx.Response | None]:
        """Two at once, as an impatient finger does. Each goes on until it is answered."""
        with ThreadPoolExecutor(1) as other:
            second = other.submit(self._send, intent, account)
            first = self._send(intent, account)
            told = [first, second.result()]
        for answer in told:
            self._note(intent, answer)
        return [answer if final(answer) else self._settled(intent, account) for answer in told]

    def _settled(self, intent: Intent, account: Account) -> httpx.Response | None:
        """The final answer; None when time was up before it came."""
        while not self.give_up.is_set():
            answer = self._send(intent, account)
            self._note(intent, answer)
            if final(answer):
                return answer
            self._wait(answer, account)
        return None

    def _wait(self, answer: httpx.Response | str, account: Account) -> None:
        if isinstance(answer, str):
            time.sleep(0.2)
        elif answer.status_code == UNAUTHORIZED:
            account.sign_in()
        else:
            time.sleep(pause(answer))

    def _send(self, intent: Intent, account: Account) -> httpx.Response | str:
        """The answer, or why there was none."""
        body = {
            "items": [{"product_id": product, "quantity": quantity} for product, quantity in intent.lines.items()],
            "payment": {"method": "card", "token": intent.token},
            "shipping": SHIPPING,
        }
        try:
            return account.http.post("/api/orders/", json=body, headers={"Idempotency-Key": intent.key})
        except httpx.TransportError as error:
            return type(error).__name__

    def _note(self, intent: Intent, answer: httpx.Response | str) -> None:
        if isinstance(answer, str):
            self.log.write("trouble", intent.key, status=0, why=answer)
        elif not final(answer):
            self.log.write("trouble", intent.key, status=answer.status_code, why=answer.text[:200])
        else:
            body = answer.json()
            self.log.write(
                "answer",
                intent.key,
                status=answer.status_code,
                digest=digest(answer.content),
                order_id=body.get("id") or body.get("order_id") or "",
                total=body.get("total", ""),
                why=body.get("type", ""),
            )

    def look_after(self) -> None:
        """Reads every order that was answered with 202, until it has ended one way or the other."""
        if time.monotonic() - self._looked < READ_EVERY:
            return
        self._looked = time.monotonic()
        for key, (account, order_id) in list(self._open.items()):
            if self._ended(key, account, order_id):
                del self._open[key]

    def _ended(self, key: str, account: Account, order_id: str) -> bool:
        try:
            answer = account.http.get(f"/api/orders/{order_id}/")
        except httpx.TransportError:
            return False
        if answer.status_code == UNAUTHORIZED:
            account.sign_in()
        if answer.status_code != httpx.codes.OK:
            return False
        status = answer.json()["status"]
        if status in ENDED:
            self.log.write("read", key, status=status)
        return status in ENDED


def final(answer: httpx.Response | str) -> TypeGuard[httpx.Response]:
    if isinstance(answer, str):
        return False
    comes_back = answer.status_code == TAKEN and "retry-after" in answer.headers  # somebody else is at this key
    return answer.status_code in FINAL and not comes_back


def logs(folder: Path, number: int) -> Log:
    return Log(folder / f"shopper-{number:03}.jsonl")
