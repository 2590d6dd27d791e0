"""Pictures drawn here: small ones, large ones, broken ones, and ones that tell where they were taken."""

import io
import struct
import zlib

from PIL import Image

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
LATITUDE = 2


def a_picture(kind: str = "JPEG", size=(600, 400), *, mode="RGB", colour="teal", **more) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **more)
    return file.getvalue()


def a_snapshot() -> bytes:
    """Held upright, by a camera that wrote down its maker and where it was."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "SENTINEL-CAMERA"
    exif.get_ifd(GPS)[LATITUDE] = (36.0, 28.0, 48.0)
    return a_picture(size=(600, 400), exif=exif)


def a_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few bytes that says it is far too large."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(name, data) for name, data in ((b"IHDR", head), (b"IDAT", b""), (b"IEND", b""))
    )


def chunk(name: bytes, data: bytes) -> bytes:
    summed = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", summed)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))
