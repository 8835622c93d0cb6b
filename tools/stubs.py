"""The generated gRPC stubs: `protos/shop/**.proto` in, `protos/gen/` out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROTOS = ROOT / "protos"
OUTPUT = PROTOS / "gen"

# protoc writes imports relative to the proto root; our stubs live in the package `protos.gen`.
PROTOC_IMPORT = re.compile(r"^from shop\.", re.MULTILINE)


def generate(into: Path) -> None:
    """Write every stub below `into`, which is emptied first."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    plugins = Path(sys.executable).parent
    subprocess.run(  # noqa: S603 - our own arguments
        [
            sys.executable,
            "-m",
            "grpc_tools.protoc",
            f"-I{PROTOS}",
            f"--plugin=protoc-gen-mypy={plugins / 'protoc-gen-mypy'}",
            f"--plugin=protoc-gen-mypy_grpc={plugins / 'protoc-gen-mypy_grpc'}",
            f"--python_out={into}",
            f"--grpc_python_out={into}",
            f"--mypy_out=quiet:{into}",
            f"--mypy_grpc_out=quiet:{into}",
            *(str(path) for path in sorted(PROTOS.glob("shop/**/*.proto"))),
        ],
        check=True,
    )
    for path in into.rglob("*.py*"):
        path.write_text(PROTOC_IMPORT.sub("from protos.gen.shop.", path.read_text()))
    for folder in [into, *(path for path in into.rglob("*") if path.is_dir())]:
        (folder / "__init__.py").touch()


def drift() -> list[str]:
    """Names of committed stubs that differ from what the protos say; empty when all is well."""
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary) / "gen"
        generate(fresh)
        wanted = {path.relative_to(fresh): path.read_bytes() for path in fresh.rglob("*.py*")}
    present = {
        path.relative_to(OUTPUT): path.read_bytes() for path in OUTPUT.rglob("*.py*") if "__pycache__" not in path.parts
    }
    return sorted(str(name) for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
