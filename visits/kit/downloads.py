"""Files made for whoever asks: sent once, kept nowhere."""

from io import BytesIO
from pathlib import PurePath

from flask import Response, send_file

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "hwpx": "application/hwp+zip",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: bytes, name: str) -> Response:
    """The file under a name that tells nobody's: codes and days, `roster-2026-004.xlsx`."""
    media_type = TYPES[PurePath(name).suffix.removeprefix(".")]
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
