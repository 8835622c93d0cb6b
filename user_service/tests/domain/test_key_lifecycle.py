"""Whatever happens in whatever order: one key signs, and every token that may still be good can be verified."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from user_service.keys.domain import lifecycle
from user_service.keys.domain.errors import KeyInUse, KeyNotDue, KeyUnknown, NextExists
from user_service.keys.domain.lifecycle import PUBLISHED, TRANSITIONS, Key, Keys, KeyState, Timings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIFETIME, LEEWAY = timedelta(minutes=15), timedelta(seconds=30)
TIMINGS = Timings(publish=10 * MINUTE, overlap=LIFETIME + MINUTE, every=timedelta(days=30))
# A process of user_service that has not looked yet signs with the key it knows.
UNAWARE = timedelta(seconds=20)


def ring(**states: KeyState) -> Keys:
    return tuple(Key(kid, state, NOON) for kid, state in states.items())


def states(keys: Keys) -> dict[str, KeyState]:
    return {key.kid: key.state for key in keys}


def test_the_next_key_signs_once_everybody_had_ten_minutes_to_fetch_it() -> None:
    keys = ring(a=KeyState.ACTIVE, b=KeyState.NEXT)
    with pytest.raises(KeyNotDue):
        lifecycle.activate(keys, "b", now=NOON + 10 * MINUTE - timedelta(seconds=1), timings=TIMINGS)
    after = lifecycle.activate(keys, "b", now=NOON + 10 * MINUTE, timings=TIMINGS)
    assert states(after) == {"a": KeyState.RETIRING, "b": KeyState.ACTIVE}


def test_somebody_who_knows_that_all_have_it_may_activate_it_early() -> None:
    after = lifecycle.activate(
        ring(a=KeyState.ACTIVE, b=KeyState.NEXT), "b", now=NOON + MINUTE, timings=TIMINGS, early=True
    )
    assert states(after) == {"a": KeyState.RETIRING, "b": KeyState.ACTIVE}


def test_a_key_that_signed_verifies_for_an_access_lifetime_and_a_minute() -> None:
    keys = lifecycle.activate(ring(a=KeyState.ACTIVE, b=KeyState.NEXT), "b", now=NOON, timings=TIMINGS, early=True)
    assert lifecycle.found(keys, "a").until == NOON + 16 * MINUTE
    with pytest.raises(KeyNotDue):
        lifecycle.retire(keys, "a", now=NOON + 16 * MINUTE - timedelta(seconds=1))
    assert states(lifecycle.retire(keys, "a", now=NOON + 16 * MINUTE))["a"] is KeyState.RETIRED


def test_there_is_one_next_key_at_most() -> None:
    with pytest.raises(NextExists):
        lifecycle.introduce(ring(a=KeyState.ACTIVE, b=KeyState.NEXT), "c", now=NOON)


@pytest.mark.parametrize("state", [KeyState.ACTIVE, KeyState.RETIRING, KeyState.RETIRED])
def test_only_next_becomes_active(state: KeyState) -> None:
    with pytest.raises(KeyInUse):
        lifecycle.activate(ring(a=state), "a", now=NOON, timings=TIMINGS, early=True)


@pytest.mark.parametrize("state", [KeyState.NEXT, KeyState.ACTIVE, KeyState.RETIRED])
def test_only_a_retiring_key_retires(state: KeyState) -> None:
    with pytest.raises(KeyInUse):
        lifecycle.retire(ring(a=state), "a", now=NOON)


def test_revoking_the_active_key_lets_the_waiting_one_sign_at_once() -> None:
    after = lifecycle.revoke(ring(a=KeyState.ACTIVE, b=KeyState.NEXT), "a", now=NOON)
    assert states(after) == {"a": KeyState.RETIRED, "b": KeyState.ACTIVE}
    assert lifecycle.found(after, "a").revoked


def test_revoking_the_active_key_brings_in_a_new_one_where_none_waits() -> None:
    keys = ring(a=KeyState.ACTIVE)
    assert lifecycle.needs_spare(keys, "a")
    after = lifecycle.revoke(keys, "a", now=NOON, spare="c")
    assert states(after) == {"a": KeyState.RETIRED, "c": KeyState.ACTIVE}


def test_the_active_key_is_not_revoked_while_nothing_can_take_its_place() -> None:
    with pytest.raises(KeyInUse):
        lifecycle.revoke(ring(a=KeyState.ACTIVE), "a", now=NOON)


@pytest.mark.parametrize("state", [KeyState.NEXT, KeyState.RETIRING])
def test_revoking_another_key_leaves_the_active_one_alone(state: KeyState) -> None:
    after = lifecycle.revoke(ring(a=KeyState.ACTIVE, b=state), "b", now=NOON)
    assert states(after) == {"a": KeyState.ACTIVE, "b": KeyState.RETIRED}


def test_what_is_over_is_not_revoked_again() -> None:
    with pytest.raises(KeyInUse):
        lifecycle.revoke(ring(a=KeyState.ACTIVE, b=KeyState.RETIRED), "b", now=NOON)


def test_a_key_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyUnknown):
        lifecycle.revoke(ring(a=KeyState.ACTIVE), "z", now=NOON)


def test_the_schedule_begins_ten_minutes_before_the_thirty_days_are_over() -> None:
    keys = ring(a=KeyState.ACTIVE)
    due = NOON + timedelta(days=30) - 10 * MINUTE
    assert not lifecycle.rotation_due(keys, now=due - timedelta(seconds=1), timings=TIMINGS)
    assert lifecycle.rotation_due(keys, now=due, timings=TIMINGS)
    assert lifecycle.changes_at(keys, TIMINGS) == NOON + timedelta(days=30)


def test_while_a_key_waits_no_other_rotation_begins() -> None:
    keys = ring(a=KeyState.ACTIVE, b=KeyState.NEXT)
    assert not lifecycle.rotation_due(keys, now=NOON + timedelta(days=90), timings=TIMINGS)
    assert lifecycle.changes_at(keys, TIMINGS) == NOON + 10 * MINUTE


def test_without_a_period_keys_change_only_when_somebody_asks() -> None:
    never = Timings(publish=TIMINGS.publish, overlap=TIMINGS.overlap)
    assert not lifecycle.rotation_due(ring(a=KeyState.ACTIVE), now=NOON + timedelta(days=900), timings=never)
    assert lifecycle.changes_at(ring(a=KeyState.ACTIVE), never) is None


def test_time_alone_activates_and_retires() -> None:
    keys = ring(a=KeyState.ACTIVE, b=KeyState.NEXT)
    keys = lifecycle.advance(keys, now=NOON + 10 * MINUTE, timings=TIMINGS)
    assert states(keys) == {"a": KeyState.RETIRING, "b": KeyState.ACTIVE}
    keys = lifecycle.advance(keys, now=NOON + 26 * MINUTE, timings=TIMINGS)
    assert states(keys) == {"a": KeyState.RETIRED, "b": KeyState.ACTIVE}


class Rotations(RuleBasedStateMachine):
    """Commands, schedule and revocations in any order, at any time; tokens are issued all the while."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.made = 0
        self.tokens: list[tuple[str, datetime]] = []
        self.keys: Keys = ()

    def new_kid(self) -> str:
        self.made += 1
        return f"k{self.made}"

    def become(self, keys: Keys) -> None:
        for key in lifecycle.changed(self.keys, keys):
            before = next((old.state for old in self.keys if old.kid == key.kid), None)
            assert before is None or key.state in TRANSITIONS[before]
        self.keys = keys

    @initialize()
    def begin(self) -> None:
        self.become(lifecycle.first((), self.new_kid(), now=self.now))

    @property
    def active(self) -> Key:
        key = lifecycle.in_state(self.keys, KeyState.ACTIVE)
        assert key
        return key

    @rule(seconds=st.integers(1, 1200))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def a_token_is_issued(self) -> None:
        self.tokens.append((self.active.kid, self.now + LIFETIME))

    @rule()
    def a_process_that_has_not_looked_yet_issues_one(self) -> None:
        late = [key for key in self.keys if key.state is KeyState.RETIRING and self.now - key.since <= UNAWARE]
        self.tokens.extend((key.kid, self.now + LIFETIME) for key in late)

    @rule()
    def somebody_makes_the_next_key(self) -> None:
        waiting = lifecycle.in_state(self.keys, KeyState.NEXT)
        try:
            self.become(lifecycle.introduce(self.keys, self.new_kid(), now=self.now))
            assert waiting is None
        except NextExists:
            assert waiting is not None

    @rule(data=st.data(), early=st.booleans())
    def somebody_activates_one(self, data: Any, early: bool) -> None:  # noqa: FBT001 - drawn
        key = data.draw(st.sampled_from(self.keys))
        try:
            self.become(lifecycle.activate(self.keys, key.kid, now=self.now, timings=TIMINGS, early=early))
            assert early or self.now - key.since >= TIMINGS.publish
        except (KeyInUse, KeyNotDue):
            assert key.state is not KeyState.NEXT or self.now - key.since < TIMINGS.publish

    @rule(data=st.data())
    def somebody_retires_one(self, data: Any) -> None:
        key = data.draw(st.sampled_from(self.keys))
        try:
            self.become(lifecycle.retire(self.keys, key.kid, now=self.now))
        except (KeyInUse, KeyNotDue):
            assert key.state is not KeyState.RETIRING or (key.until and self.now < key.until)

    @rule(data=st.data())
    def somebody_revokes_one(self, data: Any) -> None:
        key = data.draw(st.sampled_from(self.keys))
        spare = self.new_kid() if lifecycle.needs_spare(self.keys, key.kid) else ""
        try:
            self.become(lifecycle.revoke(self.keys, key.kid, now=self.now, spare=spare))
            self.tokens = [(kid, until) for kid, until in self.tokens if kid != key.kid]
        except KeyInUse:
            assert key.state is KeyState.RETIRED

    @rule()
    def the_worker_looks(self) -> None:
        if lifecycle.rotation_due(self.keys, now=self.now, timings=TIMINGS):
            self.become(lifecycle.introduce(self.keys, self.new_kid(), now=self.now))
        self.become(lifecycle.advance(self.keys, now=self.now, timings=TIMINGS))

    @precondition(lambda self: self.keys)
    @invariant()
    def exactly_one_key_signs(self) -> None:
        assert [key.state for key in self.keys].count(KeyState.ACTIVE) == 1

    @invariant()
    def at_most_one_waits(self) -> None:
        assert [key.state for key in self.keys].count(KeyState.NEXT) <= 1

    @invariant()
    def every_token_that_may_be_good_finds_its_key(self) -> None:
        published = {key.kid for key in self.keys if key.state in PUBLISHED}
        assert {kid for kid, until in self.tokens if self.now < until + LEEWAY} <= published

    @invariant()
    def only_retiring_keys_have_an_end(self) -> None:
        assert all((key.until is not None) == (key.state is KeyState.RETIRING) for key in self.keys)


Rotations.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
test_rotations = Rotations.TestCase
