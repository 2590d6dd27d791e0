"""Letters that follow a release: to the liaison, and to hosts of what is other than they know."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from tests.factories import (
    AT,
    WEDNESDAY,
    a_contact,
    a_delegate,
    a_delegation,
    a_party,
    a_site,
    a_stop,
    an_itinerary,
    stop_values,
    wall,
)
from visits.access.models import SecretLink
from visits.access.rules import Channel, LinkKind
from visits.audit.models import AuditEntry
from visits.conflicts.rules import StopKind
from visits.identity.events import Purging
from visits.identity.rules import Due
from visits.itineraries import actions, queries
from visits.itineraries.actions import receiving
from visits.itineraries.models import Publication, Receipt, Release, ReleasedStop
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated
from visits.notifications.compose import writer
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.rules import ContactChannel, ContactRole

LATER = AT + timedelta(days=1)
EVEN_LATER = AT + timedelta(days=2)

LETTER = """\
Dear Noura,

the programme for {group} has changed; what is different is marked. All times are local times in \
Sejong (Korean Time).

An earlier start.

Tuesday, March 3, 2099
- 09:30–10:30  A visit · Arboretum [changed]
  until now: Tuesday, March 3, 2099 10:00–11:00
- 12:00–13:00  Lunch

Wednesday, March 4, 2099
- 15:00–16:00  Lake [cancelled]

The programme with addresses and maps, in several languages, to read on a telephone and to pass on \
to your delegation:

{address}

Your contact is {name}, {email}.

