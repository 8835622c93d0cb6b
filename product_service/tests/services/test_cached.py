from __future__ import annotations

from product_service.catalog import cached
from product_service.tests.remembering import Redis


class Maker:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"made %d" % self.times


def test_what_nobody_asked_for_lately_costs_redis_nothing(redis: Redis) -> None:
    assert cached.answer("list", Maker()) == b"made 1"
    assert (redis.asked, redis.kept) == (0, {})


def test_what_is_asked_for_again_is_kept_for_a_second_at_most(redis: Redis) -> None:
    make = Maker()
    assert [cached.answer("list", make) for _ in range(5)] == [b"made 1", b"made 2", b"made 3", b"made 3", b"made 3"]
    assert redis.seconds[cached.FORM + "list"] == 1


def test_a_version_that_keeps_answers_in_another_form_is_not_given_this_one(redis: Redis) -> None:
    """While a restart rolls: it would take a second and a tag for the beginning of an answer."""
    cached.changed()
    for _ in range(3):
        cached.answer("list", Maker())
    assert [name for name in redis.kept if name != cached.GENERATION] == ["2:list"]
    redis.put("list", redis.kept[cached.GENERATION] + b"of another version", seconds=1)
    assert cached.answer("list", Maker()) == b"made 1"


def test_a_change_shows_at_once(redis: Redis) -> None:
    make = Maker()
    cached.changed()
    before = [cached.answer("list", make) for _ in range(3)]
    cached.changed()
    assert before == [b"made 1", b"made 2", b"made 2"]
    assert cached.answer("list", make) == b"made 3"


def test_an_answer_that_was_made_before_a_change_is_not_kept_for_after_it(redis: Redis) -> None:
    """The change is committed while the answer is being written from what was there before."""
    cached.changed()
    cached.answer("list", Maker())

    def made_meanwhile() -> bytes:
        cached.changed()
        return b"old"

    cached.answer("list", made_meanwhile)
    assert cached.answer("list", lambda: b"new") == b"new"


def test_without_redis_everything_is_made_anew(redis: Redis) -> None:
    redis.down = True
    make = Maker()
    assert [cached.answer("list", make) for _ in range(3)] == [b"made 1", b"made 2", b"made 3"]
    cached.changed()


def test_a_process_remembers_for_half_a_second_and_forgets_what_it_changes(redis: Redis) -> None:
    now = [100.0]
    memory: cached.Memory[bytes] = cached.Memory(clock=lambda: now[0])
    make = Maker()
    assert [memory.remembered("tree", make) for _ in range(2)] == [b"made 1"] * 2
    now[0] += 0.6
    assert memory.remembered("tree", make) == b"made 2"
    cached.changed()
    assert memory.remembered("tree", make) == b"made 3"


def test_what_another_process_changed_is_seen_by_everybody_when_the_second_is_over(redis: Redis) -> None:
    """Here an old tree is remembered, an answer is made from it under the new generation, and Redis keeps that."""
    said = ["old"]
    tree: cached.Memory[str] = cached.Memory(clock=lambda: 100.0)

    def page() -> bytes:
        return tree.remembered("tree", lambda: said[0]).encode()

    assert page() == b"old"
    said[0] = "new"
    redis.put(cached.GENERATION, b"after the change", seconds=60)
    assert [cached.answer("page", page) for _ in range(3)] == [b"old"] * 3
    assert redis.kept[cached.FORM + "page"].endswith(b"old")
    redis.second += 1
    assert [cached.answer("page", page) for _ in range(3)] == [b"new"] * 3
    assert page() == b"new"


def test_what_was_being_read_when_the_second_ended_is_of_the_second_in_which_it_began(redis: Redis) -> None:
    tree: cached.Memory[str] = cached.Memory(clock=lambda: 100.0)

    def slowly() -> str:
        redis.second += 1
        return "old"

    assert tree.remembered("tree", slowly) == "old"
    assert tree.remembered("tree", lambda: "new") == "new"


def test_without_a_redis_nothing_is_remembered_anywhere() -> None:
    memory: cached.Memory[bytes] = cached.Memory()
    make = Maker()
    assert [memory.remembered("tree", make) for _ in range(2)] == [b"made 1", b"made 2"]
    assert [cached.answer("list", make) for _ in range(3)] == [b"made 3", b"made 4", b"made 5"]
