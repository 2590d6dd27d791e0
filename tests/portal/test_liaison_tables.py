"""The liaison brings a table by link, in their own language, and takes the roster along."""

import io

import pytest
from sqlalchemy import select

from tests.factories import a_delegate, a_delegation
from visits.access.rules import Channel, LinkKind
from visits.audit.models import AuditEntry
from visits.delegations import queries
from visits.delegations.models import RosterEntry
from visits.delegations.rules import RosterAct
from visits.kit.sheets.reading import read
from visits.kit.sheets.writing import csv_file


@pytest.fixture
def delegation(session):
    return a_delegation(session)


@pytest.fixture
def brought(browser, token_of, delegation):
    def bring(header, rows, lang="en"):
        token = token_of(delegation, LinkKind.LIAISON)
        page = browser.page("portal.import_roster", lang=lang, token=token)
        content = io.BytesIO(csv_file(header, rows))
        return page.submit(table=(content, "people.csv"), status=200)

    return bring


def lines(session):
    rows = session.scalars(select(RosterEntry).order_by(RosterEntry.id))
    return [(row.act, row.channel, row.people, row.by_id) for row in rows]


def test_a_table_in_arabic_is_taken_over(session, brought, delegation):
    header = ("الاسم", "الجنسية", "تاريخ الوصول", "التصوير")
    day = "٠١/٠٣/٢٠٩٩"  # noqa: RUF001 (Arabic digits)
    page = brought(header, [("نورة", "المملكة العربية السعودية", day, "نعم")], "ar")
    assert page.one("html")["dir"] == "rtl"
    page.submit(take="1").follow()
    session.expire_all()
    (one,) = queries.roster(session, delegation)
    assert (one.given_name, one.nationality, one.arrival_on.isoformat()) == (
        "نورة",
        "SA",
        "2099-03-01",
    )
    assert lines(session) == [(RosterAct.IMPORTED, Channel.LINK, 1, None)]


def test_the_roster_is_taken_as_a_table_and_the_log_says_so(session, browser, token_of, delegation):
    a_delegate(session, delegation, family_name="Quispe", notes="sentinel")
    page = browser.page("portal.liaison", lang="fr", token=token_of(delegation, LinkKind.LIAISON))
    form = "form[action$='export.xlsx']"
    token = page.one(f"{form} [name=csrf_token]")["value"]
    answer = browser.fetch("POST", page.one(form)["action"], data={"csrf_token": token})
    assert "Quispe" in str(read(answer.data).rows)
    assert "sentinel" not in str(read(answer.data).rows)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert lines(session) == [(RosterAct.EXPORTED, Channel.LINK, 1, None)]
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "exported")).one()
    assert entry.actor_kind == "link"
