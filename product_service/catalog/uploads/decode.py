"""A picture somebody sends, made into copies that are ours: decoded, set upright, scaled, and written anew.

Nothing of the file survives but its pixels: no metadata, no second format hidden behind them, no animation. Pillow is
loaded with the first picture: it needs 12 MiB.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore, Semaphore
from typing import TYPE_CHECKING

from product_service.catalog.domain.errors import NotAPicture
from product_service.catalog.domain.pictures import LARGEST_FILE, MOST_PIXELS, SIDES, fitted, uploaded_name
from servicekit.errors import FieldError, PayloadTooLarge, TooBusy, ValidationFailed

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

# By the first bytes of the file, which have to agree with what the sender calls it.
MAGIC = {
    "JPEG": (b"\xff\xd8\xff", "image/jpeg"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "GIF": (b"GIF8", "image/gif"),
    "WEBP": (b"RIFF", "image/webp"),
}
# What a program sends that does not look at its files.
ANY = frozenset({"", "application/octet-stream"})
SENDABLE = "Send a JPEG, PNG, WebP or GIF picture."
QUALITY = 82
ORIENTATION = 0x0112  # the Exif tag
PATIENCE = 5.0  # seconds

# One at a time: decoded, the largest picture takes 100 MB, and sixteen threads would have one each.
turn = Semaphore(1)
# It and three who wait for it: whoever sends more keeps sixteen threads from everybody who only wants to read.
room = BoundedSemaphore(4)


@dataclass(frozen=True)
class Picture:
    """Its copies by the side of the square they fit into; width and height are those of the largest."""

    name: str
    width: int
    height: int
    copies: dict[int, bytes]


def picture(raw: bytes, media_type: str) -> Picture:
    """Raises NotAPicture, PayloadTooLarge, ValidationFailed (too many pixels) or TooBusy."""
    if len(raw) > LARGEST_FILE:
        raise PayloadTooLarge(f"A picture may have at most {LARGEST_FILE} bytes.")
    kind = _kind(raw, media_type)
    with _in_turn():
        return _decoded(raw, kind)


@contextmanager
def _in_turn() -> Iterator[None]:
    if not room.acquire(blocking=False):
        raise _too_busy()
    try:
        if not turn.acquire(timeout=PATIENCE):
            raise _too_busy()
        try:
            yield
        finally:
            turn.release()
    finally:
        room.release()


def _too_busy() -> TooBusy:
    return TooBusy("Many pictures are being worked on.", retry_after=2)


def _kind(raw: bytes, media_type: str) -> str:
    kind = next((name for name, (magic, _) in MAGIC.items() if raw.startswith(magic)), None)
    if kind is None:
        raise NotAPicture(SENDABLE)
    if media_type not in ANY and media_type != MAGIC[kind][1]:
        raise NotAPicture(f"It is sent as {media_type[:60]}, and begins like {MAGIC[kind][1]}.")
    return kind


def _decoded(raw: bytes, kind: str) -> Picture:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - loaded with the first picture

    try:
        with Image.open(BytesIO(raw), formats=[kind]) as opened:  # reads the header alone
            _refuse_many_pixels(opened.width * opened.height)
            return _made(_upright(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except UnidentifiedImageError:
        raise NotAPicture(SENDABLE) from None
    except (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, struct.error):
        # What Pillow's decoders raise for files that are cut off or damaged.
        raise NotAPicture("The picture is damaged: it cannot be decoded.") from None


def _upright(opened: Image) -> Image:
    """The pixels, as their camera said they are to be seen, no larger than the largest copy."""
    turned = _turns().get(opened.getexif().get(ORIENTATION, 1))
    opened.draft("RGB", (SIDES[-1] * 2, SIDES[-1] * 2))  # a JPEG is decoded at about the scale that is needed
    opened.load()  # of an animation, the first frame
    plain = opened if opened.mode in {"RGB", "RGBA"} else opened.convert(_mode(opened))
    plain.thumbnail((SIDES[-1], SIDES[-1]), reducing_gap=2.0)
    return plain if turned is None else plain.transpose(turned)


def _turns() -> dict[int, Transpose]:
    """How a picture of an Exif orientation is set upright."""
    from PIL.Image import Transpose  # noqa: PLC0415 - loaded already

    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }


def _mode(picture: Image) -> str:
    return "RGBA" if picture.has_transparency_data else "RGB"


def _made(upright: Image) -> Picture:
    copies = {side: _copy(upright, side) for side in SIDES}
    width, height = upright.size
    return Picture(uploaded_name(copies.values()), width, height, copies)


def _copy(upright: Image, side: int) -> bytes:
    from PIL.Image import Resampling  # noqa: PLC0415 - loaded already

    size = fitted(*upright.size, side)
    scaled = upright if size == upright.size else upright.resize(size, Resampling.LANCZOS)
    scaled.info = {}  # Pillow writes XMP from here, asked or not
    out = BytesIO()
    scaled.save(out, "WEBP", quality=QUALITY, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()


def _refuse_many_pixels(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise _too_large()


def _too_large() -> ValidationFailed:
    words = f"At most {MOST_PIXELS // 1_000_000} million pixels."
    return ValidationFailed(words, errors=[FieldError("/file", "picture-too-large", words)])
