"""SITE_QUOTA: so many groups a day, a week, a month; SITE_BUSY: taken by others."""

from datetime import date

import pytest

from tests.conflicts.cast import (
    SITE,
    TUESDAY,
    a_programme,
    a_site,
    a_stop,
    a_world,
    booked,
    iso,
    said,
    span,
)
from visits.conflicts.rules import Closure, Code, ResourceKind, Severity, StopStatus
from visits.conflicts.rules.quotas import period_of
from visits.sites.rules import QuotaPeriod

DAY, WEEK, MONTH = QuotaPeriod


def theirs(uid, day):
    when = span("14:00", "15:00", day)
    return booked(ResourceKind.SITE, SITE, when=when, stop=uid)


@pytest.mark.parametrize(
    ("period", "days", "groups"),
    [
        (DAY, (24,), 2),
        (DAY, (23, 25), None),
        (WEEK, (23,), 2),
        (WEEK, (29,), 2),
        (WEEK, (22, 30), None),
        (MONTH, (1,), 2),
        (MONTH, (30, 2), 3),
    ],
)
def test_a_site_receives_so_many_groups(period, days, groups):
    others = [theirs(f"t{n}", date(2026, 11, n)) for n in days]
    world = a_world(a_site(quota=1, quota_period=period), visits=(*others, *others))
    told = said(Code.SITE_QUOTA, a_programme(a_stop(site=SITE)), world)
    assert [(s, stop, facts["groups"], facts["over"]) for s, stop, facts in told] == (
        [(Severity.WARN, "stop", groups, groups - 1)] if groups else []
    )


def test_of_two_own_stops_both_are_named_and_the_next_period_is_told():
    stops = (a_stop(site=SITE, uid="a"), a_stop("14:00", "15:00", site=SITE, uid="b"))
    told = said(Code.SITE_QUOTA, a_programme(*stops), a_world(a_site(quota=1, quota_period=WEEK)))
    assert [stop for _, stop, _ in told] == ["a", "b"]
    assert told[0][2] == {
        "site": SITE,
        "limit": 1,
        "period": "week",
        "groups": 2,
        "over": 1,
        "first_day": "2026-11-23",
        "last_day": "2026-11-29",
        "earliest": "2026-11-30",
    }


@pytest.mark.parametrize("status", [StopStatus.IDEA, StopStatus.CANCELLED])
def test_what_is_not_booked_is_not_counted(status):
    world = a_world(a_site(quota=1), visits=(theirs("t", TUESDAY),))
    assert said(Code.SITE_QUOTA, a_programme(a_stop(site=SITE, status=status)), world) == []


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (DAY, date(2026, 2, 4), date(2026, 2, 4)),
        (WEEK, date(2026, 2, 2), date(2026, 2, 8)),
        (MONTH, date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_periods_begin_and_end(period, first, last):
    assert period_of(date(2026, 2, 4), period) == (first, last)


@pytest.mark.parametrize(("last", "is_found"), [("10:00", False), ("10:01", True)])
def test_a_site_may_be_taken_by_others(last, is_found):
    busy = Closure(3, span("9:00", last), "다른 단체")
    told = said(Code.SITE_BUSY, a_programme(a_stop(site=SITE)), a_world(a_site(busy=(busy,))))
    facts = {
        "site": SITE,
        "closure": 3,
        "reason": "다른 단체",
        "from": iso("9:00"),
        "until": iso(last),
        "offers": (),
    }
    assert told == [(Severity.BLOCK_RELEASE, "stop", facts)] * is_found
