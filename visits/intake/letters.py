"""The letters to requesters: receipt, question, decisions, reminder, and their link once more.

Each holds the ids of the request and of the requester's link. While an officer looks at a letter
before its decision is taken, the `preview` among its facts stands for what is not written yet.
"""

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.delegations.models import Delegation
from visits.intake.models import Question, VisitRequest
from visits.kit.errors import NotThere
from visits.notifications.compose import Contents, labelled
from visits.notifications.models import Letter

AnyRow = TypeVar("AnyRow")


def there(row: AnyRow | None) -> AnyRow:
    """Raises NotThere for what the letter was about and is no more."""
    if row is None:
        raise NotThere("row")
    return row


def contents(session: Session, letter: Letter, links: LinkKeeper, **more: Any) -> Contents:
    """What every letter to a requester may say: the request, its address, what was promised."""
    request = there(session.get(VisitRequest, letter.facts["request"]))
    link = session.get(SecretLink, letter.facts.get("link"))
    address = links.address(link) if link else ""
    return Contents(facts={"request": request, "address": address, **more})


def preview_of(letter: Letter) -> Mapping[str, Any]:
    """What an officer typed on the page of a decision that is not taken yet."""
    found: Mapping[str, Any] = letter.facts.get("preview", {})
    return found


@labelled(_("Visit request received"))
def receipt(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """The code, and by which day we answer."""
    return contents(session, letter, links)


@labelled(_("Confirm the e-mail address of a visit request"))
def confirm_email(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """The page with the button."""
    return contents(session, letter, links)


@labelled(_("Reminder to confirm a visit request"))
def nudge(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    return contents(session, letter, links)


@labelled(_("Link to a visit request"))
def link(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    return contents(session, letter, links)


@labelled(_("Question about a visit request"))
def question(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """What we need to know, and where to answer it."""
    number = letter.facts.get("question")
    asked = there(session.get(Question, number)).text if number else ""
    return contents(session, letter, links, asked=preview_of(letter).get("asked", asked))


@labelled(_("Visit request accepted"))
def accepted(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """The days, and who prepares the visit here."""
    typed = preview_of(letter)
    number = letter.facts.get("delegation")
    visit = there(session.get(Delegation, number)) if number else None
    first: date = visit.starts_on if visit else typed["starts_on"]
    last: date = visit.ends_on if visit else typed["ends_on"]
    lead = visit.lead if visit else typed["lead"]
    return contents(session, letter, links, first=first, last=last, lead=lead)


@labelled(_("Visit request that cannot be met"))
def declined(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    return contents(session, letter, links)


@labelled(_("Visit request on the waiting list"))
def waitlisted(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    return contents(session, letter, links)


@labelled(_("Visit request: another office is the right one"))
def redirected(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """Whom to turn to."""
    request = there(session.get(VisitRequest, letter.facts["request"]))
    to = preview_of(letter).get("to", request.redirected_to)
    return contents(session, letter, links, to=to)
