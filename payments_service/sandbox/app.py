"""The provider's protocol: requests in, answers out, no socket in sight."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from payments_service.sandbox import charges, refusals
from payments_service.sandbox.script import Operation, Script, Step, read_step
from payments_service.sandbox.store import Store
from payments_service.sandbox.tokens import TOKENS

Body = dict[str, object]
T = TypeVar("T")

KEY = re.compile(r"[\x21-\x7e]{1,255}")
CURRENCY = re.compile(r"[A-Z]{3}")
ACTION = re.compile(r"/v1/charges/(?P<id>(?:ch|seed)_[0-9a-f]{32})(?:/(?P<action>capture|void|refunds))?")
LARGEST_AMOUNT = 10**12
REFERENCE_LENGTH = 255
PAYMENT_REQUIRED = 402
CREATED = 201


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    status: int
    body: Body | bytes
    headers: dict[str, str] = field(default_factory=dict)


class Hang(Exception):
    """The line stays open for so many seconds and closes without an answer."""

    def __init__(self, seconds: float) -> None:
        super().__init__("no answer")
        self.seconds = seconds


@dataclass(frozen=True)
class App:
    store: Store
    api_key: str
    slow_seconds: float
    hold_seconds: float
    pause: Callable[[float], None]
    script: Script = field(default_factory=Script)

    def handle(self, request: Request) -> Answer:
        """Raises Hang when there is to be no answer at all."""
        try:
            return self._route(request)
        except refusals.Refusal as refusal:
            return Answer(refusal.status, refusal.body)

    def _route(self, request: Request) -> Answer:
        url = urlsplit(request.target)
        if (request.method, url.path) == ("GET", "/healthz"):
            return Answer(200, {"status": "ok"})
        self._authenticate(request)
        if url.path == "/v1/script":
            return self._scripted(request)
        if (request.method, url.path) == ("POST", "/v1/charges"):
            return self._authorize(request)
        if (request.method, url.path) == ("GET", "/v1/charges"):
            return self._troubled("read", lambda: self._search(url.query))
        return self._of_charge(request, url.path)

    def _of_charge(self, request: Request, path: str) -> Answer:
        match = ACTION.fullmatch(path)
        if match is None:
            raise refusals.not_found()
        charge_id = match["id"]
        match request.method, match["action"]:
            case "GET", None:
                return self._troubled("read", lambda: self._in_books(lambda db: charges.get(db, charge_id)))
            case "GET", "refunds":
                return self._troubled(
                    "read", lambda: self._in_books(lambda db: {"data": charges.refunds_of(db, charge_id)})
                )
            case "POST", "capture":
                amount = _optional_amount(_body(request))
                return self._troubled(
                    "capture", lambda: self._in_books(lambda db: charges.capture(db, charge_id, amount))
                )
            case "POST", "void":
                return self._troubled("void", lambda: self._in_books(lambda db: charges.void(db, charge_id)))
            case "POST", "refunds":
                key, back = _key(request), _amount(_body(request))
                return self._troubled(
                    "refund", lambda: self._in_books(lambda db: charges.refund(db, charge_id, key, back), CREATED)
                )
        raise refusals.Refusal(405, "method_not_allowed", "Not with this method.")

    def _authorize(self, request: Request) -> Answer:
        key, ask = _key(request), _ask(_body(request))
        with self.store.transaction() as db:
            earlier = charges.replay(db, key, ask)
        if earlier is not None:
            return self._troubled("authorize", lambda: _charge_answer(earlier))
        return self._troubled("authorize", lambda: self._decide(key, ask))

    def _decide(self, key: str, ask: charges.Ask) -> Answer:
        outcome = TOKENS[ask.token]
        if outcome.fails:
            raise refusals.Refusal(500, "internal_error", "The provider broke.")
        if outcome.slow:
            self.pause(self.slow_seconds)
        with self.store.transaction() as db:
            charge = charges.authorize(db, key, ask, outcome.decline_code)
        if outcome.hangs:
            raise Hang(self.hold_seconds)
        return _charge_answer(charge)

    def _search(self, query: str) -> Answer:
        parameters = parse_qs(query, keep_blank_values=True)
        if len(parameters) != 1 or not parameters.keys() <= {"key", "reference"}:
            raise refusals.invalid("Ask by key or by reference.")
        ((column, values),) = parameters.items()
        with self.store.transaction() as db:
            return Answer(200, {"data": charges.find(db, column, values[0])})

    def _in_books(self, work: Callable[..., Body], status: int = 200) -> Answer:
        with self.store.transaction() as db:
            return Answer(status, work(db))

    def _troubled(self, operation: Operation, answer: Callable[[], Answer]) -> Answer:
        """The scripted trouble of this call, if there is any, before or after its effect."""
        step = self.script.take(operation)
        if step is None:
            return answer()
        if step.outcome == "slow":
            self.pause(step.seconds)
            return answer()
        if step.recorded:
            answer()
        return self._trouble(step)

    def _trouble(self, step: Step) -> Answer:
        match step.outcome:
            case "hang":
                raise Hang(self.hold_seconds)
            case "html":
                return Answer(200, b"<html><body>It works!</body></html>", {"Content-Type": "text/html"})
            case "huge":
                return Answer(200, b'{"padding": "' + b"x" * 10_000_000 + b'"}')
            case "redirect":
                return Answer(302, {}, {"Location": "/healthz"})
        return Answer(500, {"error": {"code": "internal_error", "message": "Scripted."}})

    def _scripted(self, request: Request) -> Answer:
        match request.method:
            case "POST":
                self.script.add(*read_step(_body(request)))
            case "DELETE":
                self.script.clear()
            case "GET":
                pass
            case _:
                raise refusals.Refusal(405, "method_not_allowed", "GET, POST or DELETE.")
        return Answer(200, {"steps": self.script.rest()})

    def _authenticate(self, request: Request) -> None:
        expected = f"Bearer {self.api_key}".encode()
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), expected):
            raise refusals.unauthorized()


def _charge_answer(charge: charges.Charge) -> Answer:
    """402 carries the charge too: a refusal is an answer, and it is recorded."""
    return Answer(PAYMENT_REQUIRED if charge["decline_code"] else CREATED, charge)


def _body(request: Request) -> Body:
    try:
        body = json.loads(request.body or b"{}")
    except ValueError:
        raise refusals.Refusal(400, "malformed_json", "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise refusals.Refusal(400, "malformed_json", "The body is not an object.")
    return body


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "")
    if not KEY.fullmatch(key):
        raise refusals.Refusal(400, "idempotency_key_required", "Send an Idempotency-Key: 1 to 255 visible characters.")
    return key


def _ask(body: Body) -> charges.Ask:
    currency, token, reference = body.get("currency"), body.get("token"), body.get("reference", "")
    if not isinstance(currency, str) or not CURRENCY.fullmatch(currency):
        raise refusals.invalid("currency: three upper-case letters")
    if not isinstance(reference, str) or len(reference) > REFERENCE_LENGTH:
        raise refusals.invalid("reference: text of 255 characters at most")
    if not isinstance(token, str) or token not in TOKENS:
        raise refusals.Refusal(422, "unknown_token", "No means of payment has this token.")
    return charges.Ask(_amount(body), currency, token, reference)


def _amount(body: Body) -> int:
    amount = body.get("amount")
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 < amount <= LARGEST_AMOUNT:
        raise refusals.invalid("amount: minor units, above zero")
    return amount


def _optional_amount(body: Body) -> int | None:
    return _amount(body) if "amount" in body else None
