"""The reception plan: shown, taken, registered."""

from visits.documents import plan
from visits.documents.drafts import Document
from visits.documents.rules import DocumentKind
from visits.documents.views.shared import add_document
from visits.papers.rules import PaperKind

PLAN = Document(
    kind=DocumentKind.PLAN,
    name="reception-plan",
    paper=PaperKind.RECEPTION_PLAN,
    read=plan.read,
    title=plan.title_of,
    sections=plan.sections,
    gone=plan.gone,
    names_members=True,
)
add_document(PLAN)
