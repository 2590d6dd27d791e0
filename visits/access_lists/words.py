"""What the codes of access lists are called."""

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from visits.access_lists.rules import Handing, ListState
from visits.kit import words

words.name_all(
    Handing,
    {
        Handing.LINK: _("by an expiring link"),
        Handing.OFFICIAL_LETTER: _("by official letter"),
    },
)
words.name_all(
    ListState,
    {
        ListState.INCOMPLETE: _("Incomplete"),
        ListState.READY: _("Ready to hand over"),
        ListState.DELIVERED: _("Handed over"),
        ListState.PARTLY: _("Handed over in part"),
        ListState.OUTDATED: _("Changed since"),
        ListState.WITHDRAWN: lazy_pgettext("access list", "Withdrawn"),
    },
)
STATE_TONES = {
    ListState.INCOMPLETE: "warning",
    ListState.READY: "info",
    ListState.DELIVERED: "success",
    ListState.PARTLY: "warning",
    ListState.OUTDATED: "danger",
    ListState.WITHDRAWN: "neutral",
}
words.KINDS |= {"access_list": _("Access lists")}
words.REASONS |= {
    "list_not_wanted": _("No list is demanded for this stop any more."),
    "list_lost": _(
        "What was entered can no longer be opened, so nothing was handed over. Ask these people again."
    ),
    "list_empty": _("There is nobody on this list yet of whom nothing is missing."),
}
