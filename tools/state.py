"""Where a mesh keeps what it makes. Two meshes live side by side when their SHOPMESH_STATE differ."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A unix socket's path may have 107 bytes (sun_path in unix(7)); some room is left for names appended to it.
LONGEST_SOCKET = 90


@dataclass(frozen=True)
class State:
    folder: Path

    @classmethod
    def current(cls) -> State:
        return cls(Path(os.environ.get("SHOPMESH_STATE", ROOT / ".shopmesh")).resolve())

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def field_keys(self) -> Path:
        """One file per service: what its columns are encrypted with. The databases are nothing without it."""
        return self.folder / "field_keys"

    @property
    def tls(self) -> Path:
        return self.folder / "tls"

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def web(self) -> Path:
        return self.folder / "web"

    @property
    def pages(self) -> Path:
        """Pages the gateway itself serves: Swagger and the problem catalogue."""
        return self.folder / "pages"

    @property
    def uploads(self) -> Path:
        """Pictures that managers upload: product_service writes them, the gateway serves them."""
        return self.folder / "uploads"

    @property
    def stamps(self) -> Path:
        return self.folder / "stamps"

    def make(self) -> None:
        secret = (self.keys, self.field_keys)
        served = (self.web, self.pages, self.uploads)
        for folder in (self.data, *secret, self.tls, self.run, self.logs, *served, self.stamps):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in secret:
            folder.chmod(0o700)

    def socket(self, name: str) -> Path:
        """A path for a unix socket, moved to a short folder when the state lives too deep for one."""
        wanted = self.run / name
        if len(str(wanted)) <= LONGEST_SOCKET:
            return wanted
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"shopmesh-{digest}"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / name

    def log(self, process: str) -> Path:
        return self.logs / f"{process}.log"
