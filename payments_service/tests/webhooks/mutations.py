"""Deliveries that are almost right: what somebody would send who has seen genuine ones and not the secret."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from payments_service.webhooks.domain import signature
from payments_service.webhooks.domain.errors import WebhookSignatureInvalid, WebhookTimestampOutOfRange

SECRETS = ("whsec_in_force", "whsec_of_yesterday")
VISIBLE = string.ascii_letters + string.digits + "=,._- "


@dataclass(frozen=True)
class Delivery:
    family: str
    header: str
    body: bytes


def accepted(delivery: Delivery, *, now: int) -> bool:
    """Any error but the two that are meant to be goes through to the caller."""
    try:
        signature.verify(delivery.header, delivery.body, secrets=SECRETS, now=now)
    except (WebhookSignatureInvalid, WebhookTimestampOutOfRange):
        return False
    return True


def genuine(chance: random.Random, *, now: int) -> Delivery:
    charge = {"id": f"ch_{chance.getrandbits(128):032x}", "amount": chance.randrange(1, 10**6)}
    event = {"id": f"evt_{chance.getrandbits(128):032x}", "type": "charge.captured", "data": {"object": charge}}
    body = json.dumps(event).encode()
    at = now - chance.randrange(-290, 290)
    return Delivery("genuine", signature.sign(body, secret=chance.choice(SECRETS), at=at), body)


def mutated(chance: random.Random, *, now: int) -> Delivery:
    good = genuine(chance, now=now)
    assert accepted(good, now=now)
    family = chance.choice(sorted(FAMILIES))
    return FAMILIES[family](chance, good, now)


def _byte(chance: random.Random, good: Delivery, _now: int) -> Delivery:
    """One character of the header changed, taken out, put in, doubled, or everything behind it cut off."""
    place = chance.randrange(len(good.header))
    head, one, tail = good.header[:place], good.header[place], good.header[place + 1 :]
    other = chance.choice([each for each in VISIBLE if each != one])
    changed = chance.choice(
        [head + other + tail, head + tail, head + one + other + tail, head + one + one + tail, head]
    )
    return Delivery("byte", changed, good.body)


def _body(chance: random.Random, good: Delivery, _now: int) -> Delivery:
    """One byte of the body changed, taken out or put in."""
    place = chance.randrange(len(good.body))
    head, one, tail = good.body[:place], good.body[place : place + 1], good.body[place + 1 :]
    other = bytes([(one[0] + chance.randrange(1, 256)) % 256])
    return Delivery("body", good.header, chance.choice([head + other + tail, head + tail, head + one + other + tail]))


def _secret(chance: random.Random, good: Delivery, now: int) -> Delivery:
    """Signed with another secret: another endpoint's, a prefix of ours, ours in other letters, none."""
    ours = chance.choice(SECRETS)
    guess = chance.choice([ours[:-1], ours + "0", ours.upper(), ours.removeprefix("whsec_"), "", f"{chance.random()}"])
    return Delivery("secret", signature.sign(good.body, secret=guess, at=now), good.body)


def _stamp(chance: random.Random, good: Delivery, now: int) -> Delivery:
    """An old delivery sent again as if it were new, or one that was genuine and is too old or too early."""
    if chance.random() < 0.5:
        late = chance.choice([-1, 1]) * chance.randrange(301, 10**6)
        return Delivery("stamp", signature.sign(good.body, secret=SECRETS[0], at=now - late), good.body)
    mac = good.header.partition("v1=")[2]
    fresh = chance.choice(
        [now + chance.randrange(301, 10**4), f"{now}.0", f"-{now}", f"{10**18 + now}", f"{now}e0", ""]
    )
    return Delivery("stamp", f"t={fresh},v1={mac}", good.body)


def _header(chance: random.Random, good: Delivery, now: int) -> Delivery:
    """Another delivery's signature, many guesses at once, another scheme, two stamps, other letters."""
    stamp, _, mac = good.header.partition(",v1=")
    guesses = ",".join(f"v1={chance.getrandbits(256):064x}" for _ in range(chance.randrange(1, 30)))
    other = genuine(chance, now=now).header
    made = [other, f"{stamp},{guesses}", f"{stamp},v0={mac}", f"{stamp},{stamp},v1={mac}", f"{stamp},v1={mac[::-1]}"]
    spoiled = [f"{stamp},v1={mac.upper()}", f"{stamp}, v1={mac}", f"v1={mac}", stamp, good.header.replace(",", ";")]
    return Delivery("header", chance.choice([*made, *spoiled]), good.body)


Mutation = Callable[[random.Random, Delivery, int], Delivery]
FAMILIES: Mapping[str, Mutation] = {"byte": _byte, "body": _body, "secret": _secret, "stamp": _stamp, "header": _header}
