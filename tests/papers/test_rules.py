"""Which files are taken: extension and first bytes must agree, and nothing is unpacked."""

import pytest

from tests.papers.samples import DOCX, EVERY, HWPX, PDF, PNG, archive
from visits.papers.rules import BadFile, checked, plain_name

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(("name", "content"), EVERY.items())
def test_papers_of_an_office_are_taken(name: str, content: bytes):
    upload = checked(name, content, most=MEGABYTE)
    assert (upload.name, upload.content) == (name, content)


def test_the_media_type_is_ours():
    assert checked("plan.hwpx", HWPX, most=MEGABYTE).type == "application/hwp+zip"


def refusal(name: str, content: bytes, most: int = MEGABYTE) -> str:
    with pytest.raises(BadFile) as caught:
        checked(name, content, most=most)
    return caught.value.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"MZ\x90\0"),
        ("plan.pdf", b"<html><script>alert(1)</script>"),
        ("plan.pdf", b""),
        ("plan.pdf", PNG),
        ("plan.docx", HWPX),
        ("plan.hwpx", DOCX),
        ("plan.docx", archive({"evil.exe": b"MZ"})),
        ("plan.xlsx", DOCX),
        ("plan.hwp", EVERY["plan.doc"]),
        ("plan.doc", EVERY["plan.xls"]),
    ],
)
def test_what_is_not_what_its_ending_says_is_refused(name: str, content: bytes):
    assert refusal(name, content) == "wrong_content"


@pytest.mark.parametrize(
    "name", ["plan.pdf.exe", "plan.html", "plan.svg", "plan.zip", "plan", ".pdf", "", "plan.pdf."]
)
def test_other_kinds_are_refused(name: str):
    reason = "unknown_format" if name != "plan.pdf." else None
    if reason is None:
        assert checked(name, PDF, most=MEGABYTE).name == "plan.pdf"
    else:
        assert refusal(name, PDF) == reason


def test_what_is_too_large_is_refused():
    assert refusal("plan.pdf", PDF + b"x" * MEGABYTE) == "too_large"


def test_a_zip_bomb_is_not_opened():
    """Ten megabytes of zeros in a few kilobytes: told by its names alone, never unpacked."""
    bomb = archive({"[Content_Types].xml": b"", "word/document.xml": b"\0" * 10 * MEGABYTE})
    assert len(bomb) < 20_000
    assert checked("plan.docx", bomb, most=20_000).content is bomb


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\kim\\공문.hwp", "공문.hwp"),
        ("plan\r\nX-Evil: 1.pdf", "plan X-Evil 1.pdf"),
        ("exe.\u202efdp.pdf", "exe.fdp.pdf"),
        ('a"b<c>.pdf', "abc.pdf"),
        ("...plan.pdf", "plan.pdf"),
        ("名" * 300 + ".pdf", "名" * 146 + ".pdf"),
        ("..", "file"),
    ],
)
def test_a_name_loses_what_is_no_name(given: str, kept: str):
    assert plain_name(given) == kept
