"""What the answers to one visit come to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, null, select, union_all
from sqlalchemy.orm import Session, joinedload

from visits.delegations.models import Delegation
from visits.feedback.models import GuestAnswer, GuestRating, GuestWords, HostReport
from visits.feedback.rules import LEAST, Question, Summary, summaries
from visits.itineraries.models import Itinerary, Stop
from visits.kit.pages import Page, page_of


@dataclass(frozen=True, slots=True)
class Best:
    """A stop that guests called the best, and how many of them."""

    stop: Stop
    guests: int


@dataclass(frozen=True, slots=True)
class VisitFeedback:
    """What was said of one visit. `best` is empty where too few answered to show it."""

    answers: int
    summaries: Sequence[Summary]
    best: Sequence[Best]
    words: Sequence[GuestWords]
    reports: Sequence[HostReport]
    """Of its hosts, in order of time."""

    @property
    def is_few(self) -> bool:
        """Whether means and the best stop stay unsaid; own words are shown, which name nobody."""
        return self.answers < LEAST


def summary_of(session: Session, delegation_id: int) -> VisitFeedback:
    """Everything that was said of a visit; five queries."""
    said = told_of(session, delegation_id)
    if said.answers < LEAST:
        return said
    return replace(said, best=best_of(session, delegation_id))


def told_of(session: Session, delegation_id: int) -> VisitFeedback:
    """The same but for the best stops; three queries."""
    own = select(Delegation.id).where(Delegation.id == delegation_id)
    answers, found = answered(session, own)
    return VisitFeedback(
        answers=answers,
        summaries=found,
        best=(),
        words=session.scalars(words(own).order_by(GuestWords.id)).all(),
        reports=reports_of(session, delegation_id),
    )


def answered(session: Session, delegations: Select[int]) -> tuple[int, tuple[Summary, ...]]:
    """How many answered, and each question over all these visits; one query."""
    everybody = select(null(), null(), func.count()).where(
        GuestAnswer.delegation_id.in_(delegations)
    )
    both: Any = union_all(ratings_in(delegations), everybody)
    rows: Sequence[Any] = session.execute(both).all()
    answers = sum(count for question, _value, count in rows if question is None)
    return answers, summaries(row for row in rows if row[0] is not None)


def number_of_answers(session: Session, delegations: Select[int]) -> int:
    rows = select(func.count()).where(GuestAnswer.delegation_id.in_(delegations))
    return session.scalar(rows) or 0


def summaries_in(session: Session, delegations: Select[int]) -> tuple[Summary, ...]:
    """Each question over all these visits; one query."""
    rows = session.execute(ratings_in(delegations))
    return summaries((question, value, count) for question, value, count in rows)


def ratings_in(delegations: Select[int]) -> Select[Question, int, int]:
    """How often each question was given each mark."""
    return (
        select(GuestRating.question, GuestRating.value, func.count())
        .join(GuestAnswer, GuestAnswer.id == GuestRating.answer_id)
        .where(GuestAnswer.delegation_id.in_(delegations))
        .group_by(GuestRating.question, GuestRating.value)
    )


def best_of(session: Session, delegation_id: int) -> list[Best]:
    """The stop that most guests called the best comes first."""
    rows = session.execute(
        select(GuestAnswer.best_stop_id, func.count())
        .where(GuestAnswer.delegation_id == delegation_id, GuestAnswer.best_stop_id.is_not(None))
        .group_by(GuestAnswer.best_stop_id)
    )
    counted = {number: count for number, count in rows if number is not None}
    stops = session.scalars(select(Stop).where(Stop.id.in_(counted)).order_by(Stop.starts, Stop.id))
    found = [Best(stop, counted[stop.id]) for stop in stops]
    return sorted(found, key=lambda one: -one.guests)


def words(delegations: Select[int]) -> Select[GuestWords]:
    """Own words of guests, with their visits; those that were destroyed left out."""
    return (
        select(GuestWords)
        .join(GuestWords.answer)
        .where(GuestAnswer.delegation_id.in_(delegations), GuestWords.text != "")
        .options(joinedload(GuestWords.answer).joinedload(GuestAnswer.delegation))
    )


def words_of(session: Session, delegation_id: int, cursor: str | None) -> Page[GuestWords]:
    """A page of the words of one visit, the newest first."""
    own = select(Delegation.id).where(Delegation.id == delegation_id)
    return page_of_words(session, own, cursor)


def page_of_words(
    session: Session, delegations: Select[int], cursor: str | None
) -> Page[GuestWords]:
    """The newest first."""
    return page_of(session, words(delegations), by=(GuestWords.id,), cursor=cursor, descending=True)


def reports_of(session: Session, delegation_id: int) -> Sequence[HostReport]:
    return session.scalars(
        select(HostReport)
        .join(Stop, Stop.id == HostReport.stop_id)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(Itinerary.delegation_id == delegation_id)
        .options(
            joinedload(HostReport.stop), joinedload(HostReport.site), joinedload(HostReport.by)
        )
        .order_by(Stop.starts, Stop.id)
    ).all()
