"""Small files that begin and are built like real ones."""

import io
import zipfile

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 16
HWP = OLE + b"\0" * 504 + b"HWP Document File" + b"\0" * 16
DOC = OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le")
XLS = OLE + b"\0" * 504 + "Workbook".encode("utf-16-le")


def archive(entries: dict[str, bytes]) -> bytes:
    """A zip archive; its first entry is stored, the others are packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for place, (name, content) in enumerate(entries.items()):
            kind = zipfile.ZIP_DEFLATED if place else zipfile.ZIP_STORED
            packed.writestr(name, content, kind)
    return made.getvalue()


HWPX = archive({"mimetype": b"application/hwp+zip", "Contents/header.xml": b"<head/>"})
DOCX = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
XLSX = archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
EVERY = {
    "plan.pdf": PDF,
    "plan.hwp": HWP,
    "plan.hwpx": HWPX,
    "plan.doc": DOC,
    "plan.docx": DOCX,
    "plan.xls": XLS,
    "plan.xlsx": XLSX,
    "photo.jpg": JPEG,
    "photo.JPEG": JPEG,
    "photo.png": PNG,
}
