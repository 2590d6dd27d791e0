"""How the states, moves and failures of letters are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from visits.access.rules import Channel
from visits.kit import words
from visits.notifications.rules import Failure, LetterMove, LetterState

words.name_all(
    LetterState,
    {
        LetterState.DRAFT: lazy_pgettext("letter", "Draft"),
        LetterState.QUEUED: _("Waiting to be sent"),
        LetterState.CLAIMED: _("Being sent"),
        LetterState.FOR_HAND: _("To be sent by hand"),
        LetterState.SENT: _("Sent"),
        LetterState.FAILED: _("Failed"),
        LetterState.BY_HAND: _("Sent by hand"),
        LetterState.DROPPED: _("Not to be sent"),
    },
)
TONES: dict[LetterState, str] = {
    LetterState.DRAFT: "idea",
    LetterState.QUEUED: "queued",
    LetterState.CLAIMED: "queued",
    LetterState.FOR_HAND: "warning",
    LetterState.SENT: "sent",
    LetterState.FAILED: "failed",
    LetterState.BY_HAND: "sent",
    LetterState.DROPPED: "cancelled",
}
"""The badge of each state (templates/parts/status.html)."""

words.name_all(
    LetterMove,
    {
        LetterMove.QUEUE: _("Released for sending"),
        LetterMove.CLAIM: _("Taken by the sender"),
        LetterMove.SEND: _("Sent by mail"),
        LetterMove.FAIL: _("Sending failed"),
        LetterMove.WRITE: _("Written as a file, because no mail server is set"),
        LetterMove.POSTPONE: _("To be tried again later"),
        LetterMove.RETRY: _("To be sent again"),
        LetterMove.HAND: _("Sent by hand"),
        LetterMove.DROP: _("Decided not to send it"),
        LetterMove.SETTLE: _("Not sent: all of it was settled before"),
        LetterMove.TAKE_BACK: _("Taken back as a draft"),
        LetterMove.EDIT: _("Edited"),
    },
)

words.name_all(
    Failure,
    {
        Failure.UNREACHABLE: _("The mail server could not be reached."),
        Failure.LOGIN_REFUSED: _("The mail server refused our user name or password."),
        Failure.POSTPONED: _("The mail server asked to try again later."),
        Failure.ADDRESS_REFUSED: _("The mail server does not know this recipient."),
        Failure.REFUSED: _("The mail server refused this letter."),
        Failure.BAD_ADDRESS: _("This is not an e-mail address that can be used."),
        Failure.TOO_LARGE: _("The letter with its attachments is larger than 10 MB."),
        Failure.UNKNOWN_KIND: _("No text exists for letters of this kind."),
        Failure.SUBJECT_GONE: _("What this letter speaks of no longer exists."),
        Failure.SETTLED: _("What this letter speaks of is settled. There is nothing left to say."),
        Failure.NOT_COMPOSED: _("The text of this letter could not be composed."),
        Failure.SENDER_DIED: _(
            "The sending program stopped again and again while it sent this letter."
        ),
    },
)

CHANNELS: dict[Channel, Any] = {
    Channel.EMAIL: _("E-mail from an own mailbox"),
    Channel.MESSENGER: _("Messenger"),
    Channel.OFFICIAL_LETTER: _("Official letter"),
    Channel.TELEPHONE: _("Telephone"),
    Channel.IN_PERSON: _("In person"),
}
"""The ways by which a letter can go by hand."""

VIEWS: dict[str, Any] = {
    "": _("All letters"),
    "to-do": _("To do"),
    "waiting": _("On their way"),
    "gone": _("Sent"),
    "dropped": _("Not to be sent"),
}
"""The tabs of the outbox."""

words.KINDS["letter"] = _("Letters")
words.REASONS["letter_move"] = _("This letter is no longer in a state in which that can be done.")
words.REASONS["letter_no_address"] = _("There is no e-mail address to send this letter to.")
