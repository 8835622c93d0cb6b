"""Each fault on real sockets: what it does to a connection, and that it is over when it is said to be."""

from __future__ import annotations

import socket
import time

import pytest

from servicekit.faults.proxy import FaultProxy
from servicekit.faults.toxics import Direction, Kind, Toxic
from servicekit.testing.waiting import undisturbed
from servicekit.tests.faults.talking import Talker, echo_server

BIG = bytes(range(256)) * 4096  # 1 MiB


def test_without_a_fault_every_byte_passes(talker: Talker) -> None:
    talker.said_back(BIG)


def test_latency_is_added_in_each_direction_it_is_asked_for(link: FaultProxy, talker: Talker) -> None:
    with link.suffering(Toxic(kind="latency", delay=0.15, direction="down")):
        assert 0.15 <= undisturbed(talker.said_back) < 0.28
    with link.suffering(Toxic(kind="latency", delay=0.15)):
        assert 0.3 <= undisturbed(talker.said_back) < 0.45
    assert undisturbed(talker.said_back) < 0.1


def test_latency_delays_a_stream_but_does_not_slow_it(link: FaultProxy, talker: Talker) -> None:
    with link.suffering(Toxic(kind="latency", delay=0.2, direction="down")):
        assert talker.said_back(BIG) < 1.0  # sleeping for each chunk of 64 KiB would take 3.2 s


def test_jitter_spreads_the_delay(link: FaultProxy, talker: Talker) -> None:
    with link.suffering(Toxic(kind="latency", delay=0.05, jitter=0.05, direction="down")):
        took = undisturbed(lambda: [talker.said_back() for _ in range(12)])
    assert max(took) - min(took) > 0.02
    assert max(took) < 0.2


def test_bandwidth_is_bytes_a_second(link: FaultProxy, talker: Talker) -> None:
    with link.suffering(Toxic(kind="bandwidth", rate=100_000, direction="down")):
        assert 0.4 <= undisturbed(lambda: talker.said_back(b"x" * 50_000)) < 0.9


def test_what_was_held_back_leaves_at_once_when_the_fault_is_cleared(link: FaultProxy, talker: Talker) -> None:
    label = link.add(Toxic(kind="bandwidth", rate=100, direction="down"))
    talker.socket.sendall(b"x" * 10_000)  # at this rate for 100 s
    assert talker.heard(5) == b"xxxxx"
    link.clear(label)
    began = time.monotonic()
    assert len(talker.heard(9_995)) == 9_995
    assert time.monotonic() - began < 1.0


def test_slices_arrive_as_small_pieces(link: FaultProxy, talker: Talker) -> None:
    with link.suffering(Toxic(kind="slice", size=3, gap=0.02, direction="down")):
        talker.socket.sendall(b"0123456789")
        pieces = [talker.socket.recv(100) for _ in range(4)]
    assert pieces == [b"012", b"345", b"678", b"9"]


def test_a_reset_breaks_open_connections_and_new_ones_at_once(link: FaultProxy, talker: Talker) -> None:
    talker.said_back()
    with link.suffering(Toxic(kind="reset")):
        with pytest.raises(ConnectionResetError):
            talker.heard(1)
        with pytest.raises(ConnectionResetError), Talker(link.address) as later:
            later.heard(1)
    with Talker(link.address) as healed:
        healed.said_back()


def test_a_reset_after_n_bytes_lets_exactly_those_through(link: FaultProxy, talker: Talker) -> None:
    with link.suffering(Toxic(kind="reset", after=7, direction="down")):
        talker.socket.sendall(b"0123456789")
        assert talker.heard(7) == b"0123456"
        with pytest.raises(ConnectionResetError):
            talker.heard(1)


def test_a_black_hole_accepts_and_never_answers(link: FaultProxy, talker: Talker) -> None:
    talker.said_back()
    with link.suffering(Toxic(kind="black-hole")):
        talker.socket.sendall(b"anybody?")
        assert talker.silence(0.2)
        with Talker(link.address) as later:
            later.socket.sendall(b"anybody?")
            assert later.silence(0.2)
    with pytest.raises(ConnectionResetError):  # it lost bytes: going on would hand on a stream with a hole in it
        talker.heard(1)
    with Talker(link.address) as healed:
        healed.said_back()


def test_a_connection_that_lost_nothing_outlives_a_black_hole(link: FaultProxy, talker: Talker) -> None:
    talker.said_back()
    with link.suffering(Toxic(kind="black-hole")):
        assert talker.silence(0.1)
    talker.said_back()


def test_a_slow_close_delays_the_end_and_not_the_bytes(link: FaultProxy, talker: Talker) -> None:
    talker.said_back()
    with link.suffering(Toxic(kind="slow-close", delay=0.3, direction="down")):
        began = time.monotonic()
        talker.socket.shutdown(socket.SHUT_WR)
        assert talker.heard(1) == b""
    assert 0.3 <= time.monotonic() - began < 0.6


def test_one_direction_may_end_before_the_other(talker: Talker) -> None:
    talker.socket.sendall(b"last words")
    talker.socket.shutdown(socket.SHUT_WR)
    assert talker.heard(100) == b"last words"


@pytest.mark.parametrize("kind", ["reset", "black-hole"])
def test_a_fault_heals_itself_when_its_time_is_over(link: FaultProxy, kind: Kind) -> None:
    link.add(Toxic(kind=kind, lasts=0.3))
    time.sleep(0.4)  # until it is over
    with Talker(link.address) as talker:
        talker.said_back()


def test_where_nobody_listens_the_caller_is_reset() -> None:
    with FaultProxy("127.0.0.1:9") as link, pytest.raises(ConnectionResetError), Talker(link.address) as talker:
        talker.heard(1)


@pytest.mark.parametrize("direction", ["up", "down"])
def test_which_connections_are_hit_depends_on_the_seed_alone(direction: Direction) -> None:
    hit = [resets(seed=seed, direction=direction) for seed in (1, 1, 2)]
    assert hit[0] == hit[1] != hit[2]
    assert 0 < sum(hit[0]) < len(hit[0])


def resets(*, seed: int, direction: Direction) -> list[bool]:
    """Of twenty connections in a row, which ones were reset."""
    with echo_server() as address, FaultProxy(address, seed=seed) as link:
        link.add(Toxic(kind="reset", probability=0.5, direction=direction))
        return [reset(link) for _ in range(20)]


def reset(link: FaultProxy) -> bool:
    try:
        with Talker(link.address) as talker:
            talker.socket.sendall(b"hello")
            return talker.heard(5) != b"hello"
    except OSError:
        return True


def test_each_connection_a_fault_befalls_is_told_once(link: FaultProxy) -> None:
    toxic = Toxic(kind="latency", delay=0.001)
    link.add(toxic)
    for _ in range(3):
        with Talker(link.address) as talker:
            talker.said_back()
            talker.said_back()
    assert link.injected == [toxic] * 3
