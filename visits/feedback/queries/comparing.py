"""What answers come to over many visits: of sites, of themes, of a period.

Ratings are of a visit as a whole; those of a site are of the visits that went there.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, String, Subquery, cast, func, select
from sqlalchemy.orm import Session

from visits.conflicts.rules import FIRM
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState
from visits.feedback.models import GuestAnswer, GuestRating, HostReport
from visits.feedback.rules import LEAST, How, Question, Summary, summaries
from visits.itineraries.models import Itinerary, Stop
from visits.sites.models import Site

Counted = tuple[Question, int, int]
"""A question, a rating, how many gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which visits: those that begin on these days (both inside), of a theme, that went to a site."""

    first: date
    last: date
    theme: str = ""
    site_id: int | None = None


def visits_in(wanted: Wanted) -> Select[int]:
    """Ids of the visits that are wanted; no query yet."""
    rows = select(Delegation.id).where(
        Delegation.starts_on >= wanted.first,
        Delegation.starts_on <= wanted.last,
        Delegation.state != DelegationState.CANCELLED,
    )
    if wanted.theme:
        themes = cast(Delegation.themes, String)
        rows = rows.where(themes.contains(json.dumps(wanted.theme), autoescape=True))
    if wanted.site_id is not None:
        there = (
            select(Itinerary.delegation_id)
            .join(Stop, Stop.itinerary_id == Itinerary.id)
            .where(Stop.site_id == wanted.site_id, Stop.status.in_(FIRM))
        )
        rows = rows.where(Delegation.id.in_(there))
    return rows


# -- sites -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SiteFeedback:
    """What was said of visits to a site, of how many visits, and by its hosts."""

    answers: int = 0
    visits: int = 0
    summaries: Sequence[Summary] = field(default_factory=lambda: summaries(()))
    best: int = 0
    """How many guests called it the best of their visit; 0 where too few answered to show it."""
    reports: Mapping[How, int] = field(default_factory=dict)
    not_held: int = 0
    """At how many stops number of people or time were not as agreed."""


def summary_of_sites(
    session: Session, site_ids: Collection[int], since: date
) -> dict[int, SiteFeedback]:
    """By site: of the visits that began on *since* or later; four queries."""
    return sites_in(session, site_ids, visits_in(Wanted(first=since, last=date.max)))


def sites_in(
    session: Session, site_ids: Collection[int], visits: Select[int]
) -> dict[int, SiteFeedback]:
    """By site: of these visits; four queries."""
    went = went_to(site_ids, visits)
    rated, answered = rated_at(session, went), answered_at(session, went)
    best = best_at(session, site_ids, visits)
    reports, not_held = reported_at(session, site_ids, visits)
    found = {}
    for site in site_ids:
        answers, count = answered.get(site, (0, 0))
        found[site] = SiteFeedback(
            answers=answers,
            visits=count,
            summaries=summaries(rated.get(site, ())),
            best=best.get(site, 0) if answers >= LEAST else 0,
            reports={how: reports[site, how] for how in How if reports[site, how]},
            not_held=not_held[site],
        )
    return found


def went_to(site_ids: Collection[int], visits: Select[int]) -> Subquery:
    """Which of these visits went to which of these sites, each pair once."""
    return (
        select(Stop.site_id, Itinerary.delegation_id)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(
            Stop.site_id.in_(site_ids),
            Stop.status.in_(FIRM),
            Itinerary.delegation_id.in_(visits),
        )
        .distinct()
        .subquery()
    )


def rated_at(session: Session, went: Subquery) -> dict[int, list[Counted]]:
    found: dict[int, list[Counted]] = defaultdict(list)
    for site, *counted in session.execute(
        select(went.c.site_id, GuestRating.question, GuestRating.value, func.count())
        .join(GuestAnswer, GuestAnswer.delegation_id == went.c.delegation_id)
        .join(GuestRating, GuestRating.answer_id == GuestAnswer.id)
        .group_by(went.c.site_id, GuestRating.question, GuestRating.value)
    ):
        question, value, count = counted
        found[site].append((question, value, count))
    return found


def answered_at(session: Session, went: Subquery) -> dict[int, tuple[int, int]]:
    """By site: answers, and visits that have any."""
    visits = func.count(GuestAnswer.delegation_id.distinct())
    rows = session.execute(
        select(went.c.site_id, func.count(GuestAnswer.id), visits)
        .join(GuestAnswer, GuestAnswer.delegation_id == went.c.delegation_id)
        .group_by(went.c.site_id)
    )
    return {site: (answers, count) for site, answers, count in rows}


def best_at(
    session: Session, site_ids: Collection[int], visits: Select[int]
) -> dict[int | None, int]:
    rows = session.execute(
        select(Stop.site_id, func.count())
        .join(GuestAnswer, GuestAnswer.best_stop_id == Stop.id)
        .where(Stop.site_id.in_(site_ids), GuestAnswer.delegation_id.in_(visits))
        .group_by(Stop.site_id)
    ).all()
    return {row[0]: row[1] for row in rows}


def reported_at(
    session: Session, site_ids: Collection[int], visits: Select[int]
) -> tuple[Counter[tuple[int, How]], Counter[int]]:
    """How stops went, by site; at how many stops number or time were not as agreed."""
    rows = session.execute(
        select(HostReport.site_id, HostReport.how, HostReport.held, func.count())
        .join(Stop, Stop.id == HostReport.stop_id)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(HostReport.site_id.in_(site_ids), Itinerary.delegation_id.in_(visits))
        .group_by(HostReport.site_id, HostReport.how, HostReport.held)
    )
    reports, not_held = Counter[tuple[int, How]](), Counter[int]()
    for site, how, held, count in rows:
        reports[site, how] += count
        if held is False:
            not_held[site] += count
    return reports, not_held


def sites_with_feedback(session: Session, visits: Select[int]) -> Sequence[Site]:
    """Sites of these visits of which guests or hosts said something, by name."""
    answered = select(GuestAnswer.delegation_id).where(GuestAnswer.delegation_id.in_(visits))
    programmes = select(Itinerary.id).where(Itinerary.delegation_id.in_(answered))
    went = select(Stop.site_id).where(Stop.itinerary_id.in_(programmes), Stop.status.in_(FIRM))
    reported = (
        select(HostReport.site_id)
        .join(Stop, Stop.id == HostReport.stop_id)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(Itinerary.delegation_id.in_(visits))
    )
    rows = select(Site).where(Site.id.in_(went) | Site.id.in_(reported))
    return session.scalars(rows.order_by(Site.sort_key, Site.id)).all()


# -- themes, and what figures need -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ThemeFeedback:
    """What was said of visits with a theme, of how many visits."""

    theme: str
    answers: int
    visits: int
    summaries: Sequence[Summary]


def themes_in(session: Session, visits: Select[int]) -> list[ThemeFeedback]:
    """Of each theme that visits with answers have, the one with most answers first; two queries."""
    answers, number = Counter[str](), Counter[str]()
    rated: dict[str, list[Counted]] = defaultdict(list)
    themes: dict[int, tuple[str, ...]] = {}
    rows = session.execute(
        select(Delegation.id, Delegation.themes, func.count())
        .join(GuestAnswer, GuestAnswer.delegation_id == Delegation.id)
        .where(Delegation.id.in_(visits))
        .group_by(Delegation.id)
    )
    for delegation, own, count in rows:
        themes[delegation] = own
        for theme in own:
            answers[theme] += count
            number[theme] += 1
    for delegation, question, value, count in ratings_by_visit(session, visits):
        for theme in themes.get(delegation, ()):
            rated[theme].append((question, value, count))
    return [
        ThemeFeedback(theme, count, number[theme], summaries(rated[theme]))
        for theme, count in sorted(answers.items(), key=lambda one: (-one[1], one[0]))
    ]


def ratings_by_visit(
    session: Session, visits: Select[int]
) -> Iterator[tuple[int, Question, int, int]]:
    rows = session.execute(
        select(GuestAnswer.delegation_id, GuestRating.question, GuestRating.value, func.count())
        .join(GuestRating, GuestRating.answer_id == GuestAnswer.id)
        .where(GuestAnswer.delegation_id.in_(visits))
        .group_by(GuestAnswer.delegation_id, GuestRating.question, GuestRating.value)
    )
    yield from rows
