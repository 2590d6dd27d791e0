"""Permissions, roles and which role has which. The one table that says who may do what."""

from enum import StrEnum, auto


class Permission(StrEnum):
    """One thing that exists to be done."""

    SEE_HOME = auto()
    MANAGE_USERS = auto()
    READ_AUDIT = auto()
    READ_REGISTERS = auto()
    EDIT_REGISTERS = auto()
    SEE_PHONES = auto()
    READ_DELEGATIONS = auto()
    EDIT_DELEGATIONS = auto()
    SEE_IDENTITY = auto()
    OVERSEE_PERSONAL_DATA = auto()
    EDIT_ITINERARIES = auto()
    RELEASE = auto()
    APPROVE = auto()
    READ_LETTERS = auto()
    SEND_LETTERS = auto()
    READ_FIGURES = auto()
    SET_TARGETS = auto()
    """What a year is to reach; approvers read figures and approve, they do not enter any."""
    MANAGE_LINKS = auto()
    ANSWER_AS_HOST = auto()
    SEE_OWN_ASSIGNMENTS = auto()
    ESCORT_VISITS = auto()
    KEEP_BUSY_TIMES = auto()
    """Calendars that tell when somebody is busy: of everybody, or one's own (the row decides)."""
    OWN_ACCOUNT = auto()


class Role(StrEnum):
    ADMINISTRATOR = auto()
    APPROVER = auto()
    COORDINATOR = auto()
    VIEWER = auto()
    HOST = auto()
    INTERPRETER = auto()


P = Permission
OWN = frozenset({P.SEE_HOME, P.OWN_ACCOUNT})
READING = OWN | {
    P.READ_REGISTERS,
    P.READ_DELEGATIONS,
    P.READ_LETTERS,
    P.READ_FIGURES,
}
COORDINATING = READING | {
    P.EDIT_REGISTERS,
    P.SEE_PHONES,
    P.EDIT_DELEGATIONS,
    P.SEE_IDENTITY,
    P.EDIT_ITINERARIES,
    P.ESCORT_VISITS,
    P.KEEP_BUSY_TIMES,
    P.RELEASE,
    P.SEND_LETTERS,
    P.MANAGE_LINKS,
    P.READ_AUDIT,
    P.SET_TARGETS,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: COORDINATING | {P.MANAGE_USERS, P.APPROVE, P.OVERSEE_PERSONAL_DATA},
    Role.APPROVER: READING | {P.SEE_PHONES, P.APPROVE, P.RELEASE, P.READ_AUDIT},
    Role.COORDINATOR: COORDINATING,
    Role.VIEWER: READING,
    Role.HOST: OWN | {P.ANSWER_AS_HOST, P.KEEP_BUSY_TIMES},
    Role.INTERPRETER: OWN | {P.SEE_OWN_ASSIGNMENTS, P.ESCORT_VISITS, P.KEEP_BUSY_TIMES},
}


class LinkKind(StrEnum):
    """What a secret link opens. Links of one kind never open another."""

    GUEST = auto()
    LIAISON = auto()
    HOST = auto()
    REQUESTER = auto()
    DRAFT = auto()
    """A request that is being written."""
    ACCESS_LIST = auto()
    IDENTITY = auto()
    ESCORT_DAY = auto()
    """What an escort without an account taps on the day."""
    CHECK_IN = auto()
    """The code of one delegate, which tells nothing to whoever does not escort them."""
    PASSWORD = auto()
    DELEGATION_FEED = auto()
    SITE_FEED = auto()
    INTERPRETER_FEED = auto()
    VEHICLE_FEED = auto()
    ESCORT_FEED = auto()
    OFFICE_FEED = auto()
    PAPER = auto()
    """What a printed programme leads to: a page that says whether it is the newest."""


INTERNAL_LINKS = frozenset(
    {
        LinkKind.HOST,
        LinkKind.ACCESS_LIST,
        LinkKind.ESCORT_DAY,
        LinkKind.CHECK_IN,
        LinkKind.PASSWORD,
    }
)
"""What colleagues and hosts open; their pages speak the languages of staff."""


class LinkState(StrEnum):
    OPEN = auto()
    EXPIRED = auto()
    REVOKED = auto()


class Channel(StrEnum):
    """How somebody outside told us something: an act by link or its staff twin."""

    LINK = auto()
    TELEPHONE = auto()
    OFFICIAL_LETTER = auto()
    EMAIL = auto()
    MESSENGER = auto()
    IN_PERSON = auto()
    CALENDAR = auto()
    """By the answer that their calendar sent."""
    ACCOUNT = auto()
    """By themselves, signed in."""


BY_THEMSELVES = (Channel.LINK, Channel.CALENDAR, Channel.ACCOUNT)
BY_OFFICER = tuple(channel for channel in Channel if channel not in BY_THEMSELVES)
"""The ways by which an officer learns of what somebody outside says."""


NEEDS_SECOND_FACTOR = frozenset({Permission.SEE_IDENTITY})
"""What a password alone does not open."""
