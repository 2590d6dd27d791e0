"""Templates: kept versions never change, a draft is a step of its own, a visit takes a copy."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories import (
    AT,
    SEOUL,
    TUESDAY,
    WEDNESDAY,
    a_delegation,
    a_site,
    a_stop,
    a_user,
    an_itinerary,
    stop_values,
    wall,
)
from tests.planner.lines import a_head, a_line
from visits.access.models import User
from visits.conflicts.rules import StopStatus
from visits.itineraries.models import Stop
from visits.kit.db import db
from visits.kit.errors import InUse, Refused
from visits.kit.translated import Translated
from visits.planner import actions, queries
from visits.planner.models import ProgrammeTemplate
from visits.planner.rules.templates import Length, laid, lines_of, usual_length
from visits.sites import actions as sites

# -- plain values ----------------------------------------------------------------------------------


def test_a_template_lies_on_the_days_of_a_visit_at_its_wall_times():
    lines = (a_line("14:00", 30, day=1), a_line("9:30".zfill(5), 90))
    assert [(one.starts, one.ends) for one in laid(lines, TUESDAY, SEOUL)] == [
        (wall("9:30"), wall("11:00")),
        (wall("14:00", WEDNESDAY), wall("14:30", WEDNESDAY)),
    ]


def test_a_time_that_the_clocks_skip_is_the_one_after_the_gap():
    (stop,) = laid([a_line("02:30")], date(2026, 3, 29), ZoneInfo("Europe/Paris"))
    assert stop.starts == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_programme_becomes_lines_and_lines_the_same_programme():
    values = [
        stop_values("14:00", "15:00", day=WEDNESDAY, internal_note="Flags", headcount=9),
        stop_values("9:00", "9:45"),
    ]
    lines = lines_of(values, SEOUL)
    assert [(line.day, f"{line.starts:%H:%M}", line.minutes) for line in lines] == [
        (0, "09:00", 45),
        (1, "14:00", 60),
    ]
    assert [
        (one.starts, one.internal_note, one.headcount) for one in laid(lines, TUESDAY, SEOUL)
    ] == [
        (wall("9:00"), "", None),
        (wall("14:00", WEDNESDAY), "", None),
    ]


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        ([a_line("09:00", 300)], Length.HALF_DAY),
        ([a_line("09:00"), a_line("14:01")], Length.ONE_DAY),
        ([a_line("09:00"), a_line("09:00", day=1)], Length.TWO_DAYS),
        ([a_line("09:00"), a_line("09:00", day=4)], Length.LONGER),
    ],
)
def test_the_length_is_proposed_from_the_stops(lines, length):
    assert usual_length(lines) is length


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (a_line(day=31), "line_day"),
        (a_line(minutes=0), "line_minutes"),
        (a_line(minutes=1441), "line_minutes"),
        (a_line(title=Translated()), "line_without_title"),
    ],
)
def test_lines_that_cannot_be_are_refused(line, reason):
    with pytest.raises(Refused, match=reason):
        line.checked()


# -- versions --------------------------------------------------------------------------------------


def test_a_kept_version_never_changes_and_the_draft_is_not_applied_before_it_is_kept(
    session, a_template
):
    template, by = a_template(a_line("10:00")), a_user(session)
    first = template.current
    with pytest.raises(Refused, match="template_protected"):
        actions.put_stop(session, first, a_line("11:00"))
    with pytest.raises(Refused, match="template_protected"):
        actions.remove_stop(session, first, first.stops[0])
    draft = actions.open_draft(session, template, first, by=by, at=AT)
    actions.put_stop(session, draft, a_line("11:00"))
    actions.revise_draft(session, draft, a_head("Renamed"))
    assert template.current is first
    assert (len(first.stops), len(draft.stops), draft.number) == (1, 2, 2)
    actions.keep_draft(session, template, note="A stop more", by=by, at=AT)
    assert template.current is draft
    assert first.title == Translated(en="Smart city")


def test_a_draft_that_was_kept_meanwhile_gains_and_loses_nothing(session, a_template, app):
    template, by = a_template(), a_user(session)
    draft = actions.open_draft(session, template, template.current, by=by, at=AT)
    session.commit()
    with app.app_context(), db.sessionmaker() as other:
        theirs = other.get_one(ProgrammeTemplate, template.id)
        actions.keep_draft(other, theirs, note="", by=other.get_one(User, by.id), at=AT)
        other.commit()
    with pytest.raises(Refused, match="template_protected"):
        actions.put_stop(session, draft, a_line("11:00"))
    with pytest.raises(Refused, match="template_protected"):
        actions.remove_stop(session, draft, draft.stops[0])
    assert len(draft.stops) == 1


def test_two_do_not_change_one_template_and_an_empty_draft_is_not_kept(session, a_template):
    template, by = a_template(), a_user(session)
    draft = actions.open_draft(session, template, template.current, by=by, at=AT)
    with pytest.raises(Refused, match="draft_open"):
        actions.open_draft(session, template, template.current, by=by, at=AT)
    actions.remove_stop(session, draft, draft.stops[0])
    with pytest.raises(Refused, match="draft_empty"):
        actions.keep_draft(session, template, note="", by=by, at=AT)
    assert actions.discard_draft(session, template) is False
    assert [one.number for one in template.versions] == [1]


def test_deletion_refuses_while_the_public_sees_it_or_somebody_changes_it(session, a_template):
    template = a_template()
    actions.show_to_public(session, template, is_public=True)
    actions.open_draft(session, template, template.current, by=a_user(session), at=AT)
    with pytest.raises(InUse) as refused:
        actions.delete_template(session, template)
    assert refused.value.users == [("public_programme", 1), ("template_draft", 1)]
    actions.show_to_public(session, template, is_public=False)
    actions.discard_draft(session, template)
    actions.delete_template(session, template)
    assert session.query(ProgrammeTemplate).all() == []


def test_a_site_that_a_template_leads_to_is_in_use(session, a_template):
    site = a_site(session)
    a_template(a_line(site=site))
    assert sites.uses(session, site) == [("programme_template", 1)]


# -- pages -----------------------------------------------------------------------------------------


def test_an_officer_opens_a_draft_changes_a_stop_and_keeps_a_version(session, as_, a_template):
    template = a_template(a_line("10:00"))
    browser = as_("coordinator")
    shown = browser.page("planner.template", number=template.id)
    opens = browser.url("planner.change", number=template.id, which=1)
    draft = shown.submit(f'form[action="{opens}"]').follow()
    line = draft.click("Edit A visit")
    back = line.submit(minutes="45", **{"title-en": "Shorter"}).follow()
    assert back.all(".plan-time .quiet")[0] == "45 minutes"
    kept = back.submit("#keep-draft", note="Shorter now").follow()
    assert kept.all(".timeline a") == ["Version 2", "Version 1"]
    old = kept.click("Version 1")
    assert old.all(".plan-title h3") == ["A visit"]
    assert "This is version 1. Visits take version 2." in old.text


def test_a_template_is_begun_with_its_title_and_kept_with_its_first_stop(session, as_):
    browser = as_("coordinator")
    new = browser.page("planner.new_template")
    draft = new.submit(**{"title-en": "Two hours", "themes": "smart city, water"}).follow()
    line = draft.click("Add a stop")
    back = line.submit(**{"title-en": "Welcome", "starts": "9.30"}).follow()
    assert back.submit("#keep-draft").follow().h1 == "Two hours"
    listed = browser.page("planner.templates")
    assert listed.all("tbody th a") == ["Two hours"]


def test_viewers_read_the_catalogue_and_change_nothing(session, as_, a_template):
    template = a_template()
    shown = as_("viewer").page("planner.template", number=template.id)
    assert not shown.has("main form")
    as_("viewer").page("planner.new_template", status=403)


# -- taking one ------------------------------------------------------------------------------------


def test_a_visit_takes_a_copy_and_the_preview_says_that_a_site_is_closed(session, as_, a_template):
    site = a_site(session, "Arboretum", closed_weekdays=("2",))
    template = a_template(a_line("10:00", site=site), a_line("14:00"))
    itinerary = an_itinerary(session)
    shown = as_("coordinator").page(
        "planner.take", code=itinerary.delegation.code, number=template.id, first=str(TUESDAY)
    )
    assert shown.all(".plan-findings .finding strong") == ["Site closed"]
    shown.submit()
    session.expire_all()
    assert [(one.starts, one.status) for one in itinerary.stops] == [
        (wall("10:00"), StopStatus.IDEA),
        (wall("14:00"), StopStatus.IDEA),
    ]


def test_a_programme_that_nobody_has_begun_takes_one_too(session, as_, a_template):
    template, delegation = a_template(a_line("10:00")), a_delegation(session)
    asked = {"first": str(TUESDAY), "later": "30"}
    page = as_("coordinator").page(
        "planner.take", code=delegation.code, number=template.id, **asked
    )
    page.submit()
    assert [stop.starts for stop in session.query(Stop)] == [wall("10:30")]


def test_a_programme_is_kept_as_a_template(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, "9:00", "10:00", internal_note="Flags")
    page = as_("coordinator").page("planner.keep_as_template", code=itinerary.delegation.code)
    kept = page.submit(**{"title-en": "Kept"}).follow()
    assert (kept.h1, kept.all(".plan-title h3")) == ("Kept", ["A visit"])
    (offer,) = queries.offers(session)
    assert offer.length is Length.HALF_DAY
    assert offer.finished_at.date() >= date(2024, 1, 1)
