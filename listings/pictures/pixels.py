"""A file that somebody chose into a picture of ours: decoded whole, turned upright, made small, with nothing else in it.

The one place that knows Pillow. What comes out is drawn anew, so where and with what it was taken is gone.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageFile, ImageOps

from marketplace.kernel.errors import DomainError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""More than a phone's camera makes; a small file may unpack to far more than memory holds."""
LARGEST = 1600
"""Pixels along the longer side of what we keep."""
KINDS = ("JPEG", "PNG", "WEBP", "GIF")
ENDING = "webp"
TOO_LARGE = "That file is over 10 MB. Make the picture smaller, or take it with a lower setting."
NO_PICTURE = "That file is not a picture we can use. Choose a JPEG, PNG, WebP or GIF file."
BROKEN = "That picture is broken and cannot be opened to its end. Choose another file."
TOO_MANY_PIXELS = "That picture has too many dots. Make it smaller and try again."
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Ready:
    """A picture as it is kept: its bytes, their hash, width and height in pixels."""

    data: bytes
    sha: str
    width: int
    height: int


def ready(sent: bytes) -> Ready:
    """Return what was sent as a picture of ours. Raises DomainError with one sentence for everything that is none."""
    if len(sent) > MOST_BYTES:
        raise DomainError(TOO_LARGE)
    try:
        found = Image.open(io.BytesIO(sent), formats=KINDS)
    except _BOMBS:
        raise DomainError(TOO_MANY_PIXELS) from None
    except _FAULTS:
        raise DomainError(NO_PICTURE) from None
    if found.width * found.height > MOST_PIXELS:
        raise DomainError(TOO_MANY_PIXELS)
    try:
        drawn = _drawn_anew(found)
        out = io.BytesIO()
        drawn.save(out, "WEBP", quality=82, method=4)
    except _BOMBS:
        raise DomainError(TOO_MANY_PIXELS) from None
    except _FAULTS:
        raise DomainError(BROKEN) from None
    data = out.getvalue()
    return Ready(data, hashlib.sha256(data).hexdigest(), drawn.width, drawn.height)


def _drawn_anew(found: Image.Image) -> Image.Image:
    """Return the first picture of a file, upright and small, as nothing but its dots."""
    # WeasyPrint lets half a picture pass in the whole process once an invoice was put on paper; here half is broken.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    found.load()
    upright = ImageOps.exif_transpose(found)
    clear = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    plain = upright.convert("RGBA" if clear else "RGB")
    plain.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    anew = Image.new(plain.mode, plain.size)
    anew.paste(plain)
    return anew
