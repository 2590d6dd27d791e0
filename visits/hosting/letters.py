"""The letters to hosts: what is asked of them, what is no longer, what became of their proposals.

Each stands alone as plain text: who, when, how many, in which language, whom to call. Two of them
are carried by people: the text for the government's own system, and what to say on the telephone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper, links_to
from visits.access.models import User
from visits.access.rules import LinkKind, Permission
from visits.conflicts.rules import StopStatus
from visits.hosting import papers, queries
from visits.hosting.models import HostRequest
from visits.hosting.rules import (
    SEES,
    Fact,
    RequestState,
    answer_hour,
    listed_month,
    listed_week,
)
from visits.itineraries.events import AskedByGuests
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.rules import Consent, Said
from visits.kit.downloads import TYPES
from visits.kit.errors import NotThere
from visits.kit.phones import readers_phone
from visits.kit.translated import Translated
from visits.languages import dates
from visits.languages.catalogue import language
from visits.languages.names import language_name
from visits.notifications.compose import Attachment, Contents, NothingToSay, labelled, writer
from visits.notifications.models import Letter
from visits.organisations.queries import country_names
from visits.sites.models import Site, SiteContact
from visits.sites.rules import ContactChannel, head_of

EMPTY = Translated()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One request as a letter tells it; what the contact's role may not know is empty.

    `former` is the time that the contact was asked for before; `limit` and `conditions` are theirs.
    `due_at` is the hour by which an answer is wanted, where it is wanted soon.
    """

    number: int
    day: date
    starts: datetime
    ends: datetime
    site: Site
    people: int
    lead: User
    due: date
    due_at: datetime | None
    zone: tzinfo
    group: Translated = EMPTY
    countries: tuple[str, ...] = ()
    topic: Translated = EMPTY
    questions: Translated = EMPTY
    guests_ask: Sequence[AskedByGuests] = ()
    room: Translated = EMPTY
    languages: tuple[str, ...] = ()
    own_interpreter: bool = False
    former: tuple[datetime, datetime] | None = None
    said: Said | None = None
    limit: int | None = None
    conditions: str = ""
    meals: str | None = None
    """How many have each meal need; for the telephone alone, to whoever cooks."""


