"""What answers of calendars and what became of replies are called."""

from typing import Any

from flask_babel import lazy_gettext as _

from visits.calendars.ics import Method, PartStat
from visits.invitations.reading import Fault
from visits.invitations.rules import Outcome
from visits.kit import words

words.name_all(
    PartStat,
    {
        PartStat.NEEDS_ACTION: _("No answer yet"),
        PartStat.ACCEPTED: _("Accepted in their calendar"),
        PartStat.DECLINED: _("Declined in their calendar"),
        PartStat.TENTATIVE: _("Tentative in their calendar"),
    },
)
words.name_all(
    Method, {Method.REQUEST: _("Invitation"), Method.CANCEL: _("Cancellation of the invitation")}
)
TONES = {
    PartStat.NEEDS_ACTION: "asked",
    PartStat.ACCEPTED: "confirmed",
    PartStat.DECLINED: "declined",
    PartStat.TENTATIVE: "hold",
}

OUTCOMES: dict[Outcome, Any] = {
    Outcome.ACCEPTED: _("%(file)s: %(who)s accepted. It is noted as an answer by calendar."),
    Outcome.DECLINED: _("%(file)s: %(who)s declined. It is noted as an answer by calendar."),
    Outcome.TENTATIVE: _(
        "%(file)s: %(who)s answered “tentative”. That is shown, and settles nothing."
    ),
    Outcome.TEST_ANSWERED: _("%(file)s: %(who)s answered the test. Invitations can be chosen now."),
    Outcome.READ_BEFORE: _("%(file)s: this answer of %(who)s was read before. Nothing changed."),
    Outcome.OLDER: _(
        "%(file)s: %(who)s answered an older state. A newer one was sent since: ignored."
    ),
    Outcome.UNSENT: _("%(file)s: %(who)s answers a state that was never sent: ignored."),
    Outcome.UNKNOWN: _("%(file)s: %(who)s was not invited to this entry: ignored."),
    Outcome.CANCELLED: _("%(file)s: %(who)s answered, but nobody asks for it any more: ignored."),
    Outcome.ANSWERED_SINCE: _("%(file)s: %(who)s gave another answer later: ignored."),
    Outcome.NO_ANSWER: _("%(file)s: %(who)s said neither yes nor no: ignored."),
    Outcome.FORGED: _(
        "%(file)s: the mail does not come from %(who)s, for whom it answers: ignored."
    ),
    Outcome.REFUSED: _(
        "%(file)s: the answer of %(who)s cannot be taken, because the programme is in its way. "
        "Call them and note what you agree; then read the file again."
    ),
}
"""A line of the command for each reply."""

FAULTS: dict[Fault, Any] = {
    Fault.TOO_LARGE: _("%(file)s: larger than 5 MB, not read."),
    Fault.UNREADABLE: _("%(file)s: cannot be opened as a mail, a calendar file or a Maildir."),
    Fault.NO_SENDER: _("%(file)s: a mail that does not name exactly one sender, not read."),
    Fault.NOT_ENCODED: _("%(file)s: neither UTF-8 nor Korean Windows text, not read."),
    Fault.NO_CALENDAR: _("%(file)s: no calendar in it, nothing to read."),
    Fault.NO_REPLY: _("%(file)s: a calendar, but no answer to an invitation."),
    Fault.NOT_WHOLE: _("%(file)s: an answer without its entry, its time or who answers, not read."),
}
"""A line of the command for each file that gives no reply."""

words.REASONS |= {
    "no_mailbox": _("This contact is not written to by e-mail."),
    "test_unanswered": _("Send a test to this mailbox first, and wait for its answer."),
}
