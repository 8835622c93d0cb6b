"""The virtual environment, made with the standard library alone: this runs before anything is installed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN = ("base", "runtime")
WORKSHOP = (*RUN, "dev")

# These commands need compilers, linters and test tools; the others run with what the shop itself needs.
NEEDS_WORKSHOP = frozenset({"test", "check", "gen", "bench"})
NEEDS_NOTHING = frozenset({"", "help", "-h", "--help"})


def enter(arguments: list[str]) -> NoReturn:
    """Make or refresh the environment this command needs, then become `tools.cli` inside it."""
    command = arguments[0] if arguments else ""
    if command not in NEEDS_NOTHING:
        ensure(WORKSHOP if command in NEEDS_WORKSHOP else RUN)
    interpreter = PYTHON if PYTHON.exists() else Path(sys.executable)
    os.environ["PYTHONPATH"] = str(ROOT)
    os.execv(interpreter, [str(interpreter), "-m", "tools.cli", *arguments])  # noqa: S606 - our own interpreter


def ensure(locks: tuple[str, ...]) -> None:
    if not complete():
        create()
    missing = [name for name in locks if stamp(name).read() != fingerprint(name)]
    if missing:
        install(missing)


def complete() -> bool:
    """Whether pip is in: Ctrl-C at the wrong moment leaves a Python that can install nothing."""
    return PYTHON.exists() and any(VENV.glob("lib/python*/site-packages/pip-*.dist-info/RECORD"))


class Stamp:
    """Remembers which lock file was installed last, so that a second start installs nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> str:
        return self.path.read_text() if self.path.exists() else ""

    def write(self, value: str) -> None:
        self.path.write_text(value)


def stamp(lock: str) -> Stamp:
    return Stamp(VENV / f".shopmesh-{lock}")


def requirements(lock: str) -> Path:
    return ROOT / "requirements" / f"{lock}.txt"


def fingerprint(lock: str) -> str:
    return hashlib.sha256(requirements(lock).read_bytes() + sys.version.encode()).hexdigest()


def create() -> None:
    print(f"Making the virtual environment .venv with Python {sys.version.split()[0]}.", flush=True)
    if importlib.util.find_spec("ensurepip") is None:
        install_venv_support()
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 - our own interpreter
    if made.returncode:
        sys.exit(f"{made.stdout}\nThe virtual environment could not be made: the lines above say why.")


def install_venv_support() -> None:
    """Debian's python3 comes without ensurepip; python3-venv brings it."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    prefix = administrator()
    if prefix is None or shutil.which("apt-get") is None:
        sys.exit(f"This Python cannot make virtual environments. Install it first, for example: apt install {package}")
    print(f"Installing {package} with apt: this Python cannot make virtual environments without it.", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    subprocess.run([*apt, "update"], check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own arguments
    finished = subprocess.run([*apt, "install", "-y", "--no-install-recommends", package], check=False)  # noqa: S603 - as above
    if finished.returncode:
        sys.exit(f"apt could not install {package}; install it and run this again.")


def administrator() -> list[str] | None:
    """The prefix that makes a command run as root without asking for a password, or None when there is none."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode:  # noqa: S607 - sudo of the PATH
        return ["sudo", "-n"]
    return None


def install(locks: list[str]) -> None:
    wanted = sum(pins(lock) for lock in locks)
    names = " and ".join(f"requirements/{lock}.txt" for lock in locks)
    print(f"Installing Python packages from {names}: {wanted} pins, each with its hash.", flush=True)
    files = [part for lock in locks for part in ("-r", str(requirements(lock)))]
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-color",
        "--require-hashes",
        *files,
    ]
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 - our own arguments
    output = list(followed(pip, wanted))
    if pip.wait():
        sys.exit("".join(output[-15:]) + "\npip failed: the lines above say why. Run the same command again to go on.")
    for lock in locks:
        stamp(lock).write(fingerprint(lock))


def pins(lock: str) -> int:
    return sum("==" in line for line in requirements(lock).read_text().splitlines())


def followed(pip: subprocess.Popen[str], wanted: int) -> list[str]:
    """Pip's own lines, with a line of progress for the reader at every tenth package."""
    lines, seen = [], 0
    for line in pip.stdout or ():
        lines.append(line)
        if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied")):
            seen += 1
            if seen % 10 == 0:
                print(f"  {seen} of about {wanted} packages found", flush=True)
        if line.startswith("Installing collected"):
            print("  installing them into .venv", flush=True)
    return lines
