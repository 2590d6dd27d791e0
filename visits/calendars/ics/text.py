"""User text made fit for a calendar: what every reader shows alike, and nothing that breaks a line.

Stricter than the cleaning at the model's edge, for calendars are read by programs that split
lines at any Unicode line end, render HTML, or misread an escaped backslash.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 control characters
    "\u202a-\u202e"  # bidi embeddings and overrides: they outlast the text and turn its neighbours
    "\ud800-\udfff"  # lone surrogates have no UTF-8
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff]"  # noncharacters, byte order mark
    "|["
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(65536, 1114112, 65536))
    + "]",
)
_ISOLATES = re.compile("[\u2066-\u2069]")
_POP_ISOLATE = "\u2069"
_HTML_TAG = re.compile(r"<(?=[A-Za-z/!])")
_HTML_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_LINE_OCTETS = 75


def plain(text: str) -> str:
    """Text of several lines, in NFC, that no reader can take for markup, escapes or line ends.

    A backslash becomes U+FF3C, since common readers misread an escaped one; the `<` and `&` of
    HTML become their full-width twins, since common clients render HTML in descriptions.
    """
    if not text.replace("\n", "").isprintable():
        text = _printable(text)
    text = unicodedata.normalize("NFC", text.replace("\ufffd", "")).replace("\\", "\uff3c")
    return _HTML_ENTITY.sub("\uff06", _HTML_TAG.sub("\uff1c", text)).strip()


def one_line(text: str) -> str:
    """`plain` text whose line breaks became blanks."""
    return " ".join(filter(None, map(str.strip, plain(text).split("\n"))))


def quotable(text: str) -> str:
    """One line that may also stand inside a quoted parameter value.

    RFC 5545 forbids the quotation mark there, and RFC 6868 gives the caret a meaning.
    """
    return one_line(text).replace('"', "\u201d").replace("^", "\uff3e")


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11) of cleaned text, which holds no backslash."""
    return text.replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def folded(line: str) -> bytes:
    """One content line with CRLF, cut at 75 octets (RFC 5545, 3.1).

    Never cut inside a UTF-8 character, nor between a backslash and the character it escapes.
    """
    octets = line.encode()
    if len(octets) <= _LINE_OCTETS:
        return octets + b"\r\n"
    pieces: list[bytes] = []
    start, room = 0, _LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while _continues(octets[end]):
            end -= 1
        if octets[end - 1] == ord("\\"):
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, _LINE_OCTETS - 1  # the blank that marks a continuation
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def _continues(octet: int) -> bool:
    """Whether the octet is inside a UTF-8 character, not its first."""
    return 0x80 <= octet < 0xC0  # noqa: PLR2004


def _printable(text: str) -> str:
    """The text without what cannot be shown, each line closing its own bidi isolates."""
    text = _UNFIT.sub("", _LINE_ENDS.sub("\n", text.replace("\t", " ")))
    return "\n".join(map(_balanced, text.split("\n")))


def _balanced(line: str) -> str:
    """The line with every bidi isolate closed, and no end of one that was never opened."""
    if not _ISOLATES.search(line):
        return line
    kept: list[str] = []
    depth = 0
    for sign in line:
        if sign == _POP_ISOLATE:
            if not depth:
                continue
            depth -= 1
        elif _ISOLATES.match(sign):
            depth += 1
        kept.append(sign)
    return "".join(kept) + _POP_ISOLATE * depth