@labelled(_("Request to a host"), is_internal=True)
def asked(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact by mail: may these groups come? With a page to answer on, where that is wanted."""
    found = contents(session, letter, links, zone, only=RequestState.AWAITING)
    contact: SiteContact = found.facts["contact"]
    if contact.channel is not ContactChannel.MAIL:
        return found
    return Contents(found.facts, (on_one_page(found, letter, "request.pdf"),))


def on_one_page(found: Contents, letter: Letter, name: str) -> Attachment:
    """The visits that the letter asks for, as a paper."""
    contact: SiteContact = found.facts["contact"]
    tag = language(letter.language).interface.tag
    by, zone = found.facts["due_at"], found.facts["lines"][0].zone
    due = dates.moment(by, tag, zone) if by else dates.day(found.facts["due"], tag)
    paper = papers.request_paper(
        found.facts["lines"],
        site=contact.site,
        contact=contact.name,
        due=due,
        phone=writer().office.phone,
        tag=tag,
    )
    return Attachment(name, TYPES["pdf"], paper)


@labelled(_("Reminder to a host"), is_internal=True)
def reminder(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact who has not answered yet."""
    return contents(session, letter, links, zone, only=RequestState.AWAITING)


@labelled(_("Question to a host whether all stands"), is_internal=True)
def reconfirm(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact whose yes is some time ago, shortly before the visit."""
    return contents(session, letter, links, zone, only=RequestState.ACCEPTED)


@labelled(_("Weekly list to a host"), is_internal=True)
def weekly_list(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact who wants it: what takes place at the site in the next week, as PDF and XLSX."""
    return list_of(session, letter, links, zone, listed_week)


@labelled(_("Monthly list to a host"), is_internal=True)
def monthly_list(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """The same of the next month."""
    return list_of(session, letter, links, zone, listed_month)


def list_of(
    session: Session,
    letter: Letter,
    links: LinkKeeper,
    zone: tzinfo,
    span: Callable[[date], tuple[date, date]],
) -> Contents:
    """What takes place at the site in the days that *span* names as seen from the letter's day."""
    contact = queries.the_contact(session, letter.facts["contact"])
    first, last = span(date.fromisoformat(letter.facts["day"]))
    shown = papers.list_of(session, contact.site, SEES[contact.role], first, last)
    tag, phone = language(letter.language).interface.tag, writer().office.phone
    name = f"visits-{contact.site.slug}-{first.isoformat()}"
    paper = papers.list_paper(shown, phone=phone, tag=tag, zone=zone)
    sheet = papers.list_sheet(shown, phone=phone, tag=tag, zone=zone)
    return Contents(
        facts={
            "contact": contact,
            "site": contact.site,
            "first": first,
            "last": last - papers.ONE_DAY,
            "visits": shown.visits,
            "address": page_of(session, contact, links),
        },
        attachments=(
            Attachment(f"{name}.pdf", TYPES["pdf"], paper),
            Attachment(f"{name}.xlsx", TYPES["xlsx"], sheet),
        ),
    )


@labelled(_("Question to an official’s office"), is_internal=True)
def diary(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To the office that keeps a diary: can the official receive this visit?"""
    one = session.get(Assignment, letter.facts["assignment"])
    if one is None or one.person is None or one.consent is not Consent.REQUESTED:
        raise NotThere("assignment")
    return Contents(
        facts={
            "duty": one,
            "stop": one.stop,
            "delegation": one.stop.itinerary.delegation,
            "lead": one.stop.itinerary.delegation.lead,
            "address": link_of(session, ("person", one.person.id), links),
        }
    )


@labelled(_("Hold that has ended"), is_internal=True)
def hold_expired(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To the officer of a visit: a stop that was only held is an idea again."""
    stop = session.get(Stop, letter.facts["stop"])
    if stop is None:
        raise NotThere("stop")
    delegation = stop.itinerary.delegation
    path = f"/office/delegations/{delegation.code}/itinerary/stops/{stop.uid}"
    return Contents(
        facts={
            "stop": stop,
            "delegation": delegation,
            "address": f"{links.base_url}{path}",
        }
    )


@labelled(_("Answers of hosts"), is_internal=True)
def answered(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To the lead officer: what hosts propose or refuse, as far as nobody has seen to it since."""
    found = queries.requests_in(session, letter.facts["requests"])
    left = [
        one
        for one in found
        if one.state is RequestState.COUNTERED
        or (one.state is RequestState.DECLINED and one.stop.status is StopStatus.DECLINED)
    ]
    if not left:
        raise NothingToSay
    return Contents(facts={"answers": [(one, office_page(one, links)) for one in left]})


@labelled(_("People of ours who cannot serve"), is_internal=True)
def refused(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To the lead officer: who of ours cannot come, as far as it stands."""
    left = queries.refusals(session, letter.facts["answers"])
    if not left:
        raise NothingToSay
    return Contents(
        facts={"answers": [(one, stop_page(one.assignment.stop, links)) for one in left]}
    )


def office_page(request: HostRequest, links: LinkKeeper) -> str:
    """Where the officer decides about a proposal, else the page of the stop."""
    if request.state is RequestState.COUNTERED:
        return f"{links.base_url}/office/hosts/requests/{request.id}"
    return stop_page(request.stop, links)


def stop_page(stop: Stop, links: LinkKeeper) -> str:
    """Where an officer sees to the stop."""
    code = stop.itinerary.delegation.code
    return f"{links.base_url}/office/delegations/{code}/itinerary/stops/{stop.uid}"


@labelled(_("Cooperation request to a host"), is_internal=True)
def cooperation(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """The text that an officer copies into the government's own document system, with its paper."""
    found = contents(session, letter, links, zone, only=RequestState.AWAITING)
    contact: SiteContact = found.facts["contact"]
    head = addressed(contact)
    return Contents({**found.facts, **head}, (on_one_page(found, letter, "programme.pdf"),))


def addressed(contact: SiteContact) -> dict[str, str]:
    """Recipient, via and reference: as the site says, else as the contact; the recipient is the head
    of the institution, and whoever receives groups there reads it."""
    site = contact.site
    named = f"{contact.position} {contact.name}".strip()
    return {
        "addressee": site.letter_recipient or head_of(contact.organisation or site.name.to("ko")),
        "via": site.letter_via or contact.letter_via,
        "reference": site.letter_reference or contact.letter_reference or named,
    }


@labelled(_("Call to a host"), seen_by=Permission.SEE_PHONES, is_internal=True)
def call(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """Whom an officer calls, and what there is to say; to a caterer how many need which meal."""
    found = contents(session, letter, links, zone, only=RequestState.AWAITING)
    if Fact.MEALS not in SEES[found.facts["contact"].role]:
        return found
    numbers = [line.number for line in found.facts["lines"]]
    stops = {one.id: one.stop for one in queries.requests_in(session, numbers)}
    meals = queries.meals_of(session, stops.values())
    lines = [
        replace(line, meals=papers.meals_told(meals[stops[line.number].id]))
        for line in found.facts["lines"]
    ]
    return Contents({**found.facts, "lines": lines}, found.attachments)


@labelled(_("Request to a host withdrawn"), is_internal=True)
def withdrawn(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact who knows of the request: nobody asks for it any more."""
    return contents(session, letter, links, zone)


@labelled(_("Proposal of a host taken over"), is_internal=True)
def settled(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact whose proposal was taken over: thanks, and what is agreed now."""
    return contents(session, letter, links, zone)


@labelled(_("Proposal of a host not possible"), is_internal=True)
def regret(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact whose proposal cannot be taken up: thanks, and regret."""
    return contents(session, letter, links, zone)


def contents(
    session: Session,
    letter: Letter,
    links: LinkKeeper,
    zone: tzinfo,
    *,
    only: RequestState | None = None,
) -> Contents:
    """What all these letters know. Raises NotThere when nothing is left to say."""
    contact = queries.the_contact(session, letter.facts["contact"])
    requests = queries.requests_in(session, letter.facts["requests"])
    countries = country_names(session, letter.language)
    asked = queries.guests_questions(session, [one.stop_id for one in requests])
    lines = [
        line_of(one, countries, zone, asked)
        for one in requests
        if only is None or one.state is only
    ]
    if not lines:
        raise NotThere("request")
    first = min(lines, key=lambda line: line.due_at or datetime.combine(line.due, time.max, zone))
    return Contents(
        facts={
            "contact": contact,
            "phone": readers_phone(contact.phone),
            "site": contact.site,
            "lines": lines,
            "due": first.due,
            "due_at": first.due_at,
            "leads": list({line.lead.id: line.lead for line in lines}.values()),
            "address": page_of(session, contact, links),
            "language_names": lambda tags: named(tags, letter.language),
        }
    )


def line_of(
    request: HostRequest,
    countries: Mapping[str, str],
    zone: tzinfo,
    asked: Mapping[int, Sequence[AskedByGuests]],
) -> Line:
    """The request, by the allow-list of the contact's role."""
    stop, former = request.stop, request.replaces
    visitors = stop.itinerary.delegation
    sees = SEES[request.contact.role]
    given: dict[Fact, dict[str, Any]] = {
        Fact.GROUP: {
            "group": visitors.title,
            "countries": tuple(
                countries.get(one.country, one.country) for one in visitors.countries
            ),
        },
        Fact.TOPIC: {"topic": stop.title},
        Fact.QUESTIONS: {
            "questions": visitors.purpose,
            "guests_ask": asked.get(stop.id, ()),
        },
        Fact.LANGUAGES: {
            "languages": stop.languages or visitors.languages,
            "own_interpreter": visitors.own_interpreter,
        },
        Fact.ROOM: {"room": stop.space.name if stop.space else EMPTY},
    }
    allowed = {name: value for fact in given if fact in sees for name, value in given[fact].items()}
    return Line(
        number=request.id,
        day=request.starts.astimezone(zone).date(),
        starts=request.starts,
        ends=request.ends,
        site=request.contact.site,
        people=request.people,
        lead=visitors.lead,
        due=request.due_on,
        due_at=answer_hour(request.asked_at, request.starts, request.due_on, zone),
        zone=zone,
        former=(former.starts, former.ends) if former else None,
        said=request.answer.answer if request.answer else None,
        limit=request.most_people,
        conditions=request.conditions,
        **allowed,
    )


def named(tags: Iterable[str], tag: str) -> str:
    return ", ".join(language_name(one, tag) for one in tags)


def page_of(session: Session, contact: SiteContact, links: LinkKeeper) -> str:
    """The address of the contact's own page; empty when it was stopped."""
    return link_of(session, ("site_contact", contact.id), links)


def link_of(session: Session, subject: tuple[str, int], links: LinkKeeper) -> str:
    """The address of somebody's own page; empty when it was stopped."""
    for link in session.scalars(links_to(subject)):
        if link.kind is LinkKind.HOST and link.revoked_at is None:
            return links.address(link)
    return ""
