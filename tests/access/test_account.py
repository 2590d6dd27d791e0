"""One's own account, as everybody changes it."""

import pytest
from sqlalchemy.orm import Session

from tests.people import People
from visits.access.forms import CodeForm
from visits.access.models import User

OWN = "main form[data-guard]"


def test_everybody_changes_their_own_name_and_language(as_, people: People, session: Session):
    page = as_("viewer").page("access.account").submit(OWN, name="Choi M.", language="ko")
    assert page.follow().one("html")["lang"] == "ko"
    session.expire_all()
    assert (people["viewer"].name, people["viewer"].language) == ("Choi M.", "ko")


def test_who_saves_second_is_shown_what_the_first_saved(as_, people: People, session: Session):
    """An old form must not take back what the administrator put right meanwhile."""
    number = people["viewer"].id
    mine = as_("viewer").page("access.account")
    users = as_("administrator").page("access.user", number=number)
    users.submit("form.panel", phone="+82-44-300-0001")
    stale = mine.submit(OWN, status=409, name="Choi M.")
    assert stale.h1 == "Someone else saved first"
    session.expire_all()
    assert people["viewer"].name == "Choi Minjae"


def test_each_save_is_another_version(as_, people: People, session: Session):
    before = people["viewer"].version
    as_("viewer").page("access.account").submit(OWN, name="Choi M.")
    session.expire_all()
    assert people["viewer"].version == before + 1


def test_no_form_writes_into_a_row(app):
    with app.test_request_context(), pytest.raises(TypeError):
        CodeForm().populate_obj(User())
