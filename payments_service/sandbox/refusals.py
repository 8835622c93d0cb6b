"""What the provider refuses, and with which status. The body is `{"error": {"code", "message"}}`."""

from __future__ import annotations


class Refusal(Exception):
    def __init__(self, status: int, code: str, message: str, **more: object) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, object] = {"error": {"code": code, "message": message}, **more}


def unauthorized() -> Refusal:
    return Refusal(401, "unauthorized", "Send Authorization: Bearer <API key>.")


def invalid(message: str) -> Refusal:
    return Refusal(422, "invalid_request", message)


def not_found() -> Refusal:
    return Refusal(404, "not_found", "There is no such thing.")


def key_reused() -> Refusal:
    return Refusal(409, "idempotency_key_reused", "This Idempotency-Key was used for something else.")


def invalid_state(charge: dict[str, object]) -> Refusal:
    return Refusal(409, "invalid_state", f"The charge is {charge['status']}.", charge=charge)
