"""Holds the gateway's listening sockets, so that one nginx can take over from another without refusing anybody.

    door.py --serving FILE --pid FILE --listen HOST:PORT … -- NGINX ARGUMENT…

nginx takes sockets from its parent that are named in the variable NGINX (its way to upgrade a running binary). SIGUSR2:
this program starts itself anew, the new nginx serves, then the old one finishes what it has and goes. SIGHUP is passed
on. QUIT and TERM end nginx, then this. When nginx ends by itself, so does this, and the supervisor starts both again.

Run with -S -E and two modules of the standard library: what stays in memory beside nginx is under 4 MB of its own.
"""

import os
import signal
import sys
import time

SOCKETS = "NGINX"  # nginx's own name for it: "3;4;"
PREDECESSOR = "DOOR_PREDECESSOR"
PATIENCE = 10.0  # seconds for a new nginx to begin
BACKLOG = 511  # nginx's own
STOPPING = (signal.SIGQUIT, signal.SIGTERM, signal.SIGINT)
HEARD = (*STOPPING, signal.SIGHUP, signal.SIGUSR2, signal.SIGCHLD)


class Door:
    def __init__(self, arguments: list[str]) -> None:
        end = arguments.index("--")
        pairs = list(zip(arguments[:end:2], arguments[1:end:2], strict=True))
        self.addresses = [value for name, value in pairs if name == "--listen"]
        self.serving = dict(pairs)["--serving"]
        self.pid_file = dict(pairs)["--pid"]
        self.command = arguments[end + 1 :]
        self.nginx = 0

    def open(self) -> None:
        """Take over from a predecessor, if there is one; otherwise begin."""
        predecessor = int(os.environ.pop(PREDECESSOR, "0"))
        started = self.start()
        if self.begins(started):
            self.nginx = started
            self.tell()
            if predecessor:
                os.kill(predecessor, signal.SIGQUIT)
        elif predecessor:
            say("the new nginx did not start; the one before goes on serving")
            self.nginx = predecessor
        else:
            sys.exit("nginx did not start")

    def start(self) -> int:
        return os.posix_spawn(self.command[0], self.command, os.environ, setsigmask=())

    def begins(self, started: int) -> bool:
        """Its configuration is good and it has its sockets when it writes its number down; who comes now can wait."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if content(self.pid_file) == str(started):
                return True
            if os.waitpid(started, os.WNOHANG)[0]:
                return False
            time.sleep(0.02)  # nginx writes its number once it serves
        os.kill(started, signal.SIGKILL)
        os.waitpid(started, 0)
        return False

    def tell(self) -> None:
        """Whose turn it is, for whoever asked for the change."""
        temporary = f"{self.serving}.new"
        with open(temporary, "w") as file:  # noqa: PTH123 - pathlib would double what this program needs
            file.write(str(self.nginx))
        os.replace(temporary, self.serving)  # noqa: PTH105 - as above

    def attend(self) -> int:
        """Until nginx has ended: the exit status."""
        while True:
            heard = signal.sigwait(HEARD)
            if heard == signal.SIGHUP:
                os.kill(self.nginx, heard)
            elif heard == signal.SIGUSR2:
                again({PREDECESSOR: str(self.nginx)})
            elif heard == signal.SIGCHLD:
                if self.nginx in ended():
                    say("nginx has ended")
                    return 1
            else:
                return self.close(heard)

    def close(self, heard: int) -> int:
        os.kill(self.nginx, heard)
        try:
            while True:
                os.wait()
        except ChildProcessError:  # the last one is gone, a predecessor that was still busy included
            return 0


def bind(addresses: list[str]) -> str:
    """Sockets that outlive `exec`, as nginx wants them named."""
    import socket  # noqa: PLC0415 - only here: `again` gives the memory back

    numbers = []
    for address in addresses:
        host, _, port = address.rpartition(":")
        family = socket.AF_INET6 if "[" in host else socket.AF_INET
        listener = socket.socket(family)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host.strip("[]"), int(port)))
        listener.listen(BACKLOG)
        listener.setblocking(False)
        listener.set_inheritable(True)
        numbers.append(listener.detach())
    return "".join(f"{number};" for number in numbers)


def again(facts: dict[str, str]) -> None:
    """Becomes the program as it is on disk now; process, sockets and children stay."""
    os.execve(sys.executable, [sys.executable, "-S", "-E", *sys.argv], {**os.environ, **facts})  # noqa: S606 - this very program


def ended() -> set[int]:
    """Children that have ended since the last time."""
    gone = set()
    try:
        while (number := os.waitpid(-1, os.WNOHANG)[0]) != 0:
            gone.add(number)
    except ChildProcessError:
        pass
    return gone


def content(path: str) -> str:
    try:
        with open(path) as file:  # noqa: PTH123 - pathlib would double what this program needs
            return file.read().strip()
    except OSError:
        return ""


def say(text: str) -> None:
    print(f"door: {text}", flush=True)


def main(arguments: list[str]) -> int:
    door = Door(arguments)
    # Blocked, so that a signal waits until it is asked for; before that it could come between two steps.
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    if SOCKETS not in os.environ:
        again({SOCKETS: bind(door.addresses)})
    door.open()
    return door.attend()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
