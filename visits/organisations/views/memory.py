"""What happened with a body, the newest first: visits and who came, requests, papers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from visits.delegations import queries as delegations
from visits.delegations.rules import DelegateRole
from visits.intake import queries as intake
from visits.kit import records
from visits.kit.db import db
from visits.kit.pager import LinkedPage, linked
from visits.kit.pages import page_in
from visits.kit.records import Pair, Record
from visits.organisations.models import Organisation
from visits.organisations.rules import Moment, MomentKind
from visits.papers import queries as papers

READERS: Mapping[MomentKind, Callable[[Session, set[int]], Mapping[int, Any]]] = {
    MomentKind.VISIT: delegations.delegations_by_id,
    MomentKind.REQUEST: intake.requests_by_id,
    MomentKind.PAPER: papers.papers_by_id,
}


@dataclass(frozen=True, slots=True)
class Remembered:
    """One page of the timeline, with the rows that its moments are about."""

    page: LinkedPage[Moment]
    rows: Mapping[MomentKind, Mapping[int, Any]]
    rosters: Mapping[int, list[Any]]
    requests: Mapping[Pair, Record]
    """How requests are called, and their pages."""

    def row(self, moment: Moment) -> Any:
        return self.rows[moment.kind][moment.id]

    def head(self, delegation_id: int) -> Any:
        people = self.rosters.get(delegation_id, ())
        return next((one for one in people if one.role is DelegateRole.HEAD), None)


def remembered(body: Organisation) -> Remembered:
    """The page of the timeline that is asked for; what belongs to the body's parts is its own."""
    bodies = {body.id, *(part.id for part in body.parts)}
    page = page_in(moments_of(bodies), by=newest_first, cursor=request.args.get("page"))
    shown: dict[MomentKind, set[int]] = {kind: set() for kind in MomentKind}
    for moment in page.rows:
        shown[moment.kind].add(moment.id)
    visits = shown[MomentKind.VISIT]
    asked = [("request", number) for number in shown[MomentKind.REQUEST]]
    return Remembered(
        page=linked(page),
        rows={kind: READERS[kind](db.session, ids) for kind, ids in shown.items() if ids},
        rosters=delegations.rosters(db.session, visits) if visits else {},
        requests=records.named(db.session, asked),
    )


def moments_of(bodies: set[int]) -> list[Moment]:
    """Everything that is known of these bodies, the newest first: kinds, numbers and days alone."""
    visits = delegations.days_of_visits(db.session, bodies)
    requests = intake.days_of_requests(db.session, bodies)
    subjects = {
        "organisation": bodies,
        "delegation": {number for number, _ in visits},
        "request": {number for number, _ in requests},
    }
    found = {
        MomentKind.VISIT: visits,
        MomentKind.REQUEST: requests,
        MomentKind.PAPER: papers.days_of_papers(db.session, subjects),
    }
    moments = (Moment(kind, number, day) for kind, days in found.items() for number, day in days)
    return sorted(moments, key=newest_first)


def newest_first(moment: Moment) -> tuple[str, ...]:
    return moment.newest_first
