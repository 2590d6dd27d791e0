"""The result report: shown, taken, registered."""

from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.documents import result
from visits.documents.drafts import Document
from visits.documents.rules import DocumentKind
from visits.documents.views import shared
from visits.documents.views.blueprint import documents
from visits.kit.db import reads_only
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


@documents.get("/<code>/result-report")
@requires(Permission.READ_DELEGATIONS)
def result_report(code: str) -> str:
    return shared.page(RESULT, code)


@documents.post("/<code>/result-report.<any(hwpx,docx,pdf):kind>")
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def take_result_report(code: str, kind: str) -> ResponseReturnValue:
    return shared.take(RESULT, code, kind)


@documents.route("/<code>/result-report/paper", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def register_result_report(code: str) -> ResponseReturnValue:
    return shared.register(RESULT, code)
