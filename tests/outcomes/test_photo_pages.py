"""Photographs: several at once, checked, shown without what the camera knew, cleared by a person."""

import io
from pathlib import Path

import pytest

from tests.factories import a_delegate, a_delegation
from tests.outcomes.samples import a_bomb, a_picture, a_snapshot, opened
from tests.pages import Browser
from visits.delegations.rules import PhotoConsent
from visits.kit.translated import Translated
from visits.outcomes.models import Photo
from visits.outcomes.rules import Clearance
from visits.papers.models import File

BIG = 1024 * 1024


def photos(session) -> list[Photo]:
    session.expire_all()
    return list(session.query(Photo).order_by(Photo.id))


def on_disk(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def sent(*files: tuple[str, bytes]):
    return [(io.BytesIO(content), name) for name, content in files]


def test_several_are_added_at_once(as_, session, delegation, stops, folder):
    page = as_("coordinator").page("outcomes.add_photos", code=delegation.code)
    files = sent(
        ("IMG_0001.JPG", a_snapshot()),
        ("b.png", a_picture("PNG")),
        ("c.webp", a_picture("WEBP")),
    )
    typed = {"stop_id": str(stops[0].id), "caption-en": "At the control centre"}
    done = page.submit("main form[enctype]", files=files, **typed).follow()
    assert "3 photographs were added." in done.text
    assert [(p.stop_id, p.width, p.height) for p in photos(session)] == [
        (stops[0].id, 400, 600),
        (stops[0].id, 600, 400),
        (stops[0].id, 600, 400),
    ]
    assert [img["alt"] for img in done.soup.select("main img")] == ["At the control centre"] * 3
    names = {file.name for file in session.query(File)}
    assert names == {"photo.jpg", "thumbnail.jpg"}
    assert on_disk(folder) == 6


def test_what_is_served_tells_nothing_of_the_camera(as_, session, delegation):
    page = as_("coordinator").page("outcomes.add_photos", code=delegation.code)
    page.submit("main form[enctype]", files=sent(("a.jpg", a_snapshot())))
    (photo,) = photos(session)
    browser = as_("viewer")
    for size in ("large", "small"):
        address = browser.url("outcomes.picture", code=delegation.code, number=photo.id, size=size)
        answer = browser.fetch("GET", address)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert b"SENTINEL-CAMERA" not in answer.data
        assert dict(opened(answer.data).getexif()) == {}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.gif", a_picture("GIF"), "a.gif is of a kind that is not taken."),
        ("a.jpg", b"MZ", "a.jpg is not what its ending says, or it is damaged."),
        ("a.jpg", a_picture(size=(900, 900))[:900], "a.jpg is damaged and cannot be shown."),
        ("a.png", a_bomb(), "a.png has too many pixels. Save it smaller and try again."),
        ("a.jpg", a_picture() + b"\0" * BIG, "a.jpg is larger than 1 MB."),
    ],
)
def test_a_bad_file_is_answered_in_place_and_nothing_is_kept(
    make_app, people, session, delegation, folder, name, content, message
):
    app = make_app(UPLOAD_MEGABYTES=1)
    browser = people.sign_in("coordinator", Browser(app, session.commit))
    page = browser.page("outcomes.add_photos", code=delegation.code)
    files = sent(("good.jpg", a_picture()), (name, content))
    page = page.submit("main form[enctype]", files=files, status=422)
    page.response.request.environ["wsgi.input"].close()
    assert page.errors == {"files": [message]}
    assert photos(session) == []
    assert on_disk(folder) == 0


def test_many_together_may_be_larger_than_one_file(make_app, people, session, delegation):
    app = make_app(UPLOAD_MEGABYTES=1)
    browser = people.sign_in("coordinator", Browser(app, session.commit))
    page = browser.page("outcomes.add_photos", code=delegation.code)
    padded = a_picture() + b"\0" * (BIG - 10_000)
    done = page.submit("main form[enctype]", files=sent(*((f"{n}.jpg", padded) for n in range(4))))
    done.response.request.environ["wsgi.input"].close()
    assert len(photos(session)) == 4


