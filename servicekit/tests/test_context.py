from __future__ import annotations

import threading

from servicekit import context


def test_an_inner_deadline_only_shortens() -> None:
    with context.deadline_within(1), context.deadline_within(60):
        left = context.remaining()
    assert left is not None
    assert left <= 1


def test_there_is_no_deadline_outside_a_scope() -> None:
    with context.deadline_within(1):
        pass
    assert context.remaining() is None


def test_a_request_scope_takes_the_bearer_away_again() -> None:
    with context.request_scope("r-1"):
        context.set_bearer("secret")
        assert context.bearer() == "secret"
    assert context.bearer() == ""


def test_another_thread_does_not_see_the_request() -> None:
    seen: list[str] = []
    with context.request_scope("r-1", bearer="secret"):
        thread = threading.Thread(target=lambda: seen.append(context.bearer() + context.request_id()))
        thread.start()
        thread.join()
    assert seen == [""]
