"""supervisord for one mesh: its configuration, starting it, asking it, ending it."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import SupervisorTransport

from tools import launch, postgres
from tools.binaries import is_root
from tools.console import Failure
from tools.mesh import Mesh
from tools.processes import Process, processes, standins
from tools.state import ROOT, State

# What a process gets of the caller's environment; everything else is in the mesh's own description.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE")

HEAD = """\
[unix_http_server]
file={socket}
chmod=0700

[supervisord]
logfile={logs}/supervisord.log
logfile_maxbytes=2MB
logfile_backups=1
pidfile={run}/supervisord.pid
childlogdir={logs}
directory={root}
{user}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""

# stopwaitsecs: a service drains within 10 s of SIGTERM; SIGKILL after 15 s must be safe and is.
# startretries: a process never counts as hopeless; the pause between attempts grows by one second each time.
PROGRAM = """\
[program:{name}]
command={command}
environment={environment}
directory={root}
autostart={start}
autorestart=true
startsecs=1
startretries=1000000
stopsignal={signal}
stopwaitsecs=15
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={log}
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=2
{user}
"""


@dataclass(frozen=True)
class Condition:
    """How the supervisor sees one process."""

    name: str
    state: str
    pid: int
    since: float
    error: str

    @property
    def running(self) -> bool:
        return self.state == "RUNNING"


class Changes(NamedTuple):
    """Names of programs, after the supervisor has read its configuration again."""

    added: Sequence[str]
    changed: Sequence[str]
    removed: Sequence[str]


def configuration(mesh: Mesh, only: Collection[str] = ()) -> str:
    state = mesh.state
    user = "user=root" if is_root() else ""
    head = HEAD.format(socket=state.socket("supervisor.sock"), logs=state.logs, run=state.run, root=ROOT, user=user)
    wanted = [program(mesh, process) for process in processes(mesh) if not only or process.name in only]
    spare = [program(mesh, process, start=False) for process in standins(mesh) if not only or process.name in only]
    return head + "".join(f"\n{entry}" for entry in (*wanted, *spare))


def write(mesh: Mesh, only: Collection[str] = ()) -> Path:
    path = mesh.state.run / "supervisord.conf"
    path.touch(mode=0o600)
    path.write_text(configuration(mesh, only))
    return path


def program(mesh: Mesh, process: Process, *, start: bool = True) -> str:
    # Another user may be unable to reach this checkout or its Python (both can live below /root).
    claim = ("--claim", process.claims) if process.claims else ()
    cleared = () if process.user else (sys.executable, "-m", "tools.launch", process.name, *claim, "--")
    command = shlex.join([*cleared, *process.command])
    return PROGRAM.format(
        name=process.name,
        command=escaped(command),
        environment=variables(process.environment),
        root=ROOT,
        start="true" if start else "false",
        signal=process.stop_signal,
        log=mesh.state.log(process.name),
        user=f"user={process.user}" if process.user else "",
    )


def escaped(value: str) -> str:
    """Supervisord expands %(name)s in its configuration."""
    return value.replace("%", "%%")


def variables(environment: Mapping[str, str]) -> str:
    quoted = (f'{name}="{escaped(value)}"' for name, value in environment.items())
    return ",".join(quoted)


def start(mesh: Mesh, only: Collection[str] = ()) -> None:
    """Start the supervisor, with all processes of the mesh or only some; `update` adds the rest."""
    path = write(mesh, only)
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(path)]
    finished = subprocess.run(  # noqa: S603 - our own arguments
        command, check=False, capture_output=True, text=True, env=environment | {"PYTHONPATH": str(ROOT)}, cwd=ROOT
    )
    if finished.returncode:
        raise Failure(f"The supervisor did not start: {finished.stderr or finished.stdout}")


