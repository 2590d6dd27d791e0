"""What the codes of organisations are called."""

from flask_babel import lazy_gettext as _

from visits.kit import words
from visits.organisations.rules import OrganisationKind, Relation

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
words.KINDS |= {"organisation": _("Organisations")}
