"""Who is let in, and for how long."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from live import conversation, hub
from live.tests.world import ORIGIN, World, closed, heard, played, say, token, until
from servicekit import clock
from servicekit.testing.tokens import KID, claims, user_id


def forged() -> str:
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims(), own, algorithm="RS256", headers={"kid": KID, "typ": "at+jwt"})


def test_a_good_token_is_greeted_with_whose_it_is_and_until_when() -> None:
    async def scene(world: World) -> None:
        async with connect(world.url, origin=ORIGIN) as client:
            await say(client, type="auth", token=token())
            hello = await heard(client)
            assert (hello["type"], hello["user_id"]) == ("hello", user_id("alice"))
            assert set(hello) == {"type", "user_id", "expires_at"}
        await until(lambda: len(world.hub) == 0)
        assert world.hub.connected == 0

    played(scene)


def test_every_bad_token_is_closed_with_4401_and_joins_nothing() -> None:
    now = int(time.time())
    bad = {
        "expired": token(exp=now - 3600, iat=now - 7200, nbf=now - 7200),
        "forged": forged(),
        "for another audience": token(aud="another-shop"),
        "from another issuer": token(iss="https://elsewhere.example"),
        "no token": "not-a-token",
        "of a role nobody knows": token(role="emperor"),
    }

    async def scene(world: World) -> None:
        for why, sent in bad.items():
            async with connect(world.url) as client:
                await say(client, type="auth", token=sent)
                assert await closed(client) == conversation.SESSION_OVER, why
        assert len(world.hub) == 0

    played(scene)


def test_a_session_that_ended_before_is_not_let_in_and_one_that_ends_is_thrown_out() -> None:
    first, second = str(uuid.uuid4()), str(uuid.uuid4())

    async def scene(world: World) -> None:
        world.hub.ended.add(first, clock.now() + timedelta(minutes=5))
        async with connect(world.url) as client:
            await say(client, type="auth", token=token(sid=first))
            assert await closed(client) == conversation.SESSION_OVER
        async with world.client(token(sid=second)) as client, world.client(token(sid=str(uuid.uuid4()))) as other:
            world.hub.end_session(second, conversation.SESSION_OVER)
            assert await closed(client) == conversation.SESSION_OVER
            assert world.publish("alice") == 1
            assert (await heard(other))["type"] == "order:update"

    played(scene)


def test_the_connection_ends_with_its_token_unless_another_one_comes() -> None:
    async def scene(world: World) -> None:
        soon = int(time.time()) + 2
        async with world.client(token(exp=soon)) as left, world.client(token(exp=soon)) as renewed:
            await say(renewed, type="auth", token=token())
            assert (await heard(renewed))["type"] == "hello"
            assert await closed(left) == conversation.SESSION_OVER
            assert world.publish("alice") == 1
            assert (await heard(renewed))["event"] == "order.shipped"

    played(scene)


def test_a_token_of_somebody_else_does_not_take_over_a_connection() -> None:
    async def scene(world: World) -> None:
        async with world.client(token("alice")) as client:
            await say(client, type="auth", token=token("bob"))
            assert await closed(client) == conversation.SESSION_OVER
        assert world.publish("bob") == 0

    played(scene)


def test_who_says_nothing_is_closed_with_4408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "FIRST_WORD", 0.05)

    async def scene(world: World) -> None:
        async with connect(world.url) as client:
            assert await closed(client) == conversation.TOO_SLOW

    played(scene)


@pytest.mark.parametrize("word", ["[]", "nonsense", '{"type":"shout"}', '{"type":"auth"}', '{"type":"auth","token":7}'])
def test_what_is_no_introduction_is_closed_with_4400(word: str) -> None:
    async def scene(world: World) -> None:
        async with connect(world.url) as client:
            await client.send(word)
            assert await closed(client) == conversation.BAD_MESSAGE

    played(scene)


def test_a_message_of_more_than_8_kib_ends_the_connection() -> None:
    async def scene(world: World) -> None:
        async with world.client(token()) as client:
            await client.send("x" * 9000)
            assert await closed(client) == 1009

    played(scene)


def test_who_talks_without_end_is_closed_with_4429() -> None:
    async def scene(world: World) -> None:
        async with world.client(token()) as client:
            for _ in range(conversation.WORDS):
                await say(client, type="subscribe", topics=[])
            assert await closed(client) == conversation.TOO_MANY

    played(scene)


def test_a_user_has_a_bounded_number_of_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "PER_USER", 2)

    async def scene(world: World) -> None:
        async with world.client(token()), world.client(token()), connect(world.url) as third:
            await say(third, type="auth", token=token())
            assert await closed(third) == conversation.TOO_MANY
            async with world.client(token("bob")):
                assert len(world.hub) == 3

    played(scene)


def test_a_page_of_another_origin_is_refused_at_the_door() -> None:
    async def scene(world: World) -> None:
        with pytest.raises(InvalidStatus) as refusal:
            await connect(world.url, origin=Origin("https://evil.example"))
        assert refusal.value.response.status_code == 403
        async with world.client(token(), origin=f"http://127.0.0.1:{world.port}"):
            assert len(world.hub) == 1

    played(scene)


def test_a_process_that_stops_says_so_to_everybody() -> None:
    async def scene(world: World) -> None:
        async with world.client(token()) as one, world.client(token("bob")) as other:
            world.server.should_exit = True
            assert [await closed(one), await closed(other)] == [1012, 1012]

    played(scene)


def test_its_health_and_figures_are_shown_inside() -> None:
    async def scene(world: World) -> None:
        async with world.client(token()), httpx.AsyncClient(base_url=f"http://127.0.0.1:{world.port}") as http:
            assert (await http.get("/livez")).status_code == 200
            assert (await http.get("/readyz")).json() == {"status": "ready", "broker": True, "clients": 1}
            assert "live_connections 1.0" in (await http.get("/metrics")).text
            assert (await http.get("/ws/")).status_code == 404

    played(scene)
