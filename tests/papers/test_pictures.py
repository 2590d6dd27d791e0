"""What becomes of a photograph between the camera and the page."""

import pytest

from tests.outcomes.samples import a_bomb, a_picture, a_snapshot, opened
from visits.papers.pictures import LONGEST_SHOWN, LONGEST_SMALL, read_picture
from visits.papers.rules import BadFile

MOST = 20 * 1024 * 1024


def reason(name: str, content: bytes, most: int = MOST) -> str:
    with pytest.raises(BadFile) as caught:
        read_picture(name, content, most=most)
    return caught.value.reason


@pytest.mark.parametrize(
    ("name", "inside"),
    [("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")],
)
def test_each_kind_becomes_a_jpeg_with_a_thumbnail(name, inside):
    picture = read_picture(name, a_picture(inside, (3000, 1500)), most=MOST)
    assert (picture.width, picture.height) == (LONGEST_SHOWN, LONGEST_SHOWN // 2)
    shown, small = opened(picture.shown), opened(picture.small)
    assert (shown.format, shown.size) == ("JPEG", (LONGEST_SHOWN, LONGEST_SHOWN // 2))
    assert (small.format, small.size) == ("JPEG", (LONGEST_SMALL, LONGEST_SMALL // 2))


def test_a_small_one_is_not_made_larger():
    assert opened(read_picture("a.png", a_picture("PNG", (40, 30)), most=MOST).small).size == (
        40,
        30,
    )


def test_nothing_that_the_camera_knew_is_kept():
    content = a_snapshot()
    assert b"SENTINEL-CAMERA" in content
    picture = read_picture("a.jpg", content, most=MOST)
    for kept in (picture.shown, picture.small):
        assert b"SENTINEL-CAMERA" not in kept
        assert b"Exif" not in kept
        assert dict(opened(kept).getexif()) == {}


def test_it_is_turned_upright():
    picture = read_picture("a.jpg", a_snapshot(), most=MOST)
    assert (picture.width, picture.height) == (400, 600)


def test_what_one_sees_through_is_white():
    content = a_picture("PNG", (8, 8), mode="RGBA", colour=(0, 0, 0, 0))
    shown = opened(read_picture("a.png", content, most=MOST).shown)
    assert shown.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK"])
def test_other_colours_become_the_usual_three(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    content = a_picture(kind, (8, 8), mode=mode, colour=0)
    assert opened(read_picture("a.png", content, most=MOST).shown).mode == "RGB"


def test_bad_files_are_named_by_what_is_wrong():
    good = a_picture()
    assert reason("a.jpg", good, most=len(good) - 1) == "too_large"
    assert reason("a.gif", good) == "unknown_format"
    assert reason("jpg", good) == "unknown_format"
    assert reason("a.jpg", b"%PDF-1.7 no picture") == "wrong_content"
    assert reason("a.jpg", a_picture("GIF")) == "wrong_content"
    assert reason("a.jpg", b"") == "wrong_content"
    assert reason("a.jpg", a_picture(size=(900, 900), quality=95)[:3000]) == "broken"
    assert reason("a.png", a_picture("PNG", (900, 900))[:100]) == "broken"


@pytest.mark.parametrize("side", [9_000, 12_000, 30_000])
def test_a_small_file_that_would_fill_the_memory_is_not_unpacked(side):
    assert reason("a.png", a_bomb(side)) == "too_many_pixels"
