"""How large a picture is, read from its first bytes; for writers that must place it themselves."""

from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG's markers of a frame, whose segment says the size (ITU T.81, table B.1)."""
BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a segment."""
SQUARE = (1, 1)


def pixels(content: bytes) -> tuple[int, int]:
    """Width and height; as of a square when the file does not say."""
    if content.startswith(PNG):
        width, height = content[16:20], content[20:24]
        size = int.from_bytes(width), int.from_bytes(height)
    else:
        size = next(frames(content), SQUARE)
    return size if min(size) > 0 else SQUARE


def frames(content: bytes) -> Iterator[tuple[int, int]]:
    """The sizes that a JPEG's frames state."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 (every marker begins so)
        marker = content[at + 1]
        if marker in BARE:
            at += 2
            continue
        if marker in FRAMES:
            yield int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + int.from_bytes(content[at + 2 : at + 4])


def fitted(content: bytes, *, width: float, height: float) -> tuple[float, float]:
    """The largest size of the picture within a frame, in the frame's unit."""
    wide, high = pixels(content)
    scale = min(width / wide, height / high)
    return wide * scale, high * scale
