"""Photographs as they come from cameras, made fit for display: turned upright, scaled, and without
anything that the camera knew (place, time, owner).

Nothing of what was uploaded is kept but what is to be seen. Bounds on bytes and pixels come first:
a small file can hold a picture that fills the memory.
"""

import io
import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from visits.papers import storage
from visits.papers.rules import BadFile, Upload, plain_name
from visits.papers.storage import Kept

ENDINGS = ("jpg", "jpeg", "png", "webp")
FORMATS = ("JPEG", "PNG", "WEBP")
"""What must be found inside, whichever of the endings the name has."""
MEGABYTE = 1024 * 1024
MOST_PIXELS = 80_000_000
LONGEST_SHOWN, LONGEST_SMALL = 2_000, 480
"""Pixels of the longer side."""
SHOWN, SMALL = "photo.jpg", "thumbnail.jpg"
"""What its two files are called."""
WHITE = (255, 255, 255)
QUALITY = 85
TYPE = "image/jpeg"
BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, struct.error, zlib.error)
"""What the library raises over damaged files."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph as it is kept, twice: for looking at and as a thumbnail. Both are JPEG."""

    shown: bytes = field(repr=False)
    small: bytes = field(repr=False)
    width: int
    height: int
    """Pixels of `shown`."""


def read_picture(name: str, content: bytes, *, most: int) -> Picture:
    """The photograph of a file of at most *most* bytes.

    Raises BadFile: `too_large`, `unknown_format`, `wrong_content`, `too_many_pixels`, `broken`.
    """
    if len(content) > most:
        raise BadFile("too_large")
    extension = PurePath(plain_name(name)).suffix.removeprefix(".").lower()
    if extension not in ENDINGS:
        raise BadFile("unknown_format")
    image = opened(content)
    try:
        upright = flattened(image)
        shown = scaled(upright, LONGEST_SHOWN)
        return Picture(
            as_jpeg(shown), as_jpeg(scaled(shown, LONGEST_SMALL)), shown.width, shown.height
        )
    except BROKEN as error:
        raise BadFile("broken") from error


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A photograph whose two files lie on the disk."""

    picture: Picture
    files: tuple[Kept, Kept]


def keep_picture(folder: Path, picture: Picture) -> KeptPicture:
    """Write both files; they belong to nobody until an action says so."""
    shown = storage.keep(folder, Upload(SHOWN, TYPE, picture.shown))
    small = storage.keep(folder, Upload(SMALL, TYPE, picture.small))
    return KeptPicture(picture, (shown, small))


def opened(content: bytes) -> Any:
    """The picture, of which only the head is read so far."""
    from PIL import Image

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
    except bombs as error:
        raise BadFile("too_many_pixels") from error
    except BROKEN as error:
        raise BadFile("wrong_content") from error
    if image.width * image.height > MOST_PIXELS:
        raise BadFile("too_many_pixels")
    return image


def flattened(image: Any) -> Any:
    """Upright, in three colours, on white where one could see through."""
    from PIL import Image, ImageOps

    image.draft("RGB", (LONGEST_SHOWN, LONGEST_SHOWN))  # a JPEG is read at the size that is needed
    upright = ImageOps.exif_transpose(image)
    if "A" in upright.getbands() or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        below = Image.new("RGB", upright.size, WHITE)
        below.paste(upright, mask=upright.getchannel("A"))
        return below
    return upright.convert("RGB")


def scaled(image: Any, side: int) -> Any:
    """Its longer side at most so many pixels; never made larger."""
    copy = image.copy()
    copy.thumbnail((side, side))
    return copy


def as_jpeg(image: Any) -> bytes:
    """Of the colours alone: neither EXIF nor any other mark goes along."""
    from PIL import Image

    bare = Image.new("RGB", image.size)
    bare.paste(image)
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()
