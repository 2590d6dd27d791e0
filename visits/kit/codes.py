"""Codes for cameras, within a page: a printed paper carries them along."""

from io import BytesIO

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""White modules around a code, as its standard asks."""


def picture_of(address: str) -> bytes:
    """The same as a PNG, for papers that are files."""
    file = BytesIO()
    segno.make(address, micro=False).save(file, kind="png", scale=8, border=QUIET_ZONE)
    return file.getvalue()


def code_of(address: str, alt: str) -> Markup:
    """The address as a QR code: an SVG element without style, called *alt* for who cannot see it."""
    drawn = segno.make(address, micro=False).svg_inline(
        border=QUIET_ZONE, light="#fff", omitsize=True, svgclass="code", lineclass=None
    )
    said = Markup(' role="img" aria-label="{}" ').format(alt)
    return Markup(drawn.replace("<svg ", f"<svg{said}", 1))  # noqa: S704 (drawn by us, of modules alone)
