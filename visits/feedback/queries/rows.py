"""Single rows and short lists: an answer by its secret, questions before a visit, reports of hosts."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.conflicts.rules import FIRM
from visits.delegations.models import Delegation
from visits.feedback.models import GuestAnswer, GuestQuestion, GuestWords, HostReport
from visits.feedback.rules import QuestionState
from visits.itineraries.events import AskedByGuests
from visits.itineraries.models import Itinerary, Stop
from visits.kit.errors import NotThere
from visits.kit.pages import Page, page_of
from visits.kit.tokens import fingerprint
from visits.sites.models import Site


def answer_by_secret(
    session: Session, delegation_id: int, secret: str, *, locked: bool = False
) -> GuestAnswer | None:
    """The answer that a browser with this secret began; *locked*: nobody else changes it meanwhile."""
    if not secret:
        return None
    rows = select(GuestAnswer).where(
        GuestAnswer.delegation_id == delegation_id,
        GuestAnswer.browser == fingerprint(secret),
    )
    if locked:
        rows = rows.with_for_update()
    loads = (selectinload(GuestAnswer.ratings), selectinload(GuestAnswer.words))
    return session.scalar(rows.options(*loads).execution_options(populate_existing=locked))


def the_words(session: Session, delegation: Delegation, number: int) -> GuestWords:
    """Own words of a guest of this delegation. Raises NotThere, also once they were destroyed."""
    row = session.scalar(
        select(GuestWords)
        .join(GuestWords.answer)
        .where(
            GuestWords.id == number,
            GuestAnswer.delegation_id == delegation.id,
            GuestWords.text != "",
        )
    )
    if row is None:
        raise NotThere("words")
    return row


# -- the programme ---------------------------------------------------------------------------------


def stops_of(session: Session, delegation_id: int) -> Sequence[Stop]:
    """Stops that take place, in order of time, with their sites."""
    return session.scalars(
        select(Stop)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(Itinerary.delegation_id == delegation_id, Stop.status.in_(FIRM))
        .options(joinedload(Stop.site))
        .order_by(Stop.starts, Stop.id)
    ).all()


def stop_called(session: Session, delegation_id: int, uid: str) -> Stop:
    """A stop of this delegation. Raises NotThere."""
    stop = session.scalar(
        select(Stop)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(Itinerary.delegation_id == delegation_id, Stop.uid == uid)
        .options(joinedload(Stop.site))
    )
    if stop is None:
        raise NotThere("stop")
    return stop


def stop_to_report(session: Session, stop_id: int) -> Stop:
    """With its site and its delegation. Raises NotThere."""
    whose = joinedload(Stop.itinerary).joinedload(Itinerary.delegation)
    stop = session.get(Stop, stop_id, options=[joinedload(Stop.site), whose])
    if stop is None:
        raise NotThere("stop")
    return stop


def sites_of(session: Session, delegation_id: int) -> dict[int, Site]:
    """The sites on the programme, by number, in order of time."""
    return {stop.site.id: stop.site for stop in stops_of(session, delegation_id) if stop.site}


# -- questions before a visit ----------------------------------------------------------------------


def questions_of(session: Session, delegation_id: int) -> Sequence[GuestQuestion]:
    """What guests asked and hosts were told, the oldest first; words that were destroyed left out."""
    return session.scalars(
        questions(delegation_id)
        .where(GuestQuestion.state == QuestionState.PASSED_ON, GuestQuestion.text != "")
        .order_by(GuestQuestion.id)
    ).all()


def questions(delegation_id: int) -> Select[GuestQuestion]:
    rows = select(GuestQuestion).where(GuestQuestion.delegation_id == delegation_id)
    return rows.options(
        joinedload(GuestQuestion.site),
        joinedload(GuestQuestion.by),
        joinedload(GuestQuestion.decided_by),
    )


def page_of_questions(
    session: Session, delegation_id: int, cursor: str | None
) -> Page[GuestQuestion]:
    """All of them, the newest first."""
    return page_of(
        session,
        questions(delegation_id),
        by=(GuestQuestion.id,),
        cursor=cursor,
        descending=True,
    )


def questions_waiting(session: Session, delegation_id: int) -> int:
    """How many an officer has not looked at."""
    return waiting_in(session, [delegation_id]).get(delegation_id, 0)


def waiting_in(session: Session, delegation_ids: Collection[int]) -> dict[int, int]:
    """By visit, where there are any: how many questions an officer has not looked at; one query."""
    rows = session.execute(
        select(GuestQuestion.delegation_id, func.count())
        .where(
            GuestQuestion.delegation_id.in_(delegation_ids),
            GuestQuestion.state == QuestionState.WAITING,
        )
        .group_by(GuestQuestion.delegation_id)
    ).all()
    return {row[0]: row[1] for row in rows}


def questions_by_secret(
    session: Session, delegation_id: int, secret: str
) -> Sequence[GuestQuestion]:
    """What one browser asked, the oldest first."""
    if not secret:
        return ()
    rows = questions(delegation_id).where(GuestQuestion.browser == fingerprint(secret))
    return session.scalars(rows.order_by(GuestQuestion.id)).all()


def the_question(session: Session, delegation: Delegation, number: int) -> GuestQuestion:
    """A question of this delegation. Raises NotThere."""
    row = session.scalar(questions(delegation.id).where(GuestQuestion.id == number))
    if row is None:
        raise NotThere("question")
    return row


def passed_on(session: Session, stop_ids: Collection[int]) -> dict[int, tuple[AskedByGuests, ...]]:
    """By stop: what its guests want to know there, or wherever it is answered; one query."""
    rows = session.execute(
        select(Stop.id, GuestQuestion.text, GuestQuestion.language, GuestQuestion.korean)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(GuestQuestion, GuestQuestion.delegation_id == Itinerary.delegation_id)
        .where(
            Stop.id.in_(stop_ids),
            GuestQuestion.state == QuestionState.PASSED_ON,
            GuestQuestion.text != "",
            or_(GuestQuestion.site_id.is_(None), GuestQuestion.site_id == Stop.site_id),
        )
        .order_by(GuestQuestion.id)
    )
    found: dict[int, list[AskedByGuests]] = defaultdict(list)
    for row in rows:
        found[row.id].append(AskedByGuests(row.text, row.language, row.korean))
    return {stop_id: tuple(asked) for stop_id, asked in found.items()}


# -- reports of hosts ------------------------------------------------------------------------------


def hold_stop(session: Session, stop_id: int) -> None:
    """Until the transaction ends nobody else reports on the stop."""
    session.execute(select(Stop.id).where(Stop.id == stop_id).with_for_update(key_share=True))


def report_of(session: Session, stop_id: int) -> HostReport | None:
    return session.scalar(select(HostReport).where(HostReport.stop_id == stop_id))


def reports_of_stops(session: Session, stop_ids: Collection[int]) -> dict[int, HostReport]:
    """By stop, with the officer who entered it."""
    rows = select(HostReport).where(HostReport.stop_id.in_(stop_ids))
    return {row.stop_id: row for row in session.scalars(rows.options(joinedload(HostReport.by)))}
