"""What a host says of a stop that is over: by link, signed in, or told to an officer."""

from sqlalchemy.orm import Session

from visits.delegations.rules import Told
from visits.feedback import queries
from visits.feedback.actions.guests import check_day
from visits.feedback.models import HostReport
from visits.feedback.rules import HostWord
from visits.itineraries.models import Stop
from visits.kit.errors import Refused


def report(session: Session, stop: Stop, said: HostWord, *, told: Told) -> HostReport:
    """How the stop went; said again, the last word counts.

    Raises Refused (`stop_not_over`, `stop_without_site`, `told_in_future`).
    """
    if stop.ends > told.at:
        raise Refused("stop_not_over")
    if stop.site_id is None:
        raise Refused("stop_without_site")
    check_day(session, told)
    queries.hold_stop(session, stop.id)
    found = queries.report_of(session, stop.id)
    if found is None:
        found = HostReport(stop=stop, site_id=stop.site_id)
        session.add(found)
    found.how, found.held, found.text = said.how, said.held, said.text
    found.channel, found.person, found.told_on = told.channel, told.person, told.told_on
    found.document_number, found.by_id, found.at = told.document_number, told.by_id, told.at
    session.flush()
    return found
