"""What kinds of rows, their columns, actions and actors are called in the log.

The log knows rows of every floor by name alone; a column that has no word here is shown by its own
name, and a test says which those are.
"""

from typing import Any

from flask_babel import get_locale, gettext, lazy_pgettext
from flask_babel import lazy_gettext as _

from visits.audit.words.columns import COLUMNS
from visits.kit.lists import in_a_row

ACTORS = {
    "user": _("person"),
    "link": _("by link"),
    "command": _("command line"),
    "worker": _("automatic"),
}
ACTIONS = {
    "created": _("Created"),
    "changed": _("Changed"),
    "deleted": _("Deleted"),
    "exported": _("Downloaded"),
    "merged": _("Merged"),
}
KINDS = {
    "AccessList": _("Access list"),
    "AccessListVersion": _("Version of an access list"),
    "Answer": _("Answer"),
    "Assignment": _("Assignment"),
    "Briefing": _("Briefing"),
    "BriefingPoint": _("Line of a briefing"),
    "Budget": _("Budget"),
    "BudgetLine": _("Budget line"),
    "CalendarReader": _("Invitations to a calendar"),
    "CheckIn": _("Check-in"),
    "BusySource": _("Busy calendar"),
    "Closure": _("Closure"),
    "Comment": _("Comment"),
    "CountryName": _("Country name"),
    "Day": _("Day"),
    "Delegate": _("Delegate"),
    "Delegation": _("Delegation"),
    "DelegationBody": _("Organisation of a delegation"),
    "DelegationCountry": _("Country of a delegation"),
    "DestructionRecord": _("Destruction record"),
    "DocumentVersion": _("Version of a document"),
    "DutyAnswer": _("Answer to an assignment"),
    "File": _("File"),
    "FollowUp": _("Follow-up"),
    "Gift": _("Gift"),
    "GuestAnswer": _("Answer of a guest"),
    "GuestQuestion": _("Question of a guest"),
    "GuestWords": _("Words of a guest"),
    "Holiday": _("Holiday"),
    "HostReport": _("Report of a host"),
    "HostRequest": _("Request to a host"),
    "IdentityCode": _("One-time code"),
    "IdentityConsent": _("Consent of a delegate"),
    "IdentityInvitation": _("Link of a delegate"),
    "IdentityRecord": _("Identity data of a delegate"),
    "Incident": _("Incident"),
    "Itinerary": _("Itinerary"),
    "LanguagePair": _("Language pair"),
    "Lesson": _("Lesson"),
    "Letter": _("Letter"),
    "LetterChoice": _("Letter of the next release"),
    "LookReview": _("Review of the access log"),
    "OfferedWindow": _("Offered window"),
    "OfficialPaper": _("Official paper"),
    "Organisation": _("Organisation"),
    "OrganisationAlias": _("Former name of an organisation"),
    "Override": _("Override with reason"),
    "PaperSubject": _("Subject of a paper"),
    "Party": _("Party"),
    "Person": _("Person of ours"),
    "Photo": _("Photograph"),
    "PressLink": _("Press link"),
    "ProgrammeTemplate": _("Programme template"),
    "ProposedTime": _("Time proposed by a host"),
    "PressText": _("Press text"),
    "Protocol": _("Protocol"),
    "ProtocolEntry": _("Field of the protocol"),
    "Question": _("Question"),
    "RecordLine": _("Line of a record"),
    "Receipt": _("Signature for a release"),
    "RecoveryCodes": _("Recovery codes"),
    "Release": _("Release"),
    "ReleasePlan": _("Preparation of a release"),
    "RequestConsent": _("Consent of a requester"),
    "RequestStep": _("History of a request"),
    "SecretLink": _("Secret link"),
    "Site": _("Site"),
    "SiteContact": _("Site contact"),
    "Space": _("Room"),
    "Stop": lazy_pgettext("part of a programme", "Stop"),
    "Tap": _("Tap of the day"),
    "Task": _("Task"),
    "TemplateStop": _("Stop of a template"),
    "TemplateVersion": _("Version of a template"),
    "TravelTime": _("Travel time"),
    "Unavailability": _("Unavailability"),
    "User": _("User"),
    "Vehicle": _("Vehicle"),
    "VisitRecord": _("Record of a visit"),
    "VisitRequest": _("Visit request"),
    "WishedSite": _("Wished site"),
    "WishedSlot": _("Wished time"),
    "YearTarget": _("Targets of a year"),
}
LANGUAGE_COLUMNS = frozenset({"language", "languages", "liaison_language"})


def kind_name(kind: str) -> str:
    return str(KINDS.get(kind) or kind)


def action_name(action: str) -> str:
    return str(ACTIONS.get(action) or humanised(action))


def column_name(column: str) -> str:
    return str(COLUMNS.get(column) or humanised(column))


def humanised(name: str) -> str:
    """`lead_days` as `Lead days`."""
    return name.replace("_", " ").strip().capitalize()


def plain_value(value: Any) -> str:
    """A value without a date in it, as people read it."""
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if isinstance(value, list):
        return in_a_row((plain_value(item) for item in value), get_locale())
    if isinstance(value, dict):
        facts = (f"{humanised(key)}: {plain_value(inner)}" for key, inner in value.items())
        return in_a_row(facts, get_locale())
    return str(value)
