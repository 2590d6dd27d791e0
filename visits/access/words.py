"""What roles, links and channels are called: `{{ user.role|label }}`."""

from flask_babel import lazy_gettext as _

from visits.access.rules import Channel, LinkKind, LinkState, Role
from visits.kit.words import name_all

name_all(
    Role,
    {
        Role.ADMINISTRATOR: _("Administrator"),
        Role.APPROVER: _("Approver"),
        Role.COORDINATOR: _("Coordinator"),
        Role.VIEWER: _("Viewer"),
        Role.HOST: _("Host"),
        Role.INTERPRETER: _("Interpreter or escort"),
    },
)
LINK_RENEWED = _(
    "Whoever has the former e-mail address can open nothing any more: the link is a new one now."
)
"""Said to who changes the e-mail address of somebody with a link."""
ROLE_HINTS = {
    Role.ADMINISTRATOR: _("Manages users and may do everything that coordinators may."),
    Role.APPROVER: _("Reads all but identity data, approves and releases."),
    Role.COORDINATOR: _("Plans visits: delegations, itineraries, registers, letters, releases."),
    Role.VIEWER: _("Reads all but identity data."),
    Role.HOST: _("Sees and answers what is asked of their own sites."),
    Role.INTERPRETER: _("Sees their own assignments."),
}
name_all(
    LinkKind,
    {
        LinkKind.GUEST: _("Guests’ programme"),
        LinkKind.LIAISON: _("Liaison’s page"),
        LinkKind.HOST: _("Host’s page"),
        LinkKind.REQUESTER: _("Requester’s page"),
        LinkKind.DRAFT: _("Request being written"),
        LinkKind.ACCESS_LIST: _("Access list"),
        LinkKind.IDENTITY: _("A delegate’s own data"),
        LinkKind.ESCORT_DAY: _("Escort’s page of the day"),
        LinkKind.CHECK_IN: _("Check-in code"),
        LinkKind.PASSWORD: _("Setting a password"),
        LinkKind.DELEGATION_FEED: _("Calendar of the delegation"),
        LinkKind.SITE_FEED: _("Calendar of the site"),
        LinkKind.INTERPRETER_FEED: _("Calendar of the interpreter"),
        LinkKind.VEHICLE_FEED: _("Calendar of the vehicle"),
        LinkKind.ESCORT_FEED: _("Calendar of the escort"),
        LinkKind.OFFICE_FEED: _("Calendar of the office"),
        LinkKind.PAPER: _("Whether a paper is the newest"),
    },
)
name_all(
    LinkState,
    {
        LinkState.OPEN: _("Open"),
        LinkState.EXPIRED: _("Expired"),
        LinkState.REVOKED: _("Stopped"),
    },
)
name_all(
    Channel,
    {
        Channel.LINK: _("by link"),
        Channel.TELEPHONE: _("by telephone"),
        Channel.OFFICIAL_LETTER: _("by official letter"),
        Channel.EMAIL: _("by e-mail"),
        Channel.MESSENGER: _("by messenger"),
        Channel.IN_PERSON: _("in person"),
        Channel.CALENDAR: _("reply by calendar"),
        Channel.ACCOUNT: _("after signing in"),
    },
)
