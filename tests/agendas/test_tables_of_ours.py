"""A programme as a table: in the reader's language, brought back as the same stops."""

import io

import openpyxl
import pytest

from tests.factories import a_delegation, a_site, a_stop, an_itinerary
from visits.agendas.drafts import begun
from visits.agendas.reading import read, world_of
from visits.conflicts.rules import StopKind
from visits.kit.sheets.reading import read_sheets
from visits.kit.translated import Translated

TAGS = ("ko", "en", "ar", "fr", "km")


@pytest.fixture
def itinerary(session):
    itinerary = an_itinerary(session, a_delegation(session))
    names = {"ko": "수목원", "en": "Arboretum", "ar": "حديقة"}
    site = a_site(session)
    site.name = Translated(names)
    title = {"ko": "수목원 견학", "en": "Tour", "ar": "جولة في الحديقة"}
    a_stop(session, itinerary, "9:30", "10:45", site=site, title=Translated(title), move=None)
    a_stop(
        session,
        itinerary,
        "12:00",
        "13:20",
        kind=StopKind.MEAL,
        title=Translated(ko="오찬", en="Lunch = 1+1", ar="غداء"),
        place=Translated(ko="한식당", en="A restaurant", ar="مطعم"),
        public_note=Translated(ko="채식", en="Vegetarian", ar="نباتي"),
        internal_note="Ms Lee",
        move=None,
    )
    session.commit()
    return itinerary


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("tag", ["ko", "en", "ar"])
def test_an_export_is_read_again_as_the_same_stops(
    app, session, as_, people, itinerary, suffix, tag
):
    people["coordinator"].language = tag
    who = as_("coordinator")
    code = itinerary.delegation.code
    content = who.fetch("GET", who.url("agendas.export", code=code, kind=suffix)).data
    with app.app_context():
        world = world_of(session, itinerary.delegation, city=Translated(en="Sejong"), tags=TAGS)
        items = read(begun(read_sheets(content), world), world).agenda.items
    zone = app.config["ZONE"]
    assert [
        (item.starts, item.ends, item.title, item.site, item.place, item.kind, item.who, item.lines)
        for item in items
    ] == [
        (
            stop.starts.astimezone(zone).replace(tzinfo=None),
            stop.ends.astimezone(zone).replace(tzinfo=None),
            stop.title.to(tag),
            stop.site_id,
            stop.place.to(tag),
            stop.kind,
            stop.internal_note,
            tuple(filter(None, [stop.public_note.to(tag)])),
        )
        for stop in itinerary.stops
    ]
    assert [item.asks for item in items] == [(), ()]


def test_arabic_readers_get_a_sheet_from_right_to_left(as_, people, itinerary):
    people["coordinator"].language = "ar"
    who = as_("coordinator")
    address = who.url("agendas.export", code=itinerary.delegation.code, kind="xlsx")
    book = openpyxl.load_workbook(io.BytesIO(who.fetch("GET", address).data))
    assert book.worksheets[0].sheet_view.rightToLeft


def test_the_template_shows_how_to_fill_it(app, session, as_, itinerary):
    who = as_("coordinator")
    address = who.url("agendas.template", code=itinerary.delegation.code, kind="xlsx")
    answer = who.fetch("GET", address)
    assert answer.headers["Content-Disposition"].endswith(
        f"programme-template-{itinerary.delegation.code}.xlsx"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "Date",
        "Start",
        "End",
        "Kind",
        "What",
        "Where",
        "Who",
        "Notes",
    ]
    assert [cell.value for cell in sheet[2]][1:4] == ["10:00", "11:30", "Site visit"]
