"""What the codes of organisations are called."""

from flask_babel import lazy_gettext as _

from visits.kit import words
from visits.organisations.rules import Naming, OrganisationKind, Relation

words.name_all(
    OrganisationKind,
    {
        OrganisationKind.NATIONAL_GOVERNMENT: _("National government"),
        OrganisationKind.LOCAL_GOVERNMENT: _("City or regional government"),
        OrganisationKind.PARLIAMENT: _("Parliament or council"),
        OrganisationKind.EMBASSY: _("Embassy"),
        OrganisationKind.PUBLIC_AGENCY: _("Public agency"),
        OrganisationKind.INTERNATIONAL_ORGANISATION: _("International organisation"),
        OrganisationKind.UNIVERSITY: _("University or institute"),
        OrganisationKind.COMPANY: _("Company"),
        OrganisationKind.ASSOCIATION: _("Association"),
        OrganisationKind.PRESS: _("Press"),
        OrganisationKind.OTHER: _("Other"),
    },
)
words.name_all(
    Relation,
    {
        Relation.NONE: _("No agreement"),
        Relation.SISTER_CITY: _("Sister city"),
        Relation.FRIENDSHIP_CITY: _("Friendship city"),
        Relation.MEMORANDUM: _("Memorandum of understanding"),
        Relation.PARTNER: _("Partner"),
    },
)
words.name_all(
    Naming,
    {
        Naming.REVIEWED: _("Checked"),
        Naming.UNREVIEWED: _("Not yet checked"),
        Naming.OURS: _("Names of our own"),
    },
)
words.KINDS |= {"organisation": _("Organisations"), "country": _("Country names")}
words.REASONS |= {
    "circle_of_bodies": _("An organisation cannot belong to itself or to one of its parts."),
    "same_organisation": _("Choose another organisation: this is the same one."),
    "code_taken": _("This code is taken."),
}
