"""What a paper costs: gathered and written, in each form, of the visit with the longest programme."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from flask_babel import force_locale
from sqlalchemy import func, select

from bench.installation import Installation
from bench.timing import median
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.documents.drafts import Document, Reader, draft
from visits.documents.views.plan import PLAN
from visits.documents.views.result import RESULT
from visits.itineraries.models import Itinerary, Stop
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.reports import docx, html, hwpx, pdf, plain
from visits.kit.reports.values import Report

TIMES = 5
WRITERS: dict[str, Callable[[Report], object]] = {
    "page": html,
    "text": plain,
    "hwpx": hwpx,
    "docx": docx,
    "pdf": pdf,
}


@dataclass(frozen=True)
class Cost:
    """Milliseconds (median) of gathering a document, and of gathering and writing it."""

    name: str
    gathered: float
    written: float


def costs(of: Installation) -> Iterator[Cost]:
    """Each document in each form, in Korean."""
    with of.app.test_request_context(), force_locale("ko"):
        db.session.info["writes"] = False
        code = longest_programme()
        for document in (PLAN, RESULT):
            reading = partial(gather, document, code)
            gathered = median(reading, times=TIMES)
            for form, write in WRITERS.items():
                taken = median(partial(compose, write, reading), times=TIMES)
                yield Cost(f"{document.name}, {form}", gathered, taken)


def compose(write: Callable[[Report], object], reading: Callable[[], Report]) -> None:
    write(reading())


def gather(document: Document, code: str) -> Report:
    db.session.expire_all()
    visit = delegations.the_delegation(db.session, code)
    salt, reader = secrets.token_hex(8), Reader("ko", names_members=True)
    return draft(db.session, document, visit, reader=reader, at=now(), salt=salt).report


def longest_programme() -> str:
    """Of visits that have names."""
    rows = (
        select(Delegation.code)
        .join(Itinerary, Itinerary.delegation_id == Delegation.id)
        .join(Stop, Stop.itinerary_id == Itinerary.id)
        .where(Delegation.id.in_(select(Delegate.delegation_id)))
        .group_by(Delegation.code)
        .order_by(func.count(Stop.id).desc())
    )
    return db.session.scalars(rows).first() or ""
