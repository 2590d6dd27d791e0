"""Style sheets speak of start and end, so that a page in Arabic mirrors by itself."""

import re

from tests.house.tree import ROOT, kept_files

PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:left|right)\s*:"
    r"|(?:margin|padding|border)-(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
    r"|inset\s*:\s*\S+\s+\S+\s+\S+\s+\S+"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
HANDS_IN_SCRIPTS = re.compile(r"\.style\.(?:left|right|margin(?:Left|Right)|padding(?:Left|Right))")


def test_no_left_and_right_in_style_sheets():
    found = []
    for path in kept_files():
        if path.suffix != ".css":
            continue
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        found += [f"{path.relative_to(ROOT)}: {hit[0].strip()}" for hit in PHYSICAL.finditer(text)]
    assert found == []


def test_no_left_and_right_set_by_scripts():
    scripts = [path for path in kept_files() if path.suffix in {".js", ".mjs"}]
    found = [str(p) for p in scripts if HANDS_IN_SCRIPTS.search(p.read_text(encoding="utf-8"))]
    assert found == []
