"""Incidents: sent from the way, seen by the office at once."""

import io
from datetime import time, timedelta

from sqlalchemy import select

from tests.escorting.conftest import Phone
from tests.factories import AT, a_delegation, an_itinerary
from tests.outcomes.samples import a_snapshot
from visits.access.rules import Channel
from visits.escorting.forms import ToldForm
from visits.escorting.models import Incident
from visits.notifications.models import Letter


def found(session) -> list[Incident]:
    session.expire_all()
    return list(session.scalars(select(Incident)))


def send(phone, **more):
    given = {"kind": "medical", "text": "Somebody fell.", "stop": "", **more}
    return phone.post("incident", **given)


def test_the_office_knows_at_once_and_once(session, phone, visit, stops):
    for _ in range(2):
        said = send(phone, key="one", stop=stops[0].uid)
    assert said == "The office knows. If it is urgent, call as well."
    (incident,) = found(session)
    assert (incident.kind.value, incident.stop_id, incident.person) == (
        "medical",
        stops[0].id,
        "Escort Bae",
    )
    letters = session.scalars(select(Letter).where(Letter.kind == "escorting.incident")).all()
    assert [letter.recipient for letter in letters] == ["coordinator@example.org"]
    assert letters[0].facts == {"incident": incident.id}


def test_photographs_that_come_again_are_not_kept_again(session, phone, data_dir):
    for _ in range(2):
        send(phone, key="one", pictures=(io.BytesIO(a_snapshot()), "camera.jpg"))
    (incident,) = found(session)
    folder = data_dir / "files"
    kept = sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
    assert kept == sorted(file.path for file in incident.files)
    assert len(kept) == 2


def test_the_key_of_another_visit_is_refused_and_not_called_known(session, phone, escort_path):
    send(phone, key="one")
    other = Phone(
        phone.browser, escort_path(an_itinerary(session, a_delegation(session)).delegation)
    )
    said = send(other, key="one", status=422)
    assert said == "This could not be understood. Please load the page anew."
    assert len(found(session)) == 1


def test_what_happened_is_read_in_the_office_with_its_photographs(session, phone, as_, visit):
    send(phone, pictures=(io.BytesIO(a_snapshot()), "camera.jpg"))
    office = as_("coordinator")
    page = office.page("escorting.incidents", code=visit.delegation.code)
    assert page.all("article h2") == ["Illness or injury"]
    assert page.all("article .lines") == ["Somebody fell."]
    shown = page.one("article a")["href"]
    picture = office.fetch("GET", shown)
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert b"SENTINEL-CAMERA" not in picture.data


def test_a_photograph_alone_is_enough_and_nothing_at_all_is_not(session, phone):
    said = phone.post("incident", status=422, kind="other", text="", stop="")
    assert said == "Say briefly what happened."
    send(phone, text="", pictures=(io.BytesIO(a_snapshot()), "camera.jpg"))
    assert [len(one.pictures) for one in found(session)] == [1]


def test_a_file_that_is_no_photograph_is_refused_in_words(session, phone):
    said = phone.post(
        "incident",
        status=422,
        kind="other",
        text="See",
        stop="",
        pictures=(io.BytesIO(b"no picture"), "camera.jpg"),
    )
    assert "camera.jpg" in said
    assert found(session) == []


def test_somebody_sees_to_it(session, phone, as_, visit):
    send(phone)
    page = as_("coordinator").page("escorting.incidents", code=visit.delegation.code)
    page.submit("article form", outcome="A doctor came.")
    (incident,) = found(session)
    assert incident.outcome == "A doctor came."
    assert incident.settled_at is not None


def test_an_officer_enters_what_was_told(session, as_, visit):
    page = as_("coordinator").page("escorting.note_incident", code=visit.delegation.code)
    page.submit(kind="vehicle", text="A flat tyre.", channel="telephone", person="Driver Oh")
    (incident,) = found(session)
    assert (incident.channel.value, incident.person) == ("telephone", "Driver Oh")


def test_what_is_told_days_later_was_told_on_the_day_on_which_it_was_said(app, settings):
    later = AT + timedelta(days=2)
    happened = AT.astimezone(settings.zone).date()
    given = {"on": happened, "clock": time(9), "channel": Channel.TELEPHONE}
    with app.test_request_context():
        form = ToldForm(formdata=None, zone=settings.zone, at=later, data=given)
        told = form.told(by_id=1, at=later)
        assert (form.moment().at.astimezone(settings.zone).date(), told.told_on) == (
            happened,
            later.astimezone(settings.zone).date(),
        )


def test_a_viewer_reads_and_an_outsider_does_not(phone, as_, visit):
    send(phone)
    code = visit.delegation.code
    assert not as_("viewer").page("escorting.incidents", code=code).has("article form")
    as_("host").page("escorting.incidents", code=code, status=403)
