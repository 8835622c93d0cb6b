from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from user_service.audit.domain.chain import (
    GENESIS,
    Deed,
    Personal,
    canonical,
    entry_hash,
    personal_digest,
    written,
)
from user_service.audit.domain.verification import End, Finding, Link, Walk

DEED = Deed(datetime(2026, 3, 1, 12, tzinfo=UTC), "user_service", "u-1", "user.login", "user", "u-1", "{}", "r-1")
ANN = Personal("203.0.113.7", "Firefox", "ann")


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    for seq in range(1, length + 1):
        links.append(link(seq, links[-1].hash if links else GENESIS))
    return links


def link(seq: int, previous: str, deed: Deed = DEED) -> Link:
    digest = personal_digest(ANN, "salt")
    return Link(seq, deed, ANN, "salt", digest, previous, entry_hash(previous, seq, deed, digest))


def walked(links: list[Link], head: End | None = None) -> Finding | None:
    return Walk(head or End(links[-1].seq, links[-1].hash)).judge(links)


def test_the_hash_of_an_entry_is_the_same_for_ever() -> None:
    """What was written by an older version must still verify: whoever changes this breaks every log there is."""
    digest = personal_digest(ANN, "00112233445566778899aabbccddeeff")
    assert digest == "0c3d91fdd2976b054cf11f8cd94665d169c5905868dfae4da2c0e1ee2b2ac765"
    assert entry_hash(GENESIS, 1, DEED, digest) == "d017c677347aaa590eb0267c684da42733c9240ebca0ea1cd645fbea26804277"


def test_the_same_moment_is_the_same_in_every_zone() -> None:
    there = replace(DEED, at=DEED.at.astimezone(timezone(timedelta(hours=5, minutes=45))))
    assert entry_hash(GENESIS, 1, there, "") == entry_hash(GENESIS, 1, DEED, "")


def test_no_text_can_pass_from_one_field_into_the_next() -> None:
    one, other = replace(DEED, action="ab", resource="c"), replace(DEED, action="a", resource="bc")
    assert entry_hash(GENESIS, 1, one, "") != entry_hash(GENESIS, 1, other, "")
    quoted = replace(DEED, action='a","b', resource="c")
    assert entry_hash(GENESIS, 1, quoted, "") != entry_hash(GENESIS, 1, replace(DEED, action="a", resource='b","c'), "")


def test_details_have_one_spelling() -> None:
    assert written({"b": 1, "a": "é\x00"}) == written({"a": "é\x00", "b": 1}) == '{"a":"\\u00e9\\u0000","b":1}'
    assert written({}) == written(None) == "{}"
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_equal_addresses_do_not_look_equal() -> None:
    assert personal_digest(ANN, "one") != personal_digest(ANN, "other")


def test_a_chain_is_whole() -> None:
    assert walked(chain(5)) is None


def test_an_entry_that_was_slipped_in_with_a_right_hash_is_named() -> None:
    """Where the database has lost its constraint: two entries follow the same one, and the rest is renumbered."""
    links = chain(6)
    forged = link(4, links[2].hash, replace(DEED, resource_id="forged"))
    moved = [replace(one, seq=one.seq + 1) for one in links[3:]]
    found = walked([*links[:3], forged, *moved])
    assert found is not None
    assert (found.seq, found.fault.value) == (4, "inserted")


def test_a_tail_that_was_written_anew_is_found_by_the_head() -> None:
    links = chain(6)
    anew = link(6, links[4].hash, replace(DEED, resource_id="forged"))
    found = walked([*links[:5], anew], End(6, links[5].hash))
    assert found is not None
    assert (found.seq, found.fault.value) == (6, "head")
