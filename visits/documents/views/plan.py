"""The reception plan: shown, taken, registered."""

from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.documents import plan
from visits.documents.drafts import Document
from visits.documents.rules import DocumentKind
from visits.documents.views import shared
from visits.documents.views.blueprint import documents
from visits.kit.db import reads_only
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


@documents.get("/<code>/reception-plan")
@requires(Permission.READ_DELEGATIONS)
def reception_plan(code: str) -> str:
    return shared.page(PLAN, code)


@documents.post("/<code>/reception-plan.<any(hwpx,docx,pdf):kind>")
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def take_reception_plan(code: str, kind: str) -> ResponseReturnValue:
    return shared.take(PLAN, code, kind)


@documents.route("/<code>/reception-plan/paper", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def register_reception_plan(code: str) -> ResponseReturnValue:
    return shared.register(PLAN, code)
