"""The code on a paper: whether the programme in it is still the newest."""

from dataclasses import replace

from flask_babel import gettext as _

from visits.access.guard import the_keeper
from visits.delegations.models import Delegation
from visits.itineraries import queries as itineraries
from visits.kit.codes import picture_of
from visits.kit.db import db
from visits.kit.reports import Picture, Report, Section

CODE_MM = 20.0
"""Large enough for the camera of a phone, code and white margin."""


def with_code(report: Report, delegation: Delegation) -> Report:
    """The report as it is handed out, the code below its head so that the end stays the end; without
    a code as long as nothing was released."""
    newest = itineraries.newest_paper(db.session, delegation.id)
    if newest is None:
        return report
    number, link = newest
    said = str(_("Programme, version %(number)s: is it still the newest?", number=number))
    drawn = picture_of(the_keeper().address(link))
    code = Picture(drawn, "image/png", caption=said, alt=said, height=CODE_MM)
    return replace(report, sections=[Section("", [code]), *report.sections])
