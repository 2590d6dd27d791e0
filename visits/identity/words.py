"""What the codes of identity data are called."""

from flask_babel import lazy_gettext as _

from visits.identity.rules import (
    ConsentKind,
    ConsentState,
    ConsentWay,
    LookKind,
    Matter,
    Method,
    Progress,
    Sex,
)
from visits.kit import words

words.name_all(
    Sex,
    {Sex.FEMALE: _("Female (F)"), Sex.MALE: _("Male (M)"), Sex.OTHER: _("Other (X)")},
)
words.name_all(
    ConsentKind,
    {
        ConsentKind.USE: _("Collection and use"),
        ConsentKind.UNIQUE: _("Unique identifying data"),
        ConsentKind.SENSITIVE: _("Sensitive data"),
        ConsentKind.THIRD_PARTY: _("Passing on to a site"),
    },
)
words.name_all(
    ConsentState,
    {
        ConsentState.GIVEN: _("agreed"),
        ConsentState.REFUSED: _("not agreed"),
        ConsentState.WITHDRAWN: _("withdrawn"),
    },
)
words.name_all(
    ConsentWay,
    {
        ConsentWay.OWN_LINK: _("by their own link"),
        ConsentWay.SIGNED_FORM: _("on a signed form"),
        ConsentWay.DECLARED: _("declared after informing them"),
    },
)
STATE_TONES = {
    ConsentState.GIVEN: "success",
    ConsentState.REFUSED: "warning",
    ConsentState.WITHDRAWN: "danger",
}
words.name_all(
    Progress,
    {
        Progress.NOTHING: _("Nothing is asked"),
        Progress.OPEN: _("Nothing is there yet"),
        Progress.PARTLY: _("Partly there"),
        Progress.UNTOLD: _("No consent for a site"),
        Progress.COMPLETE: _("Complete"),
        Progress.WITHDRAWN: _("Consent taken back"),
        Progress.LOST: _("Can no longer be opened"),
    },
)
PROGRESS_TONES = {
    Progress.NOTHING: "neutral",
    Progress.OPEN: "warning",
    Progress.PARTLY: "warning",
    Progress.UNTOLD: "danger",
    Progress.COMPLETE: "success",
    Progress.WITHDRAWN: "danger",
    Progress.LOST: "danger",
}
words.name_all(
    LookKind,
    {
        LookKind.VIEW: _("Looked at"),
        LookKind.PDF: _("Taken as PDF"),
        LookKind.XLSX: _("Taken as XLSX"),
        LookKind.FILE: _("File downloaded"),
    },
)
words.name_all(
    Matter,
    {
        Matter.IDENTITY: _("Identity data of delegates"),
        Matter.IDENTITY_FILES: _("Files with identity data"),
        Matter.ACCESS_LISTS: _("Access lists"),
        Matter.LETTERS: _("Personal data in letters"),
        Matter.OTHER_LETTERS: _("Letters"),
        Matter.NEEDS: _("Meal needs, mobility and flights"),
        Matter.REQUESTS: _("Requests that were not accepted"),
        Matter.VISITED_REQUESTS: _("Visit requests"),
        Matter.FEEDBACK: _("Words of guests and hosts"),
        Matter.NAMES: _("Names of delegates"),
        Matter.NOTES: _("Free words about visits"),
        Matter.RECORDS: _("Records of visits"),
        Matter.GIFTS: _("Names and notes of gifts and follow-ups"),
        Matter.PHOTOS: _("Photographs of people"),
        Matter.LOOKS: _("Entries of the access log"),
    },
)
words.name_all(
    Method,
    {
        Method.KEY_DESTROYED: _("Overwritten, and the key destroyed"),
        Method.OVERWRITTEN: _("Overwritten"),
        Method.CLEARED: _("Emptied; numbers remain"),
    },
)
words.REASONS |= {
    "identity_consent_missing": _("Without the person’s consent this may not be kept."),
    "identity_key_wrong": _(
        "This installation runs on another identity key than the one that sealed these data."
    ),
    "identity_keys_missing": _(
        "The key to what was entered before is missing. "
        "Until it is back, or the office has deleted those data, nothing can be added."
    ),
    "not_asked": _("No site on the plan demands this any more."),
    "not_a_passport_number": _("A passport number has 5 to 20 letters and digits."),
    "nothing_to_withdraw": _("There is no such consent to withdraw."),
    "code_no_address": _("We have no e-mail address to send a code to. Please call us."),
    "code_too_soon": _("A code was made a moment ago. Wait a minute before asking for another."),
    "code_too_many": _("Too many codes were asked for. Wait an hour, or call us."),
    "month_not_over": _("This month is not over yet."),
    "month_reviewed": _("This month has been reviewed."),
}
