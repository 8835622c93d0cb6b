"""The life of a charge on the provider's side: held, taken, let go, given back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from dataclasses import dataclass

from payments_service.sandbox import events, refusals

Charge = dict[str, object]

COLUMNS = "id, key, reference, status, amount, currency, captured, refunded, decline_code, created_at"


@dataclass(frozen=True)
class Ask:
    """What an authorisation asks for; the same key must always ask for the same."""

    amount: int
    currency: str
    token: str
    reference: str

    @property
    def fingerprint(self) -> str:
        text = json.dumps([self.amount, self.currency, self.token, self.reference])
        return hashlib.sha256(text.encode()).hexdigest()


def replay(db: sqlite3.Connection, key: str, ask: Ask) -> Charge | None:
    """The charge made earlier under this key, or None. 409 when it asked for something else."""
    row = db.execute(f"SELECT {COLUMNS}, fingerprint FROM charge WHERE key = ?", (key,)).fetchone()  # noqa: S608 - constant
    if row is None:
        return None
    charge = dict(row)
    if charge.pop("fingerprint") != ask.fingerprint:
        raise refusals.key_reused()
    return charge


def authorize(db: sqlite3.Connection, key: str, ask: Ask, decline_code: str) -> Charge:
    earlier = replay(db, key, ask)
    if earlier is not None:
        return earlier
    status = "declined" if decline_code else "authorized"
    charge_id = f"ch_{uuid.uuid4().hex}"
    db.execute(
        "INSERT INTO charge (id, key, fingerprint, reference, status, amount, currency, decline_code)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (charge_id, key, ask.fingerprint, ask.reference, status, ask.amount, ask.currency, decline_code),
    )
    return _told(db, f"charge.{status}", charge_id)


def get(db: sqlite3.Connection, charge_id: str) -> Charge:
    row = db.execute(f"SELECT {COLUMNS} FROM charge WHERE id = ?", (charge_id,)).fetchone()  # noqa: S608 - constant
    if row is None:
        raise refusals.not_found()
    return dict(row)


def find(db: sqlite3.Connection, column: str, value: str) -> list[Charge]:
    """Charges by `key` (one at most) or by `reference` (every attempt of an order)."""
    assert column in {"key", "reference"}  # noqa: S101 - guards the SQL below
    rows = db.execute(
        f"SELECT {COLUMNS} FROM charge WHERE {column} = ? ORDER BY created_at, id LIMIT 100",  # noqa: S608 - guarded above
        (value,),
    )
    return [dict(row) for row in rows]


def refunds_of(db: sqlite3.Connection, charge_id: str) -> list[Charge]:
    """Newest first."""
    get(db, charge_id)
    rows = db.execute(
        "SELECT id, key, charge_id, amount FROM refund WHERE charge_id = ? ORDER BY created_at DESC, id LIMIT 100",
        (charge_id,),
    )
    return [dict(row) for row in rows]


def capture(db: sqlite3.Connection, charge_id: str, amount: int | None) -> Charge:
    """Takes the held money, once. Asking again is the same answer; asking for another amount then is refused."""
    charge = get(db, charge_id)
    wanted = charge["amount"] if amount is None else amount
    if charge["status"] == "captured" and charge["captured"] == wanted:
        return charge
    if charge["status"] != "authorized":
        raise refusals.invalid_state(charge)
    if amount is not None and not 0 < amount <= int(str(charge["amount"])):
        raise refusals.invalid("amount: more than is held")
    db.execute("UPDATE charge SET status = 'captured', captured = ? WHERE id = ?", (wanted, charge_id))
    return _told(db, "charge.captured", charge_id)


def void(db: sqlite3.Connection, charge_id: str) -> Charge:
    charge = get(db, charge_id)
    if charge["status"] == "voided":
        return charge
    if charge["status"] != "authorized":
        raise refusals.invalid_state(charge)
    db.execute("UPDATE charge SET status = 'voided' WHERE id = ?", (charge_id,))
    return _told(db, "charge.voided", charge_id)


def refund(db: sqlite3.Connection, charge_id: str, key: str, amount: int) -> dict[str, object]:
    row = db.execute("SELECT id, key, charge_id, amount FROM refund WHERE key = ?", (key,)).fetchone()
    if row is not None:
        if (row["charge_id"], row["amount"]) != (charge_id, amount):
            raise refusals.key_reused()
        return {**dict(row), "charge": get(db, charge_id)}
    charge = get(db, charge_id)
    if charge["status"] != "captured":
        raise refusals.invalid_state(charge)
    if amount > int(str(charge["captured"])) - int(str(charge["refunded"])):
        raise refusals.Refusal(409, "refund_exceeds_captured", "More than is left of the capture.", charge=charge)
    made = {"id": f"re_{uuid.uuid4().hex}", "key": key, "charge_id": charge_id, "amount": amount}
    db.execute("INSERT INTO refund (id, key, charge_id, amount) VALUES (:id, :key, :charge_id, :amount)", made)
    db.execute("UPDATE charge SET refunded = refunded + ? WHERE id = ?", (amount, charge_id))
    return {**made, "charge": _told(db, "charge.refunded", charge_id)}


def _told(db: sqlite3.Connection, kind: str, charge_id: str) -> Charge:
    """The charge as it is now, which the shop will hear of."""
    charge = get(db, charge_id)
    events.note(db, kind, charge)
    return charge