def update(mesh: Mesh) -> None:
    """Give a running supervisor the whole mesh; it starts what it did not know."""
    write(mesh)
    with remote(mesh.state) as supervisor:
        added, _changed, _removed = supervisor.reloadConfig()[0]
        for name in added:
            supervisor.addProcessGroup(name)


def reconfigure(mesh: Mesh) -> Changes:
    """Tell a running supervisor about another mesh. What it is to do about the processes that differ is up to you."""
    write(mesh)
    with remote(mesh.state) as supervisor:
        return Changes(*supervisor.reloadConfig()[0])


def begin(state: State, name: str) -> None:
    """Take up a program that the supervisor did not run before; it starts if it is one that starts by itself."""
    with remote(state) as supervisor:
        supervisor.addProcessGroup(name)


def dismiss(state: State, name: str) -> None:
    halt(state, name)
    with remote(state) as supervisor:
        supervisor.removeProcessGroup(name)


@contextmanager
def remote(state: State) -> Iterator[Any]:
    """The supervisor's XML-RPC interface; using it raises OSError when none is running."""
    transport = SupervisorTransport(None, None, f"unix://{state.socket('supervisor.sock')}")
    try:
        yield ServerProxy("http://127.0.0.1", transport=transport).supervisor
    finally:
        transport.close()


def running(state: State) -> bool:
    return supervisor_pid(state) > 0


def supervisor_pid(state: State) -> int:
    """0 when none is running."""
    with suppress(OSError, Fault), remote(state) as supervisor:
        return int(supervisor.getPID())
    return 0


def conditions(state: State) -> dict[str, Condition]:
    with remote(state) as supervisor:
        known = supervisor.getAllProcessInfo()
    return {
        entry["name"]: Condition(entry["name"], entry["statename"], entry["pid"], entry["start"], entry["spawnerr"])
        for entry in known
    }


def halt(state: State, name: str) -> None:
    """End one process, and leave it ended."""
    with remote(state) as supervisor, suppress(Fault):  # NOT_RUNNING: nothing is left to do
        supervisor.stopProcess(name)


def resume(state: State, name: str) -> None:
    with remote(state) as supervisor, suppress(Fault):  # ALREADY_STARTED: the supervisor was quicker
        supervisor.startProcess(name, False)  # do not wait: readiness is asked for elsewhere


def tell(state: State, name: str, signal_name: str) -> None:
    """A signal to the process itself, not to what it started."""
    with remote(state) as supervisor:
        supervisor.signalProcess(name, signal_name)


def kill(state: State, name: str) -> int:
    """SIGKILL the process with everything it started; the supervisor brings it back."""
    pid = conditions(state)[name].pid
    if pid:
        os.killpg(pid, signal.SIGKILL)
    return pid


def noticed(state: State, name: str, pid: int, seconds: float = 5) -> None:
    """Wait until the supervisor knows that the process is gone: until then it still counts as running and ready."""
    end = time.monotonic() + seconds
    while conditions(state)[name].pid == pid and time.monotonic() < end:
        time.sleep(0.05)


def stop(state: State, *, seconds: float = 40) -> None:
    """End every process and the supervisor itself, then whatever outlived them."""
    pid = supervisor_pid(state)
    with suppress(OSError, Fault), remote(state) as supervisor:
        # All are told at once; shutdown alone would end them one after the other.
        supervisor.stopAllProcesses(True)
        supervisor.shutdown()
    end = time.monotonic() + seconds
    while pid and alive(pid) and time.monotonic() < end:
        time.sleep(0.1)
    if pid and alive(pid):
        os.kill(pid, signal.SIGKILL)
    sweep(state)


def sweep(state: State) -> None:
    """Nothing of this mesh survives `down`, not even when its supervisor was killed."""
    for path in launch.groups(state.folder).glob("*"):
        launch.clear(state.folder, path.name)
        path.unlink(missing_ok=True)
    postgres.stop_orphan(state)
    state.socket("supervisor.sock").unlink(missing_ok=True)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
