"""What tasks are called."""

from flask_babel import lazy_gettext as _

from visits.home.rules import Task
from visits.kit import words

words.name_all(
    Task,
    {
        Task.MEND_CLASHES: _("Mend double bookings"),
        Task.DECIDE: _("Confirm or cancel the visit: it is over"),
        Task.CLOSE: _("Close the visit: it is over"),
        Task.RELEASE: _("Release the programme"),
        Task.RELEASE_CHANGES: _("Release the changes"),
        Task.MEND_FINDINGS: _("Mend findings that hold up the release"),
        Task.PLAN: _("Plan the programme"),
        Task.LOOK_AT_QUESTIONS: _("Look at the guests’ questions, and pass them on"),
    },
)
