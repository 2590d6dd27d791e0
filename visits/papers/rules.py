"""Kinds of papers, and which files may be attached to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import PurePath

from visits.kit.text import clean


class Direction(StrEnum):
    RECEIVED = auto()
    SENT = auto()
    INTERNAL = auto()


class PaperKind(StrEnum):
    REQUEST = auto()
    RECEPTION_PLAN = auto()
    COOPERATION = auto()
    INVITATION = auto()
    APPROVAL = auto()
    RESULT_REPORT = auto()
    OTHER = auto()


class Disclosure(StrEnum):
    """Official Information Disclosure Act (Korea), article 9: what is not open needs a ground."""

    OPEN = auto()
    PARTLY = auto()
    CLOSED = auto()

    @property
    def needs_ground(self) -> bool:
        return self is not Disclosure.OPEN


class BadFile(Exception):
    """A file that is not taken; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept: what it is called, its media type, what is in it."""

    name: str
    type: str
    content: bytes = field(repr=False)


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
HANGUL = b"HWP Document File"


def stream(name: str) -> bytes:
    """How an old Office file spells the name of a stream in it."""
    return name.encode("utf-16-le")


def is_hwp(content: bytes) -> bool:
    return content.startswith(HANGUL) or (content.startswith(OLE) and HANGUL in content)


def is_hwpx(content: bytes) -> bool:
    """By its first entry, which is stored and not packed: nothing is unpacked to look at it."""
    return content.startswith(ZIP) and b"mimetypeapplication/hwp+zip" in content[:100]


def is_open_xml(folder: bytes) -> Callable[[bytes], bool]:
    """By the names in the archive, which are never packed: nothing is unpacked to look at it."""

    def test(content: bytes) -> bool:
        names = (b"[Content_Types].xml", folder)
        return content.startswith(ZIP) and all(name in content for name in names)

    return test


def is_ole(*streams: str) -> Callable[[bytes], bool]:
    def test(content: bytes) -> bool:
        return content.startswith(OLE) and any(stream(name) in content for name in streams)

    return test


def starts(magic: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(magic)


OPEN_XML = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, tuple[str, Callable[[bytes], bool]]] = {
    "pdf": ("application/pdf", starts(b"%PDF-")),
    "hwp": ("application/x-hwp", is_hwp),
    "hwpx": ("application/hwp+zip", is_hwpx),
    "doc": ("application/msword", is_ole("WordDocument")),
    "docx": (f"{OPEN_XML}.wordprocessingml.document", is_open_xml(b"word/document.xml")),
    "xls": ("application/vnd.ms-excel", is_ole("Workbook", "Book")),
    "xlsx": (f"{OPEN_XML}.spreadsheetml.sheet", is_open_xml(b"xl/workbook.xml")),
    "jpg": ("image/jpeg", starts(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", starts(b"\xff\xd8\xff")),
    "png": ("image/png", starts(b"\x89PNG\r\n\x1a\n")),
}
"""By extension: the media type, and whether the content is what the extension says."""
LONGEST_NAME = 150
UNWANTED = str.maketrans("", "", '<>:"|?*')


def plain_name(name: str) -> str:
    """The file's own name: no folders, no control or bidi signs, no leading dots, not too long."""
    last = clean(name.replace("\\", "/")).rsplit("/", 1)[-1].translate(UNWANTED)
    path = PurePath(last.strip(". ") or "file")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix


def checked(name: str, content: bytes, *, most: int) -> Upload:
    """The file as it may be kept, of at most *most* bytes. Raises BadFile.

    The extension and the first bytes must agree; the media type is ours, never the browser's.
    """
    if len(content) > most:
        raise BadFile("too_large")
    plain = plain_name(name)
    extension = PurePath(plain).suffix.removeprefix(".").lower()
    if extension not in FORMATS:
        raise BadFile("unknown_format")
    media_type, is_one = FORMATS[extension]
    if not is_one(content):
        raise BadFile("wrong_content")
    return Upload(plain, media_type, content)
