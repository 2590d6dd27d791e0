"""Official letters go to the head of an institution."""

import pytest
from sqlalchemy import select

from tests.factories import a_contact, a_site
from visits.audit.models import AuditEntry
from visits.sites.rules import head_of


@pytest.mark.parametrize(
    ("institution", "head"),
    [
        ("국립세종수목원", "국립세종수목원장"),
        ("도시통합정보센터", "도시통합정보센터장"),
        ("세종특별자치시청", "세종특별자치시장"),
        ("세종도시교통공사", "세종도시교통공사 사장"),
        ("세종시시설관리공단", "세종시시설관리공단 이사장"),
        ("국토교통부", "국토교통부장관"),
        ("국립세종수목원장", "국립세종수목원장"),
        ("Sejong Arboretum", "Sejong Arboretum"),
    ],
)
def test_the_head_is_called_as_korean_letters_call_them(institution, head):
    assert head_of(institution) == head


def test_a_telephone_that_nobody_touched_is_not_logged_as_changed(session, as_):
    site = a_site(session)
    contact = a_contact(session, site, email="host@example.org", phone="044-301-2200")
    session.commit()
    page = as_("coordinator").page("sites.edit_contact", slug=site.slug, number=contact.id)
    page.submit("main form[novalidate]", organisation="국립세종수목원", letter_via="교육부서")
    session.expire_all()
    last = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_kind == "SiteContact")
        .order_by(AuditEntry.id.desc())
    ).first()
    assert sorted(last.changes) == ["letter_via", "organisation"]
