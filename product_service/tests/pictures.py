"""Pictures, good and bad, as tests send them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 160, 30)


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20), colour: Any = RED, **options: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB" if len(colour) == 3 else "RGBA", size, colour).save(out, kind, **options)
    return out.getvalue()


def photograph() -> bytes:
    """A JPEG that says where it was taken, and by what."""
    exif = Image.Exif()
    exif[0x010E] = "canary description"
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)
    return picture("JPEG", (64, 48), exif=exif, comment=b"canary comment", icc_profile=b"canary profile")


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def sent(raw: bytes, media_type: str = "image/png", name: str = "lamp.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type=media_type)