def test_nothing_and_too_many_are_answered_in_place(as_, session, delegation):
    page = as_("coordinator").page("outcomes.add_photos", code=delegation.code)
    assert page.submit("main form[enctype]", status=422).errors == {
        "files": ["This field is required."]
    }
    files = sent(*((f"{n}.jpg", a_picture(size=(2, 2))) for n in range(21)))
    assert page.submit("main form[enctype]", files=files, status=422).errors == {
        "files": ["Add at most 20 at once."]
    }
    assert photos(session) == []


def test_the_same_form_sent_twice_adds_once(as_, session, delegation, folder):
    page = as_("coordinator").page("outcomes.add_photos", code=delegation.code)
    for _ in range(2):
        page.submit("main form[enctype]", files=sent(("a.jpg", a_picture())))
    assert len(photos(session)) == 1
    assert on_disk(folder) == 2


def test_who_refused_is_pointed_out_before_one_is_cleared(as_, session, delegation, photographed):
    a_delegate(session, delegation, photo_consent=PhotoConsent.REFUSED, family_name="Shy")
    photo = photographed()
    browser = as_("coordinator")
    seen = {"code": delegation.code}
    assert "Shy" in browser.page("outcomes.photos", **seen).one(".callout-warning").get_text()
    assert "Shy" not in as_("viewer").page("outcomes.photos", **seen).text
    page = browser.page("outcomes.edit_photo", **seen, number=photo.id)
    refused = page.submit("main form.form", clearance="cleared", status=422)
    assert list(refused.errors) == ["is_checked"]
    assert photos(session)[0].clearance is Clearance.UNCHECKED
    page.submit("main form.form", clearance="cleared", is_checked=True).follow()
    assert photos(session)[0].clearance is Clearance.CLEARED


def test_captions_are_written_in_two_languages(as_, session, delegation, photographed):
    photo = photographed(shows_people=False)
    page = as_("coordinator").page("outcomes.edit_photo", code=delegation.code, number=photo.id)
    assert not page.has("[name=is_checked]")
    page.submit(
        "main form.form",
        **{
            "caption-ko": "통합정보센터",
            "caption-en": "Control centre",
            "alt-en": "A wall of screens",
        },
    )
    (photo,) = photos(session)
    assert photo.caption == Translated(ko="통합정보센터", en="Control centre")
    assert photo.words == Translated(en="A wall of screens")


def test_a_stale_form_shows_both_versions(as_, delegation, photographed):
    photo = photographed()
    opened_by = [
        as_(who).page("outcomes.edit_photo", code=delegation.code, number=photo.id)
        for who in ("coordinator", "colleague")
    ]
    opened_by[0].submit("main form.form", **{"caption-en": "At noon"})
    assert (
        "At noon" in opened_by[1].submit("main form.form", **{"caption-en": "x"}, status=409).text
    )


def test_one_is_deleted_with_its_files(as_, session, delegation, photographed, folder):
    photo = photographed()
    page = as_("coordinator").page("outcomes.remove_photo", code=delegation.code, number=photo.id)
    page.submit().follow()
    assert (photos(session), on_disk(folder)) == ([], 0)


def test_a_photograph_of_another_visit_is_not_there(as_, session, photographed):
    photo, other = photographed(), a_delegation(session)
    browser = as_("coordinator")
    there = {"code": other.code, "number": photo.id, "status": 404}
    browser.page("outcomes.edit_photo", **there)
    browser.page("outcomes.picture", **there, size="large")


def test_photographs_are_for_staff_alone(as_, browser, delegation, photographed):
    photo = photographed()
    there = {"code": delegation.code, "number": photo.id, "size": "small"}
    as_("host").page("outcomes.picture", **there, status=403)
    browser.page("outcomes.picture", **there, status=303)


def test_the_page_costs_the_same_with_one_and_with_many(as_, delegation, photographed, queries_of):
    browser = as_("viewer")
    photographed()
    browser.page("outcomes.photos", code=delegation.code)
    few = queries_of(lambda: browser.page("outcomes.photos", code=delegation.code))
    for _ in range(3):
        photographed()
    assert queries_of(lambda: browser.page("outcomes.photos", code=delegation.code)) <= few
