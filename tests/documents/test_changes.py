"""A version number stands for one text, and says where the next one is other."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.documents.cast import a_visit, with_budget, with_protocol
from visits.delegations.models import Delegate
from visits.delegations.rules import DelegateRole
from visits.delegations.wording import delegate_name
from visits.documents import plan
from visits.documents.drafts import Reader
from visits.documents.marks import Marks
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.rules import Consent
from visits.kit.translated import Translated
from visits.reception.models import BudgetLine, ProtocolEntry
from visits.resources.models import Person
from visits.sites.models import Site

PAGE = "documents.reception_plan"


@pytest.fixture
def visit(session):
    visit = a_visit(session)
    with_budget(session, visit, Luncheon=(120_000, None))
    with_protocol(session, visit, flags="Table flags")
    return visit


@pytest.fixture
def officer(as_):
    return as_("coordinator")


def text_of(page):
    return page.one("#plain-text").text


def taken(officer, visit):
    page = officer.page(PAGE, code=visit.code)
    token = page.one("form[action*='.hwpx'] input[name=csrf_token]")["value"]
    path = officer.url("documents.take_reception_plan", code=visit.code, kind="hwpx")
    assert officer.fetch("POST", path, data={"csrf_token": token}).status_code == 200


def test_a_moved_stop_says_when_it_was_to_begin(session, visit, officer):
    taken(officer, visit)
    tour = session.scalars(select(Stop).order_by(Stop.starts.desc())).first()
    tour.starts, tour.ends = (at + timedelta(minutes=5) for at in (tour.starts, tour.ends))
    session.flush()
    said = text_of(officer.page(PAGE, code=visit.code))
    assert (
        "Site visit\t14:00–15:00 → 14:05–15:05 (changed)\t"
        "Tour of the control centre\tControl Centre\tAsked\n" in said
    )
    tour.starts += timedelta(days=1)
    tour.ends += timedelta(days=1)
    session.flush()
    said = text_of(officer.page(PAGE, code=visit.code))
    assert "Tue, Mar 3 14:00–15:00 → 14:05–15:05 (changed)" in said


def another(kind, **facts):
    def change(session, _visit):
        row = session.scalars(select(kind).order_by(kind.id)).first()
        for name, value in facts.items():
            setattr(row, name, value)

    return change


def swapped(session, visit):
    first, second = visit.delegates
    first.role, second.role = second.role, first.role


CHANGES = {
    "title": lambda _s, visit: setattr(visit, "title", Translated(en="Delegation of Jeddah")),
    "name": another(Delegate, given_name="Other"),
    "position": another(Delegate, position_en="Director"),
    "heads": swapped,
    "site": another(Site, name=Translated(en="Town Hall")),
    "person": another(Person, name=Translated(en="Kim Jisu")),
    "declined": another(Assignment, consent=Consent.DECLINED),
    "label": another(BudgetLine, label="Dinner"),
    "note": another(BudgetLine, note="with drinks"),
    "protocol": another(ProtocolEntry, text="Large flags"),
    "deputy": lambda _s, visit: setattr(visit, "deputy", visit.lead),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_the_page_says_otherwise_is_another_version(session, visit, officer, change):
    taken(officer, visit)
    before = text_of(officer.page(PAGE, code=visit.code))
    change(session, visit)
    session.flush()
    session.expire_all()
    after = officer.page(PAGE, code=visit.code)
    assert text_of(after).split("Version")[0] != before.split("Version")[0]
    assert after.one(".lead").text.split()[:2] == ["Version", "2"]
    assert "Nothing has changed" not in after.text


def test_another_order_of_the_same_people_is_told(app, session, visit):
    def gathered(before=None):
        with app.test_request_context():
            marks = Marks("salt", before)
            plan.sections(plan.read(session, visit, Reader("en")), marks)
            return marks

    facts = gathered().facts
    first, second = visit.delegates
    first.precedence, second.precedence = second.precedence, first.precedence
    session.flush()
    assert not gathered(facts).is_reordered
    swapped(session, visit)
    session.flush()
    assert gathered(facts).is_reordered


def test_what_was_typed_in_korean_says_so_in_an_english_paper(session, visit, officer):
    another(ProtocolEntry, text="태극기와 상대국 국기")(session, visit)
    another(BudgetLine, label="오찬")(session, visit)
    visit.lead.name = "Kim"
    session.flush()
    said = text_of(officer.page(PAGE, code=visit.code))
    assert "Flags (in Korean): 태극기와 상대국 국기" in said
    assert "For what (in Korean)\tPlanned\tNote" in said
    assert "in Korean" not in text_of(officer.page(PAGE, code=visit.code, language="ko"))


def test_a_form_of_address_stands_by_the_name_in_its_own_script(session, visit):
    head = next(one for one in visit.delegates if one.role is DelegateRole.HEAD)
    head.form_of_address = "Ms."
    assert delegate_name(head, "ko", addressed=True) == "누라 알하르비 (Ms. Noura Al-Harbi)"
    assert delegate_name(head, "en", addressed=True) == "Ms. Noura Al-Harbi"
    head.form_of_address = "차관님"
    assert delegate_name(head, "ko", addressed=True) == "누라 알하르비 차관님 (Noura Al-Harbi)"
    assert delegate_name(head, "en") == "Noura Al-Harbi"
