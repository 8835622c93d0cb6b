"""The supervisor for real, with processes that only sleep."""

from __future__ import annotations

import configparser
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from tools import launch, ports, supervise
from tools.mesh import Mesh
from tools.processes import Process
from tools.state import ROOT, State

# A master that starts a worker in its group and waits, as nginx and Granian do.
MASTER = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']).wait()"

# What tools.launch does last.
BECOME = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
# Binds as Granian does, greets one caller.
SHARING_SERVER = """
import socket, sys
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen()
print("listening", flush=True)
server.accept()[0].sendall(b"hi")
sys.stdin.read()
"""


def patiently(condition: Callable[[], object], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, KeyError):
            if condition():
                return
        time.sleep(0.1)
    pytest.fail("it did not happen in time")


@pytest.fixture
def running(mesh: Mesh, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mesh]:
    sleepers = [Process(name, (sys.executable, "-c", MASTER), "tcp", mesh.common()) for name in ("one", "two")]
    monkeypatch.setattr(supervise, "processes", lambda _mesh: sleepers)
    monkeypatch.setattr(supervise, "standins", lambda _mesh: [])
    supervise.start(mesh)
    patiently(lambda: all(entry.running for entry in supervise.conditions(mesh.state).values()))
    yield mesh
    supervise.stop(mesh.state)


def group(state: State, name: str) -> int:
    return int((launch.groups(state.folder) / name).read_text())


def test_a_killed_process_is_back_without_its_orphans(running: Mesh) -> None:
    master = supervise.conditions(running.state)["one"].pid
    patiently(lambda: len(launch.members(master)) == 2)
    (orphan,) = set(launch.members(master)) - {master}
    os.kill(master, signal.SIGKILL)
    patiently(lambda: supervise.conditions(running.state)["one"].pid not in {0, master})
    patiently(lambda: not supervise.alive(orphan))


def test_stop_leaves_no_process_and_no_socket(running: Mesh) -> None:
    groups = [group(running.state, name) for name in ("one", "two")]
    supervise.stop(running.state)
    assert not supervise.running(running.state)
    assert [launch.members(number) for number in groups] == [[], []]
    assert not running.state.socket("supervisor.sock").exists()


def test_what_a_killed_supervisor_left_is_swept_away(running: Mesh) -> None:
    groups = [group(running.state, name) for name in ("one", "two")]
    os.kill(supervise.supervisor_pid(running.state), signal.SIGKILL)
    patiently(lambda: not supervise.running(running.state))
    supervise.sweep(running.state)
    patiently(lambda: [launch.members(number) for number in groups] == [[], []])


def test_a_server_that_could_share_its_port_is_the_only_one_on_it(mesh: Mesh) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        with pytest.raises(SystemExit, match=f"Port {port} is in use"):
            launch.claim("127.0.0.1", port, seconds=0.2)


def test_a_claimed_port_is_busy_for_others_and_free_for_the_server() -> None:
    port = ports.free()
    server = [sys.executable, "-c", SHARING_SERVER, str(port)]
    claiming = f"from tools import launch; launch.claim('127.0.0.1', {port}); {BECOME}"
    child = subprocess.Popen([sys.executable, "-c", claiming, *server], stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603 - our own arguments
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "listening\n"
        with pytest.raises(SystemExit):
            launch.claim("127.0.0.1", port, seconds=0.2)
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            assert connection.recv(2) == b"hi"
    finally:
        child.kill()
        child.communicate()


def test_a_server_that_moved_to_its_own_folder_is_still_ours(state: State) -> None:
    launch.groups(state.folder).mkdir(parents=True)
    moved = [sys.executable, "-c", "import time; time.sleep(60)"]
    child = subprocess.Popen(moved, cwd=launch.groups(state.folder), start_new_session=True)  # noqa: S603 - our own arguments
    patiently(lambda: launch.members(child.pid) == [child.pid])
    (launch.groups(state.folder) / "one").write_text(str(child.pid))
    launch.clear(state.folder, "one")
    assert child.wait(timeout=5) == -signal.SIGKILL


def test_a_group_that_is_not_ours_is_left_alone(state: State) -> None:
    elsewhere = os.fork()
    if elsewhere == 0:
        os.setpgid(0, 0)
        os.chdir("/")
        time.sleep(60)
        os._exit(0)
    try:
        patiently(lambda: launch.members(elsewhere) == [elsewhere] and launch.workplace(elsewhere) != ROOT)
        launch.groups(state.folder).mkdir(parents=True)
        (launch.groups(state.folder) / "one").write_text(str(elsewhere))
        launch.clear(state.folder, "one")
        assert supervise.alive(elsewhere)
    finally:
        os.kill(elsewhere, signal.SIGKILL)
        os.waitpid(elsewhere, 0)


def test_percent_signs_and_spaces_survive_the_configuration(mesh: Mesh) -> None:
    process = Process("odd", ("/bin/echo", "100 %", "a b"), "tcp", {"TEXT": "50% of, this"})
    parser = configparser.RawConfigParser()
    parser.read_string(supervise.program(mesh, process))
    assert "'100 %%' 'a b'" in parser["program:odd"]["command"]
    assert parser["program:odd"]["environment"] == 'TEXT="50%% of, this"'
