"""What documents are called."""

from flask_babel import lazy_gettext as _

from visits.documents.rules import DocumentKind, FileKind
from visits.kit import words

words.name_all(
    DocumentKind,
    {
        DocumentKind.PLAN: _("Reception plan"),
        DocumentKind.RESULT: _("Result report"),
    },
)
words.name_all(
    FileKind,
    {FileKind.HWPX: _("HWPX (Hangul)"), FileKind.DOCX: _("DOCX (Word)"), FileKind.PDF: _("PDF")},
)
words.REASONS |= {
    "press_names_guests": _("It names guests: %(names)s. Write their office instead."),
    "document_taken": _("Somebody else took a version meanwhile. Please take the document again."),
}
