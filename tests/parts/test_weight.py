"""A guest's first visit stays under 100 KB, on a telephone and for whoever pays by the megabyte."""

import json
from pathlib import Path

DIST = Path(__file__).parents[2] / "static" / "dist"
FONTS = DIST / "files"
MOST_FOR_SHEET_AND_SCRIPT = 12_000
MOST_FOR_FONTS = 50_000


def test_the_guests_sheet_and_script_are_small():
    manifest = json.loads((DIST / "manifest.json").read_text())
    twins = [DIST / f"{manifest[name]}.gz" for name in ("guest.css", "guest.js")]
    assert sum(twin.stat().st_size for twin in twins) <= MOST_FOR_SHEET_AND_SCRIPT


def test_the_fonts_of_one_language_are_small():
    for script in ("khmer-khmer-[47]00", "lao-lao-wght", "thai-thai-wght"):
        files = list(FONTS.glob(f"noto-sans-{script}-*.woff2"))
        assert files
        assert sum(file.stat().st_size for file in files) <= MOST_FOR_FONTS
