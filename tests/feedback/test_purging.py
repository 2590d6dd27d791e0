"""Words of guests and hosts are destroyed with the names; ratings and numbers stay."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from tests.factories import WEDNESDAY
from tests.feedback.cast import ARABIC, BY_LINK, a_visit, given
from visits.audit.models import AuditEntry
from visits.feedback import actions as feedback
from visits.feedback import queries
from visits.feedback.models import GuestQuestion, GuestWords, HostReport
from visits.feedback.rules import HostWord, How, Question, Wish
from visits.identity import actions
from visits.identity.models import DestructionRecord
from visits.identity.rules import Matter, due_on
from visits.kit.clock import now
from visits.kit.retention import Retention
from visits.kit.uses import uses_of

KEEP = Retention()
PHONE = "secret of a phone"


def purge(session, days):
    due = due_on(WEDNESDAY + timedelta(days=days), KEEP)
    counted = actions.purge(session, due, KEEP, by="x", mail=Path("nowhere"), at=now())
    session.commit()
    session.expire_all()
    return counted[Matter.FEEDBACK]


def everything_said(session):
    delegation, (stop, _) = a_visit(session)
    answer = given(session, delegation, secret=PHONE, overall=5, words={Wish.BETTER: ARABIC})
    feedback.translate_words(session, answer.words[0], "김하늘 씨께 감사드립니다")
    feedback.ask(
        session, delegation, "Why?", site_id=None, told=BY_LINK, language="en", secret=PHONE
    )
    feedback.report(session, stop, HostWord(how=How.GOOD, text="Noura was kind"), told=BY_LINK)
    session.commit()
    return delegation, stop


def test_words_go_after_three_years_and_ratings_stay(session):
    delegation, _ = everything_said(session)
    assert purge(session, 1_095) == 0
    assert purge(session, 1_096) == 3
    (words,) = session.query(GuestWords).all()
    (question,) = session.query(GuestQuestion).all()
    (report,) = session.query(HostReport).all()
    assert (words.text, words.korean, question.text, report.text) == ("", "", "", "")
    found = queries.summary_of(session, delegation.id)
    assert (found.answers, found.words, [one.how for one in found.reports]) == (1, [], [How.GOOD])
    assert found.summaries[0].question is Question.OVERALL
    assert found.summaries[0].answers == 1
    record = session.query(DestructionRecord).filter_by(matter=Matter.FEEDBACK).one()
    assert (record.count, record.keep_days) == (3, KEEP.names)
    assert purge(session, 1_097) == 0


def test_after_a_month_no_phone_is_known_any_more(session):
    delegation, _ = everything_said(session)
    purge(session, 30)
    assert queries.answer_by_secret(session, delegation.id, PHONE) is not None
    purge(session, 31)
    assert queries.answer_by_secret(session, delegation.id, PHONE) is None
    assert queries.questions_by_secret(session, delegation.id, PHONE) == []


def test_what_was_said_holds_on_to_its_visit_stop_and_site(session):
    delegation, stop = everything_said(session)
    assert dict(uses_of(session, "delegation", delegation.id))["guest_answer"] == 1
    assert dict(uses_of(session, "stop", stop.id)) == {"host_report": 1}
    assert dict(uses_of(session, "site", stop.site_id))["host_report"] == 1


def test_what_a_visit_taught_goes_with_its_names_and_the_log_never_held_it(session):
    delegation, (stop, _) = a_visit(session)
    own = feedback.write_lesson(
        session, stop.site, "Noura waited", by=delegation.lead, at=now(), delegation=delegation
    )
    feedback.write_lesson(session, stop.site, "Two exits", by=delegation.lead, at=now())
    feedback.revise_lesson(session, own, "Noura Al-Harbi waited")
    session.commit()
    assert "Noura" not in str([one.changes for one in session.scalars(select(AuditEntry))])
    purge(session, 1095)
    assert len(queries.lessons_of(session, stop.site_id)) == 2
    purge(session, 1096)
    assert [one.text for one in queries.lessons_of(session, stop.site_id)] == ["Two exits"]
