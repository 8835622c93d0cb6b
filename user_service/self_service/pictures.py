"""A picture somebody sends, made into one that is ours: decoded, cut to a square, scaled, and written anew.

Nothing of the file survives but its pixels: no metadata, no second format hidden behind them, no animation. Pillow is
loaded with the first picture: it needs 12 MiB.
"""

from __future__ import annotations

from io import BytesIO
from threading import Semaphore
from typing import TYPE_CHECKING

from servicekit.errors import FieldError, TooBusy, ValidationFailed

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_SIDE = 4096  # pixels; decoded, such a picture takes 64 MiB, and a PNG of one colour is a file of 60 KiB
SIDE = 256
QUALITY = 82
ORIENTATION = 0x0112  # the Exif tag
PATIENCE = 5.0  # seconds

# One at a time: sixteen threads with the largest picture each would need a gigabyte.
turn = Semaphore(1)


def avatar(raw: bytes) -> bytes:
    """256 × 256 WebP of what is in the middle of `raw`. Raises ValidationFailed with words, or TooBusy."""
    if not turn.acquire(timeout=PATIENCE):
        raise TooBusy("Many pictures are being worked on.", retry_after=2)
    try:
        return _avatar(raw)
    finally:
        turn.release()


def _avatar(raw: bytes) -> bytes:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - loaded with the first picture

    try:
        with Image.open(BytesIO(raw), formats=FORMATS) as opened:  # reads the header alone
            if max(opened.size) > LARGEST_SIDE:
                raise _refused("picture-too-large", f"At most {LARGEST_SIDE} pixels wide and high.")
            return _written(_square(opened))
    except UnidentifiedImageError:
        raise _refused("picture-unreadable", "Send a PNG, JPEG or WebP picture.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _refused("picture-too-large", f"At most {LARGEST_SIDE} pixels wide and high.") from None
    except (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError):
        # What Pillow's decoders raise for files that are cut off or damaged.
        raise _refused("picture-unreadable", "The picture is damaged: it cannot be decoded.") from None


def _square(opened: Image) -> Image:
    from PIL import Image, ImageOps  # noqa: PLC0415 - loaded already

    turned = _turns().get(opened.getexif().get(ORIENTATION, 1))
    opened.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG is decoded at the scale that is needed
    opened.load()  # of an animation, the first frame
    picture = opened if opened.mode in {"RGB", "RGBA"} else opened.convert("RGBA" if _transparent(opened) else "RGB")
    fitted = ImageOps.fit(picture, (SIDE, SIDE), Image.Resampling.LANCZOS)
    return fitted if turned is None else fitted.transpose(turned)


def _written(picture: Image) -> bytes:
    picture.info = {}  # Pillow writes XMP from here, asked or not
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()


def _transparent(picture: Image) -> bool:
    return picture.has_transparency_data


def _turns() -> dict[int, Transpose]:
    """How a picture of an Exif orientation is set upright. The square in the middle stays the one in the middle."""
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


def _refused(code: str, words: str) -> ValidationFailed:
    return ValidationFailed(words, errors=[FieldError("/file", code, words)])