International Relations Division, Sejong City
Telephone: +82 44-300-0000
E-mail: visits@example.org"""


def letters(session):
    """What releases wrote; hosts were asked by letters of their own."""
    rows = select(Letter).where(Letter.kind.startswith("itineraries."))
    return session.scalars(rows.order_by(Letter.id)).all()


def test_the_liaison_is_written_to_in_their_language_with_a_link_by_its_id(session, release):
    itinerary = an_itinerary(session, liaison_language="ar")
    a_stop(session, itinerary)
    made = release(itinerary)
    (letter,) = letters(session)
    (link,) = session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.GUEST))
    assert (letter.kind, letter.recipient, letter.language) == (
        "itineraries.released",
        "noura@example.org",
        "ar",
    )
    assert letter.facts == {"release": made.id, "link": link.id, "since": None}
    assert (link.subject_id, link.language) == (itinerary.delegation_id, "ar")
    assert link.expires_at == datetime(2099, 4, 3, 15, tzinfo=UTC)


def test_one_guest_link_stands_and_lives_as_long_as_the_visit_needs(session, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    itinerary.delegation.ends_on += timedelta(days=1)
    a_stop(session, itinerary, "14:00", "15:00")
    release(itinerary, at=LATER)
    (link,) = session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.GUEST))
    assert link.expires_at == datetime(2099, 4, 4, 15, tzinfo=UTC)


def test_the_liaison_is_not_written_to_when_only_a_host_agreed(session, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=StopMove.ASK)
    first = release(itinerary)
    actions.change_status(session, stop, StopMove.CONFIRM, at=LATER)
    preview = queries.release_preview(session, itinerary, at=LATER)
    assert (preview.has_news, preview.recipients) == (True, ())
    release(itinerary, at=LATER)
    assert [one.key for one in letters(session)] == [f"itineraries.released:{first.id}:liaison"]
    actions.change_status(session, stop, StopMove.ASK, at=LATER)
    third = release(itinerary, at=LATER, note=Translated(en="Bring your passports."))
    assert [one.key for one in letters(session)[1:]] == [f"itineraries.released:{third.id}:liaison"]


def a_guide(session, site, **facts):
    """Somebody of the site who is told; whoever answers for the site is asked."""
    a_contact(session, site)
    return a_contact(session, site, role=ContactRole.DOCENT, **facts)


def told_hosts(session):
    """To whom at a site each letter went, and which stops it told."""
    return [
        (one.facts["contact"], [item["uid"] for item in one.facts["items"]])
        for one in letters(session)
        if "contact" in one.facts
    ]


def test_hosts_are_told_what_is_other_than_they_were_told(session, release):
    here, there = a_site(session), a_site(session, "Lake", lat=36.49)
    guide, other = a_guide(session, here), a_guide(session, there)
    a_contact(session, here, role=ContactRole.CATERING)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=here)
    last = a_stop(session, itinerary, "15:00", "16:00", site=there)
    release(itinerary)
    assert told_hosts(session) == [(guide.id, [stop.uid]), (other.id, [last.uid])]
    actions.move_stop(session, stop, starts=wall("9:00"), ends=wall("10:00"), at=LATER)
    preview = queries.release_preview(session, itinerary, at=LATER)
    assert [(one.name, one.who) for one in preview.recipients] == [
        ("Noura", "liaison"),
        (guide.name, f"contact-{guide.id}"),
    ]
    second = release(itinerary, at=LATER)
    assert [one.key for one in letters(session)[3:]] == [
        f"itineraries.released:{second.id}:liaison",
        f"itineraries.host_changed:{second.id}:contact-{guide.id}",
    ]
    assert told_hosts(session)[2:] == [(guide.id, [stop.uid])]


def test_who_was_asked_in_writing_is_told_nothing_twice(session, release):
    site = a_site(session)
    host = a_contact(session, site)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site)
    release(itinerary)
    actions.move_stop(session, stop, starts=wall("9:00"), ends=wall("10:00"), at=LATER)
    release(itinerary, at=LATER)
    assert told_hosts(session) == []
    called = stop_values("9:00", "10:00", site=site, title=Translated(en="The new greenhouse"))
    actions.revise_stop(session, stop, called, at=EVEN_LATER)
    release(itinerary, at=EVEN_LATER)
    assert told_hosts(session) == [(host.id, [stop.uid])]


def test_a_host_whose_ask_waits_for_its_hour_gets_no_other_letter(session, release):
    site = a_site(session)
    a_contact(session, site)
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site, move=StopMove.ASK)
    made = release(itinerary, are_asks_out=False)
    assert [one.key for one in letters(session)] == [f"itineraries.released:{made.id}:liaison"]


def test_a_host_who_lost_a_stop_is_told_so(session, release):
    here, there = a_site(session), a_site(session, "Lake", lat=36.49)
    guide, other = a_guide(session, here), a_guide(session, there)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=here)
    release(itinerary)
    actions.move_stop(session, stop, starts=stop.starts, ends=stop.ends, site_id=there.id, at=LATER)
    release(itinerary, at=LATER)
    assert told_hosts(session) == [
        (guide.id, [stop.uid]),
        (guide.id, [stop.uid]),
        (other.id, [stop.uid]),
    ]


def test_a_contact_without_mail_is_told_by_hand(session, release):
    site = a_site(session)
    a_guide(session, site, channel=ContactChannel.TELEPHONE)
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site)
    release(itinerary)
    letter = letters(session)[1]
    assert (letter.recipient, letter.state) == ("", LetterState.FOR_HAND)


def test_nobody_learns_that_a_visit_is_off_who_never_heard_of_it(session, release):
    site = a_site(session)
    a_contact(session, site)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site)
    actions.cancel_stop(session, stop, at=AT)
    a_stop(session, itinerary, "14:00", "15:00")
    release(itinerary, are_asks_out=False)
    assert [letter.kind for letter in letters(session)] == ["itineraries.released"]


def test_no_name_of_a_delegate_stands_in_what_is_kept(session, release):
    delegation = a_delegation(session)
    a_delegate(session, delegation, family_name="Alsentinel", given_name="Noura")
    itinerary = an_itinerary(session, delegation)
    site = a_site(session)
    a_contact(session, site)
    party = a_party(session, delegation, delegation.delegates[0])
    a_stop(session, itinerary, site=site, party_id=party.id)
    release(itinerary)
    for kind in (Letter, Release, ReleasedStop, Publication, AuditEntry):
        for row in session.execute(select(*kind.__table__.columns)):
            assert "Alsentinel" not in str(tuple(row))


def test_the_letters_say_it_in_words(session, app, release):
    site = a_site(session)
    a_guide(session, site, name="윤아름", language="ko")
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site)
    a_stop(session, itinerary, "12:00", "13:00", kind=StopKind.MEAL, title=Translated(en="Lunch"))
    gone = a_stop(session, itinerary, "15:00", "16:00", day=WEDNESDAY, title=Translated(en="Lake"))
    release(itinerary)
    actions.move_stop(session, stop, starts=wall("9:30"), ends=wall("10:30"), at=LATER)
    actions.cancel_stop(session, gone, at=LATER)
    release(itinerary, at=LATER, note=Translated(en="An earlier start."))
    session.commit()
    to_liaison, to_host = letters(session)[2:]
    links = app.extensions["links"]
    address = links.address(session.get_one(SecretLink, to_liaison.facts["link"]))
    group, lead = itinerary.delegation.title.to("en"), itinerary.delegation.lead
    with app.test_request_context():
        composed = writer().compose(session, to_liaison)
        told = writer().compose(session, to_host)
    assert composed.subject == "Changed programme of your visit to Sejong (version 2)"
    assert composed.text == LETTER.format(
        group=group, address=address, name=lead.name, email=lead.email
    )
    assert told.subject == f"Arboretum 방문 일정 변경: {group}"
    host = "2099. 3. 3.(화)\n- 09:30~10:30  A visit [변경]\n  {}\n  9명 · 확인 부탁드립니다"
    assert host.format("변경 전: 2099. 3. 3.(화) 10:00–11:00") in told.text


def test_a_stop_without_a_title_in_the_language_of_the_letter_is_kind_and_site(
    session, app, release
):
    site = a_site(session)
    site.name = Translated(ko="호수공원", en="Lake Park")
    itinerary = an_itinerary(session)
    lunch = Translated(ko="환영 오찬")
    a_stop(session, itinerary, site=site, kind=StopKind.MEAL, title=lunch)
    release(itinerary)
    session.commit()
    with app.test_request_context():
        text = writer().compose(session, letters(session)[0]).text
    assert "- 10:00–11:00  Meal · Lake Park\n" in text


def test_what_cannot_wait_takes_along_what_would_wait_for_its_hour(session, release):
    site = a_site(session)
    a_contact(session, site)
    itinerary = an_itinerary(session)
    starts = AT + timedelta(hours=20)
    times = {"starts": starts, "ends": starts + timedelta(hours=1)}
    a_stop(session, itinerary, move=StopMove.CONFIRM, **times)
    a_stop(session, itinerary, site=site)
    (ask,) = session.scalars(select(Letter).where(Letter.kind == "hosting.asked"))
    assert ask.due_at == AT + timedelta(hours=1)
    release(itinerary, are_asks_out=False, urgent_reason="They come a day early")
    assert ask.due_at == AT


def test_hosts_are_not_written_to_at_night_unless_the_stop_comes_before(session, release):
    night = datetime(2098, 12, 1, 14, 0, tzinfo=UTC)
    site, soon = a_site(session), a_site(session, "Lake", lat=36.49)
    for one in (site, soon):
        a_contact(session, one)
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site, move=StopMove.CONFIRM)
    times = {"starts": night + timedelta(hours=8), "ends": night + timedelta(hours=8, minutes=30)}
    a_stop(session, itinerary, site=soon, move=StopMove.CONFIRM, **times)
    release(itinerary, at=night)
    morning = datetime(2098, 12, 1, 23, 0, tzinfo=UTC)
    assert [letter.due_at for letter in letters(session)] == [night, morning, night]


def test_the_name_of_who_signed_goes_with_the_names(session, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    made = release(itinerary)
    told = {"by": None, "channel": Channel.TELEPHONE, "told_on": AT.date(), "at": AT}
    actions.sign(session, made, ["liaison"], person="Noura", **told)
    after = itinerary.delegation.ends_on + timedelta(days=1)
    due = Due(identity=after, needs=after, declined=after, names=after, looks=after)
    receiving.on_purging(session, Purging(due, at=LATER, removes=True))
    assert session.scalars(select(Receipt.person)).all() == [""]
