"""Every change leaves an entry, in the transaction of the change itself."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.people import LONG_AGO, People
from visits.access.models import User
from visits.access.rules import Role
from visits.audit import recorder
from visits.audit.models import AuditEntry
from visits.audit.recorder import HIDDEN


def entries(session: Session) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def user(**more: object) -> User:
    given = {"email": "a@example.org", "name": "A", "role": Role.VIEWER, "created_at": LONG_AGO}
    return User(**{**given, **more})


def test_a_new_row_says_what_it_holds_and_hides_what_is_secret(session: Session):
    session.add(user(password_hash="$argon2id$…", phone="+82 10 0000 0000"))
    session.commit()
    entry = entries(session)[0]
    assert (entry.action, entry.subject_kind, entry.subject_id) == ("created", "User", "1")
    assert entry.subject_label == "A"
    assert entry.changes == {
        "email": [None, HIDDEN],
        "name": [None, "A"],
        "role": [None, "viewer"],
        "language": [None, "ko"],
        "phone": [None, "•••"],
        "password_hash": [None, "•••"],
        "is_enabled": [None, True],
        "created_at": [None, "2024-01-02 00:00:00+00:00"],
    }


def test_a_change_says_what_it_was_before(session: Session):
    row = user()
    session.add(row)
    session.commit()
    session.expire_all()
    row.name, row.phone = "B", "1"
    session.commit()
    assert entries(session)[1].changes == {"name": ["A", "B"], "phone": ["•••", "•••"]}


def test_setting_the_same_value_is_no_change(session: Session):
    row = user()
    session.add(row)
    session.commit()
    row.name = "A"
    session.commit()
    assert [entry.action for entry in entries(session)] == ["created"]


def test_a_deletion_keeps_what_was_there(session: Session):
    row = user()
    session.add(row)
    session.commit()
    session.delete(row)
    session.commit()
    entry = entries(session)[1]
    assert (entry.action, entry.subject_label) == ("deleted", "A")
    assert entry.changes["email"] == [HIDDEN, None]


def test_what_is_rolled_back_leaves_no_entry(session: Session):
    session.add(user())
    session.flush()
    session.rollback()
    assert entries(session) == []


def test_the_actor_is_who_acts_in_this_session(session: Session):
    session.info["actor"] = ("link", "abc", "Riyadh Municipality")
    session.add(user())
    session.commit()
    entry = entries(session)[0]
    assert (entry.actor_kind, entry.actor_id, entry.actor_label) == (
        "link",
        "abc",
        "Riyadh Municipality",
    )


def test_a_person_is_named_by_their_session(as_, people: People, session: Session):
    as_("viewer").page("access.account").submit("form[data-guard]", name="Choi M.")
    entry = entries(session)[-1]
    assert (entry.actor_kind, entry.actor_id, entry.actor_label) == ("user", "1", "Choi Minjae")


def test_something_that_is_no_change_of_a_column_can_be_told(session: Session):
    row = user()
    session.add(row)
    session.flush()
    recorder.tell(session, "looked_at", row, number=3)
    session.commit()
    assert (entries(session)[1].action, entries(session)[1].changes) == ("looked_at", {"number": 3})


@pytest.mark.parametrize("where", [User.id > 0, User.name == "A"])
def test_a_change_past_the_log_is_refused(session: Session, where):
    session.add(user())
    session.commit()
    with pytest.raises(TypeError, match="leaves no audit entry"):
        session.execute(update(User).where(where).values(name="B"))
