"""Two visits of the demonstration have whole documents, without typing what the system knows."""

import pytest
from sqlalchemy import select

from tests.demo.conftest import the_visit
from visits.documents.models import DocumentVersion, PressText
from visits.documents.rules import DocumentKind
from visits.papers.rules import PaperKind


@pytest.fixture
def database(demonstration):
    return demonstration


def test_the_plan_ahead_was_approved_and_has_changed_since(session):
    visit = the_visit(session, "saudi").delegation
    version = session.scalars(select(DocumentVersion)).one()
    assert (version.delegation_id, version.kind, version.number) == (
        visit.id,
        DocumentKind.PLAN,
        1,
    )
    assert version.is_approved
    assert version.paper.kind is PaperKind.RECEPTION_PLAN


def test_texts_for_the_press_are_in_two_languages(session):
    texts = session.scalars(select(PressText)).all()
    assert [set(text.body) for text in texts] == [{"ko", "en"}, {"ko", "en"}]
