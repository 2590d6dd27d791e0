"""The result report: shown, taken, registered."""

from visits.documents import result
from visits.documents.drafts import Document
from visits.documents.rules import DocumentKind
from visits.documents.views.shared import add_document
from visits.papers.rules import PaperKind

RESULT = Document(
    kind=DocumentKind.RESULT,
    name="result-report",
    paper=PaperKind.RESULT_REPORT,
    read=result.read,
    title=result.title_of,
    sections=result.sections,
    gone=result.gone,
)
add_document(RESULT)
