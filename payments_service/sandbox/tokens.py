"""Which token has which outcome. A token stands for a means of payment; no card number is known here either."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    decline_code: str = ""
    slow: bool = False
    # Recorded, but the answer never leaves: the caller has to ask.
    hangs: bool = False
    # Answered with 500, nothing recorded.
    fails: bool = False


TOKENS = {
    "tok_success": Outcome(),
    "tok_decline": Outcome(decline_code="card_declined"),
    "tok_insufficient_funds": Outcome(decline_code="insufficient_funds"),
    "tok_slow": Outcome(slow=True),
    "tok_timeout_then_success": Outcome(hangs=True),
    "tok_error": Outcome(fails=True),
}
