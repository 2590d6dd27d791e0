"""User text never breaks a calendar, and stays what people wrote."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.calendars.ics.text import escaped, folded, one_line, plain, quotable

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(codec="utf-8", categories=["Cc", "Cf", "Zl", "Zp"]),
        st.characters(categories=["Cs"]),
        st.sampled_from("\r\n\t\\;,:\"^<>&b/'\u0301\u1100\u1161\u2066\u2069\u202e\ufeff\ufffd"),
    ),
    max_size=100,
)
LANGUAGES = {
    "ar": "زيارة مستشفى جامعة سول",
    "km": "ទស្សនកិច្ចនៅមន្ទីរពេទ្យ",
    "ko": "서울대학교병원 견학",
    "lo": "ການຢ້ຽມຢາມໂຮງໝໍ",
    "th": "เยี่ยมชมโรงพยาบาล",
    "family": "👩🏽‍⚕️🇰🇷 👨‍👩‍👧‍👦",
}


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=LANGUAGES)
def test_it_keeps_every_language_as_written(text):
    assert plain(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one_line_end(end):
    assert plain(f"a{end}b") == "a\nb"
    assert one_line(f"a {end} {end} b") == "a b"


@pytest.mark.parametrize(
    ("dirty", "shown"),
    [
        ("a\x00b\x7fc\x9fd", "abcd"),
        ("a\tb", "a b"),
        ("\ufeffa\ud800b\udfffc", "abc"),
        ("a\ufffdb\uffffc\U0001fffed", "abcd"),
        ("\u202eevil\u202c", "evil"),
        (r"C:\Notes\new", "C:\uff3cNotes\uff3cnew"),
        ("e\ufffd\u0301", "\u00e9"),
        ("  a\n", "a"),
    ],
)
def test_it_removes_what_readers_trip_over(dirty, shown):
    assert plain(dirty) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>Hall</b>", "\uff1cb>Hall\uff1c/b>"),
        ("<br/>", "\uff1cbr/>"),
        ("<a href=x>", "\uff1ca href=x>"),
        ("Q&amp;A &#60;", "Q\uff06amp;A \uff06#60;"),
        ("<!--", "\uff1c!--"),
        ("3 < 5 & 5 > 3, R&D, <9", "3 < 5 & 5 > 3, R&D, <9"),
    ],
)
def test_html_is_shown_and_never_rendered(written, shown):
    assert plain(written) == shown


@pytest.mark.parametrize(
    ("written", "closed"),
    [
        ("\u2068옥상\u2069 زيارة", "\u2068옥상\u2069 زيارة"),
        ("\u2067open", "\u2067open\u2069"),
        ("\u2066a\u2067b\nc\u2069", "\u2066a\u2067b\u2069\u2069\nc"),
    ],
)
def test_isolates_close_on_their_line(written, closed):
    assert plain(written) == closed


def test_a_quoted_value_holds_no_quotation_mark_and_no_caret():
    assert quotable('Hall "A"\n^n') == "Hall \u201dA\u201d \uff3en"


def test_escapes_are_those_of_the_standard():
    assert escaped("a;b,c\nd:e") == r"a\;b\,c\nd:e"


def test_a_line_of_75_octets_stays_whole():
    assert folded("x" * 75) == b"x" * 75 + b"\r\n"
    assert folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"


def test_no_fold_parts_a_backslash_from_its_letter():
    assert folded("x" * 74 + r"\n") == b"x" * 74 + b"\r\n \\n\r\n"


def test_no_fold_cuts_a_character():
    assert folded("x" * 74 + "견") == b"x" * 74 + "\r\n 견\r\n".encode()


@given(HOSTILE)
def test_cleaned_text_has_only_what_a_calendar_may_hold(text):
    shown = plain(text)
    assert shown == unicodedata.normalize("NFC", shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd\\\\]", shown)
    assert not re.search("[\u202a-\u202e\ud800-\udfff]", shown)
    assert plain(shown) == shown
    assert "\n" not in one_line(text)
    assert not set(quotable(text)) & set('"^\n')


@given(HOSTILE)
def test_folded_lines_join_to_what_was_written(text):
    line = f"SUMMARY:{escaped(plain(text))}"
    octets = folded(line)
    pieces = octets.removesuffix(b"\r\n").split(b"\r\n")
    assert octets.endswith(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert all(piece.decode().startswith(" ") for piece in pieces[1:])
    assert not any(piece.endswith(b"\\") for piece in pieces)
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == line
