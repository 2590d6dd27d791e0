"""What guests and hosts said: of the visit that is over, and before two that are ahead; one lesson."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from visits.access.rules import Channel
from visits.delegations.rules import Told
from visits.demo.days import ONE_DAY
from visits.demo.planning import Setting, Visit
from visits.demo.reading import rows_of, words
from visits.feedback import actions
from visits.feedback.rules import HostWord, How, Question, QuestionState, Said, Wish
from visits.kit.clock import local

ASKED = (2, time(15, 10))
EVENING, MORNING = time(18, 40), time(9, 30)
BETWEEN = timedelta(minutes=3)
LESSON = "신분 확인에 10분이 걸립니다. 시작 15분 전에 도착하도록 안내합니다."


def add_said(session: Session, setting: Setting, over: Visit, ahead: Iterable[Visit]) -> None:
    """On the evening of the last day guests, on the next morning hosts and the officer."""
    last = over.first + ONE_DAY
    evening = local(last, EVENING, setting.zone)
    for number, row in enumerate(rows_of("answers")):
        answer(session, over, row, at=evening + number * BETWEEN)
    morning = local(last + ONE_DAY, MORNING, setting.zone)
    for row in rows_of("reports"):
        report(session, over, row, at=morning)
    actions.write_lesson(
        session,
        setting.sites["urban-information-centre"],
        LESSON,
        by=setting.staff.officer,
        at=morning,
        delegation=over.delegation,
    )
    visits = {visit.key: visit for visit in ahead}
    for row in rows_of("questions"):
        ask(session, visits[row["visit"]], row, at=setting.before(*ASKED))


def told(visit: Visit, row: Mapping[str, str], *, at: datetime, person: str = "") -> Told:
    """By link, or entered by the officer who was told."""
    channel = Channel(row["channel"] or Channel.LINK)
    by_link = channel is Channel.LINK
    return Told(
        channel=channel,
        told_on=at.astimezone(visit.setting.zone).date(),
        at=at,
        by_id=None if by_link else visit.setting.staff.officer.id,
        person=person,
    )


def answer(session: Session, visit: Visit, row: Mapping[str, str], *, at: datetime) -> None:
    """One guest's, with what the officer made of it in Korean."""
    ratings = dict(zip(Question, map(int, words(row["ratings"])), strict=True))
    said = Said(
        ratings=ratings,
        words={wish: row[wish.value] for wish in Wish},
        best=visit.stops[row["best"]].uid,
    )
    how = told(visit, row, at=at, person=row["person"])
    given = actions.give(session, visit.delegation, said, told=how, language=row["language"])
    for own in given.words:
        actions.translate_words(session, own, row[f"{own.wish.value}_ko"])


def report(session: Session, visit: Visit, row: Mapping[str, str], *, at: datetime) -> None:
    stop = visit.stops[row["stop"]]
    contacts = stop.site.contacts if stop.site else []
    how = told(visit, row, at=at, person=contacts[0].name if contacts else "")
    said = HostWord(how=How(row["how"]), held=row["held"] == "1", text=row["text"])
    actions.report(session, stop, said, told=how)


def ask(session: Session, visit: Visit, row: Mapping[str, str], *, at: datetime) -> None:
    """Looked at by the officer where it was passed on."""
    question = actions.ask(
        session,
        visit.delegation,
        row["text"],
        site_id=visit.setting.sites[row["site"]].id,
        told=told(visit, row, at=at, person=row["person"]),
        language=row["language"],
    )
    state = QuestionState(row["state"])
    if state is not QuestionState.WAITING:
        by = visit.setting.staff.officer
        actions.decide(session, question, state, by=by, at=visit.setting.at)
        actions.translate_question(session, question, row["korean"])
