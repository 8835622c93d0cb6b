"""Who hears what."""

from __future__ import annotations

import asyncio
import json
import resource
import socket
from typing import cast

import pytest

from live import conversation, metrics
from live.hub import WAITING, Client
from live.messages import FRESH, RESYNC, STALE
from live.tests.world import World, heard, made, played, say, serving, token, until
from servicekit.auth.principal import Principal


def test_each_hears_of_their_own_and_never_of_anybody_elses() -> None:
    async def scene(world: World) -> None:
        async with world.client(token("alice")) as alice, world.client(token("bob")) as bob:
            assert world.publish("alice", "order.confirmed", order_id="o-alice") == 1
            assert world.publish("bob", "payment.captured", order_id="o-bob") == 1
            assert world.publish("carol", "order.placed") == 0
            for_alice, for_bob = await heard(alice), await heard(bob)
            assert for_alice["data"] == {"order_id": "o-alice", "status": "confirmed"}
            assert for_bob["data"] == {"payment_id": "p-1", "order_id": "o-bob", "status": "completed"}
            # Theirs are the next they hear: nothing of the others' came between.
            assert (world.publish("alice"), world.publish("bob")) == (1, 1)
            assert (await heard(alice))["event"] == (await heard(bob))["event"] == "order.shipped"

    played(scene)


def test_a_message_says_what_happened_and_nothing_about_anybody() -> None:
    said = json.loads(made("alice", "order.placed", lines="secret").text)
    assert said == {
        "type": "order:update",
        "id": "e-1",
        "at": "2026-01-02T03:04:05+00:00",
        "event": "order.placed",
        "data": {"order_id": "o-1", "status": "pending"},
    }


@pytest.mark.parametrize("kind", ["payment.refunded", "payment.failed"])
def test_a_refund_or_a_failure_leaves_open_what_the_payment_is_now(kind: str) -> None:
    assert "status" not in json.loads(made("alice", kind).text)["data"]


@pytest.mark.parametrize("kind", ["payment.initiated", "payment.captured", "payment.failed"])
def test_a_vendor_hears_of_the_payments_they_asked_for(kind: str) -> None:
    assert made("alice", kind, vendor_id="v-1").owners >= {"v-1"}


@pytest.mark.parametrize("role", ["admin", "staff", "viewer"])
def test_who_oversees_everybodys_hears_it_once_they_ask(role: str) -> None:
    async def scene(world: World) -> None:
        async with world.client(token("olga", role)) as overseer:
            assert world.publish("alice") == 0
            await say(overseer, type="subscribe", topics=["orders"])
            assert await heard(overseer) == {"type": "subscribed", "topics": ["orders"]}
            assert (world.publish("alice"), world.publish("alice", "payment.failed")) == (1, 0)
            assert (await heard(overseer))["type"] == "order:update"
            await say(overseer, type="auth", token=token("olga", "customer"))
            assert (await heard(overseer))["type"] == "hello"
            assert world.publish("alice") == 0

    played(scene)


@pytest.mark.parametrize("role", ["customer", "vendor"])
def test_others_may_ask_and_get_nothing(role: str) -> None:
    async def scene(world: World) -> None:
        async with world.client(token("mallory", role)) as curious:
            await say(curious, type="subscribe", topics=["orders", "payments"])
            assert await heard(curious) == {"type": "subscribed", "topics": []}
            assert world.publish("alice") == 0

    played(scene)


@pytest.mark.parametrize("topics", ['["users"]', '"orders"', "[1]", '[["orders"]]', "null"])
def test_topics_that_do_not_exist_are_no_message(topics: str) -> None:
    async def scene(world: World) -> None:
        async with world.client(token("olga", "admin")) as client:
            await client.send(f'{{"type":"subscribe","topics":{topics}}}')
            await client.wait_closed()
            assert client.close_code == conversation.BAD_MESSAGE

    played(scene)


def test_everybody_is_told_when_the_broker_goes_and_comes_also_who_connects_meanwhile() -> None:
    async def scene(world: World) -> None:
        async with world.client(token("alice")) as before:
            world.hub.set_online(False)
            async with world.client(token("bob")) as meanwhile:
                assert await heard(before) == await heard(meanwhile) == {"type": "stale"}
                world.hub.set_online(True)
                assert await heard(before) == await heard(meanwhile) == {"type": "fresh"}

    played(scene)


NEWS = ["news"] * WAITING


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ([*NEWS, "news"], [RESYNC]),
        ([STALE, *NEWS], [RESYNC, STALE]),
        ([*NEWS, STALE], [RESYNC, STALE]),
        ([STALE, *NEWS[1:], FRESH, "news"], [RESYNC, FRESH, "news"]),
    ],
)
def test_whoever_missed_too_much_still_learns_whether_there_will_be_news(said: list[str], left: list[str]) -> None:
    async def scene() -> list[str]:
        client = Client(cast("Principal", None))
        for text in said:
            client.tell(text)
        return [await client.next() for _ in left]

    assert asyncio.run(scene()) == left


def test_a_client_that_does_not_read_is_told_to_start_over_and_keeps_nobody_waiting() -> None:
    """Forty at a time, which fit: only what the client has left unread makes them too many."""

    async def scene(world: World) -> None:
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        narrow.connect(("127.0.0.1", world.port))
        async with (
            world.client(token("alice"), max_queue=1, sock=narrow) as slow,
            world.client(token("bob")) as quick,
        ):
            before = metrics.RESYNCS._value.get()
            while metrics.RESYNCS._value.get() == before:
                for _ in range(40):
                    world.publish("alice")
                world.publish("bob")
                assert (await heard(quick))["event"] == "order.shipped"
            while (await heard(slow)) != json.loads(RESYNC):
                pass
            world.publish("alice", "order.delivered")
            while (await heard(slow)).get("event") != "order.delivered":
                pass

    played(scene)


def test_two_hundred_clients_are_cheap() -> None:
    """Each of them hears its own message; what they take together is less than a browser tab."""

    async def scene(world: World) -> None:
        async with asyncio.TaskGroup() as group:
            crowd = [group.create_task(one(world, f"user{number}")) for number in range(200)]
            await until(lambda: len(world.hub) == 200)
            for number in range(200):
                assert world.publish(f"user{number}", order_id=f"o-{number}") == 1
        assert [task.result() for task in crowd] == [f"o-{number}" for number in range(200)]

    async def one(world: World, name: str) -> str:
        async with world.client(token(name)) as client:
            order: str = (await heard(client))["data"]["order_id"]
            return order

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    played(scene)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # KiB, both ends of each


def test_a_client_that_goes_leaves_nothing_behind() -> None:
    async def scene() -> None:
        async with serving() as world:
            async with world.client(token("alice")) as client:
                client.transport.abort()
                await until(lambda: len(world.hub) == 0)
            assert world.publish("alice") == 0
            assert (world.hub.connected, dict(world.hub._of_user)) == (0, {})

    asyncio.run(scene())
