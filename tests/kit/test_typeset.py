"""Papers are typeset in every language, with every sign, and their texts are never markup."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from visits.kit import typeset
from visits.kit.translated import Translated

ROOT = Path(__file__).parents[2]
TEMPLATE = """#import "/parts/page.typ": *
= #within(facts.heading)
#for line in facts.lines { say(line) }
#table-of(facts.headers, facts.rows.map(row => (code(row.time), say(row.what))))
"""
TEXTS = {
    "ko": "도시통합정보센터를 방문하시게 됩니다.",
    "en": "The city welcomes the delegation.",
    "ar": "ترحب المدينة بالوفد",
    "fr": "La ville souhaite la bienvenue à la délégation, où l’été est doux.",
    "km": "ទីក្រុងសូមស្វាគមន៍គណៈប្រតិភូ",
}


@pytest.fixture
def setter(tmp_path):
    shutil.copytree(ROOT / "templates" / "parts", tmp_path / "parts")
    (tmp_path / "trial.typ").write_text(TEMPLATE)
    office = Translated(ko="세종특별자치시 국제관계담당관", en="International Relations")
    return typeset.Typesetter(tmp_path, typeset.font_folders(), office)


def typeset_in(setter, language, *lines, rows=1):
    facts = {
        "heading": TEXTS[language],
        "lines": lines,
        "headers": ["14:00", "What"],
        "rows": [{"time": "14:00–15:30", "what": line} for line in lines for _ in range(rows)],
    }
    stamp = "v2 · 2026. 11. 24."
    return setter.pdf("trial.typ", facts, language=language, title="A paper", stamp=stamp)


def told_by(tool, content, *options):
    done = subprocess.run([tool, *options], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def read_back(content):
    return " ".join(told_by("pdftotext", content, "-", "-").split())


@pytest.mark.parametrize("language", ["ko", "en", "fr"])
def test_what_is_written_is_read_again(setter, language):
    told = read_back(typeset_in(setter, language, TEXTS[language]))
    assert told.count(TEXTS[language]) == 3
    assert setter.office.to(language) in told
    for each in ("v2 · 2026. 11. 24.", "A paper", "1/1", "14:00–15:30"):
        assert each in told


@pytest.mark.parametrize("language", ["ar", "km"])
def test_scripts_that_are_shaped_keep_every_letter(setter, language):
    """Programs read joined letters one by one and in their own order: the letters must be there."""
    told = read_back(typeset_in(setter, language, TEXTS[language]))
    assert set(unicodedata.normalize("NFKC", told)) >= set(TEXTS[language]) - {" "}


def test_a_paper_says_its_title_and_is_tagged_for_screen_readers(setter):
    about = told_by("pdfinfo", typeset_in(setter, "ar", TEXTS["ar"]), "-")
    facts = dict(line.split(":", 1) for line in about.splitlines() if ":" in line)
    assert facts["Title"].strip() == "A paper"
    assert facts["Tagged"].strip() == "yes"
    assert facts["Page size"].strip().endswith("(A4)")


def test_long_tables_run_over_pages_that_are_numbered(setter):
    told = read_back(typeset_in(setter, "en", TEXTS["en"], rows=60))
    assert told.endswith("2/2")


def test_texts_are_never_markup(setter):
    hostile = '#panic("x") *bold* $x$ @y <z> \\ #import "/trial.typ"'
    assert hostile in read_back(typeset_in(setter, "en", hostile))


def test_a_text_of_another_language_has_its_own_letters(setter):
    japanese = typeset.text("ja", "直")
    told = told_by("pdffonts", typeset_in(setter, "ko", japanese), "-")
    assert "NotoSansCJKjp" in told.replace(" ", "")
    assert typeset.resolved(Translated(ar="و"), "km") == {"tag": "ar", "text": "و"}


def test_no_sign_of_our_catalogues_lacks_a_glyph():
    """typst says nothing about a sign that no font has: it leaves a box."""
    known = set()
    for folder in typeset.font_folders():
        for path in Path(folder).glob("*.tt?"):
            with TTFont(path, fontNumber=0, lazy=True) as font:
                known |= {chr(code) for code in font.getBestCmap()}
    missing = {}
    for path in (ROOT / "translations").glob("*/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            said = {sign for message in read_po(file) for sign in text_of(message)}
        lacking = {s for s in said - known if unicodedata.category(s) not in {"Cc", "Cf"}}
        missing |= {path.parts[-3]: lacking} if lacking else {}
    assert missing == {}


def text_of(message):
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return "".join(texts)
