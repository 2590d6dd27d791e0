"""What is destroyed of the day once names are, and what stays."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.escorting.test_incidents import send
from tests.factories import AT, TUESDAY, a_delegate
from visits.escorting import actions
from visits.escorting.models import CheckIn, Incident, StopToday, Tap
from visits.identity.events import Purging
from visits.identity.rules import Due, Matter

LATER = TUESDAY.replace(year=TUESDAY.year + 10)


@pytest.fixture
def purge(app, session) -> Callable[[bool], Purging]:
    def run(*, removes: bool) -> Purging:
        due = Due(**dict.fromkeys(Due.__dataclass_fields__, LATER))
        notice = Purging(due, AT, removes)
        with app.app_context():
            actions.on_purging(session, notice)
            session.commit()
        session.expire_all()
        return notice

    return run


def test_words_and_names_go_and_what_took_place_stays(session, phone, visit, stops, purge):
    guest = a_delegate(session, visit.delegation)
    session.commit()
    phone.tap("arrived", stops[0])
    send(phone)
    phone.post("check", stop=stops[0].uid, delegate=guest.id, seen="here")
    assert purge(removes=False).counted[Matter.RECORDS] == 3
    assert session.scalars(select(CheckIn)).all() != []
    purge(removes=True)
    (incident,) = session.scalars(select(Incident)).all()
    assert (incident.text, incident.person, incident.kind.value) == ("", "", "medical")
    assert [tap.person for tap in session.scalars(select(Tap))] == [""]
    assert session.scalars(select(CheckIn)).all() == []
    assert len(session.scalars(select(StopToday)).all()) == 2
