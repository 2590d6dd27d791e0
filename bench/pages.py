"""What pages cost: milliseconds (median) and queries."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import event, select

from bench.installation import Installation
from visits.access.rules import LinkKind
from visits.delegations.models import Delegation
from visits.itineraries.models import Itinerary, Stop
from visits.kit.db import db
from visits.sites.models import Site

WARM, TIMES = 3, 15
BUSY = "first=2022-01-01&last=2022-06-30"
"""A half-year of the archive."""
EVERY_YEAR = "first=2000-01-01&last=2099-12-31"


@dataclass(frozen=True)
class Cost:
    """What one page costs."""

    milliseconds: float
    queries: int
    kilobytes: float


def addresses(of: Installation) -> Iterator[tuple[str, str]]:
    """Names and paths of the pages that people open most."""
    with of.app.app_context():
        released = (
            select(Delegation.code)
            .join(Itinerary, Itinerary.delegation_id == Delegation.id)
            .where(Itinerary.current_release_id.is_not(None))
            .order_by(Delegation.starts_on.desc())
        )
        code = db.session.scalars(released).first()
        stops = select(Stop.uid).join(Stop.itinerary).join(Itinerary.delegation)
        stop = db.session.scalars(
            stops.where(Delegation.code == code).order_by(Stop.starts)
        ).first()
        slug = db.session.scalars(select(Site.slug).order_by(Site.id)).first()
    yield "dashboard", "/office/"
    yield "delegations", "/office/delegations/"
    yield "delegations, a search", "/office/delegations/?words=mon&period=all"
    yield "a delegation", f"/office/delegations/{code}"
    yield "its roster", f"/office/delegations/{code}/delegates"
    yield "its itinerary", f"/office/delegations/{code}/itinerary"
    yield "its day shifted", f"/office/delegations/{code}/itinerary/shift?since={stop}&minutes=10"
    yield "its free slots", f"/office/delegations/{code}/itinerary/slots?minutes=60&most=5"
    yield "a programme proposed", f"/office/delegations/{code}/itinerary/propose?length=half_day"
    yield "its release page", f"/office/delegations/{code}/itinerary/release"
    yield "its day on a phone", f"/office/delegations/{code}/day"
    yield "its reception plan", f"/office/delegations/{code}/reception-plan"
    yield "its result report", f"/office/delegations/{code}/result-report"
    yield "the wall", "/office/wall"
    yield "sites", "/office/sites/"
    yield "a site", f"/office/sites/{slug}"
    yield "programme templates", "/office/programme-templates/"
    yield "organisations", "/office/organisations/"
    yield "people", "/office/resources/people/"
    yield "outbox", "/office/letters/"
    yield "papers", "/office/papers/"
    yield "audit log", "/office/audit"
    yield "figures", f"/office/figures/?{BUSY}"
    yield "figures by theme", f"/office/figures/?{BUSY}&by=theme"
    yield "figures by site", f"/office/figures/?{BUSY}&by=site"
    yield "figures of all years", f"/office/figures/?{EVERY_YEAR}"
    yield "delegations counted", f"/office/figures/delegations?{EVERY_YEAR}&by=country&of=MN"
    yield "weekly plan", "/office/figures/weekly"
    yield "report of a year", "/office/figures/reports?period=2022"
    yield "report of a year, XLSX", "/office/figures/reports.xlsx?period=2022"
    yield "report of a year, HWPX", "/office/figures/reports.hwpx?period=2022"
    yield "one page for the mayor, PDF", "/office/figures/reports/one-page.pdf?period=2022"
    yield "public figures", "/en/figures"
    yield "open figures, CSV", "/open-data/v1/figures.csv"
    yield "guest page", f"/en/visit/{of.token(LinkKind.GUEST)}"
    yield "delegation feed", f"/calendars/{of.token(LinkKind.DELEGATION_FEED)}.ics"
    yield "site feed", f"/calendars/{of.token(LinkKind.SITE_FEED)}.ics"


def cost(of: Installation, path: str) -> Cost | None:
    """The median over some requests; None where the page does not answer 200."""
    client = of.client()
    for _ in range(WARM):
        answer = client.get(path, follow_redirects=True)
        answer.close()
    if answer.status_code != 200:  # noqa: PLR2004
        return None
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        # Closed as a server does: a calendar keeps what it built only then.
        client.get(path).close()
        taken.append((time.perf_counter() - started) * 1000)
    return Cost(statistics.median(taken), count(of, path), len(answer.data) / 1024)


def count(of: Installation, path: str) -> int:
    seen = 0

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        nonlocal seen
        seen += statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))

    with of.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        of.client().get(path).close()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen
