"""What kinds of papers are called."""

from typing import Any

from flask_babel import lazy_gettext as _

from visits.kit import words
from visits.papers.rules import Direction, Disclosure, PaperKind

words.name_all(
    Direction,
    {
        Direction.RECEIVED: _("Received"),
        Direction.SENT: _("Sent"),
        Direction.INTERNAL: _("Internal approval"),
    },
)
words.name_all(
    PaperKind,
    {
        PaperKind.REQUEST: _("Visit request"),
        PaperKind.RECEPTION_PLAN: _("Reception plan"),
        PaperKind.COOPERATION: _("Request for cooperation"),
        PaperKind.INVITATION: _("Invitation letter"),
        PaperKind.APPROVAL: _("Approval"),
        PaperKind.RESULT_REPORT: _("Result report"),
        PaperKind.OTHER: _("Other paper"),
    },
)
words.name_all(
    Disclosure,
    {
        Disclosure.OPEN: _("Open to the public"),
        Disclosure.PARTLY: _("Partly open"),
        Disclosure.CLOSED: _("Not open"),
    },
)
words.KINDS["paper"] = _("Official papers")

BAD_FILES: dict[str, Any] = {
    "too_large": _("%(name)s is larger than %(megabytes)s MB."),
    "unknown_format": _("%(name)s is of a kind that is not taken."),
    "wrong_content": _("%(name)s is not what its ending says, or it is damaged."),
}
FORMATS = "PDF, HWP, HWPX, DOC, DOCX, XLS, XLSX, JPG, PNG"
