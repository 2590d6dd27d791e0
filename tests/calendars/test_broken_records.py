"""Whatever stands in a record: every calendar stays one that every reader takes."""

from datetime import date, timedelta

import pytest

from tests.calendars.check import strict
from tests.calendars.published import AT, START
from visits.access.models import User
from visits.calendars import entries, ics, words
from visits.calendars.entries import Contact
from visits.calendars.models import OwnEntry
from visits.calendars.rules import OwnKind, ShownToGuests, Standing
from visits.conflicts.rules import StopKind
from visits.delegations.models import Delegation
from visits.itineraries.models import Publication, ReleasedStop
from visits.itineraries.rules import PublishedState, Scope, Visibility
from visits.kit.translated import Translated
from visits.sites.models import Site

BROKEN = {
    "control characters": "a\x00b\x07c\x1b[31m\x7f\x85d",
    "line ends": "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\rb\u2028c\u2029d\n",
    "lone surrogates": "a\ud800b\udfffc",
    "ten thousand letters": "가나다라마바사아자차" * 1_000,
    "backslashes": "\\a\\;b\\,c\\nd\\\\",
    "signs of the format": 'a;b,c:d"e^f%(who)s%s{x}<b>&amp;',
    "directions": "\u202eabc\u2067def\ufeff\ufffe",
    "nothing": "",
    "blanks": " \t\u3000 ",
}


def raw(text: str) -> Translated:
    """As it would stand in a row that nobody cleaned."""
    found = Translated()
    found._texts = {"en": text}
    return found


def site_of(text: str) -> Site:
    return Site(id=1, name=raw(text), address_ko=text, address_roman=text, lat=36.48, lng=127.28)


def told(text: str, **facts: object) -> Publication:
    return Publication(
        uid="a@visits",
        itinerary_id=1,
        sequence=0,
        state=PublishedState.TENTATIVE,
        scope=Scope.ASK,
        at=AT,
        kind=StopKind.SITE_VISIT,
        title=raw(text),
        starts=START,
        ends=START + timedelta(minutes=30),
        place=raw(text),
        people=3,
        **facts,
    )


def own(kind: OwnKind, text: str) -> OwnEntry:
    return OwnEntry(
        uid=f"{kind}-person-1-a@visits",
        kind=kind,
        stop_uid="a@visits",
        sequence=0,
        state=PublishedState.TENTATIVE,
        starts=START - timedelta(minutes=30),
        ends=START,
        stop_kind=StopKind.SITE_VISIT,
        title=raw(text),
        place=raw(text),
        created_at=AT,
        changed_at=AT,
    )


def released(text: str) -> ReleasedStop:
    return ReleasedStop(
        uid="guests@visits",
        sequence=0,
        state=PublishedState.CONFIRMED,
        visibility=Visibility.GUESTS,
        kind=StopKind.SITE_VISIT,
        title=raw(text),
        public_note=raw(text),
        site_name=raw(text),
        place=raw(text),
        address_ko=text,
        address_roman=text,
        entrance_note=raw(text),
        lat=None,
        lng=None,
        end_place=raw(text),
        starts=START,
        ends=START + timedelta(minutes=30),
        party_name=raw(text),
        created_at=AT,
        changed_at=AT,
    )


def everything(text: str, tag: str) -> tuple[ics.Entry, ...]:
    """An entry of every kind with the text in every field, at a site and at a place in words."""
    lead = User(name=text, phone=text)
    delegation = Delegation(title=raw(text), lead=lead, starts_on=date(2026, 11, 24))
    contact = Contact(text, text)
    texts = {"words": words.words_in(tag), "contact": contact, "zone": "Asia/Seoul"}
    here = {"delegation": delegation, **texts}
    row, elsewhere = told(text), told(text)
    elsewhere.uid = "elsewhere@visits"
    guests = ShownToGuests(released(text), 0, AT, is_withdrawn=False)
    return (
        entries.for_us(Standing(row, row, row, is_lost=False), site=site_of(text), **here),
        entries.for_us(Standing(elsewhere, elsewhere, elsewhere, is_lost=True), site=None, **here),
        *(entries.for_own(own(kind, text), site=None, **here) for kind in OwnKind),
        entries.for_guest(guests, **texts),
    )


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_record_breaks_no_calendar(app, what):
    with app.test_request_context():
        shown = everything(BROKEN[what], "ko")
    calendar = ics.Calendar(
        uid="office@visits",
        name=BROKEN[what].strip() or "x",
        description=BROKEN[what],
        language="ko",
        zone="Asia/Seoul",
        entries=shown,
    )
    assert strict(ics.feed(calendar), today=START.date()) == []
