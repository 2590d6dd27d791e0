"""`flask visits tend`: what happens by itself, from a terminal."""

from datetime import timedelta

from sqlalchemy import select

from tests.intake.cast import FORM, kinds
from visits.intake import actions
from visits.intake.models import VisitRequest
from visits.intake.rules import Purpose
from visits.kit.clock import now
from visits.nights import TEND_EVERY, tend_hourly


def sent_ago(app, session, **ago):
    return actions.submit(
        session,
        FORM,
        consents={Purpose.HANDLING: True},
        language="fr",
        links=app.extensions["links"],
        at=now() - timedelta(**ago),
    )


def tend(app) -> str:
    result = app.test_cli_runner().invoke(args=["visits", "tend"])
    assert result.exit_code == 0, result.output
    return result.output


def test_it_reminds_and_destroys_and_says_how_many(app, session):
    sent_ago(app, session, hours=1)
    sent_ago(app, session, hours=30)
    sent_ago(app, session, days=20)
    session.commit()
    assert tend(app) == "nudged: 1, dropped: 1\n"
    session.expire_all()
    assert len(session.scalars(select(VisitRequest)).all()) == 2
    assert kinds(session) == ["intake.confirm_email"] * 3 + ["intake.nudge"]


def test_it_says_nothing_when_there_is_nothing_to_do(app):
    assert tend(app) == ""


def test_the_mail_worker_tends_once_an_hour(app, session):
    sent_ago(app, session, hours=30)
    session.commit()
    with app.app_context():
        first = tend_hourly(app, None)
        assert tend_hourly(app, first) == first
        assert tend_hourly(app, first - TEND_EVERY) > first
    assert kinds(session) == ["intake.confirm_email", "intake.nudge"]


def test_what_goes_wrong_while_tending_does_not_stop_the_letters(app, monkeypatch, caplog):
    def break_off(*_, **__):
        raise OSError("the disk is full")

    monkeypatch.setitem(app.extensions, "tending", (break_off,))
    with app.app_context():
        tend_hourly(app, None)
    assert [record.message for record in caplog.records] == ["this round of tending broke off"]
