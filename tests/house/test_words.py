"""The project speaks of the product alone: of no machine of ours and of no registry."""

import re

from tests.house.tree import ROOT, kept_files

# Written in pieces, so that this file does not say what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"/wor" + r"k/",
            r"/tm" + r"p/wt\b",
            r"\.\./" + r"shared",
            r"/roo" + r"t/",
            r"/home/" + r"\w+/",
            r"registry\." + r"npmjs",
            r"pypi\." + r"org",
            r"pythonhosted\." + r"org",
            r"deb\." + r"debian",
            r"--(?:extra-)?index" + r"-url",
            r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b",
        ]
    )
)
BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".gz", ".xlsx", ".zip"}


def test_no_file_speaks_of_the_machine_it_was_written_on():
    found = []
    for path in kept_files():
        if path.suffix in BINARY:
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in FORBIDDEN.finditer(text)]
    assert found == []
