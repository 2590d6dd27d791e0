"""The briefing paper of a courtesy call or meeting, in the language that is active.

One value serves the page and every file. Members are named only where the caller says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from flask_babel import get_locale, ngettext, pgettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from visits.conflicts.rules import Role
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegateRole
from visits.delegations.wording import delegate_name, position_of, with_position
from visits.itineraries.models import Stop
from visits.itineraries.wording import person_name, place_of, serving
from visits.kit.lists import in_a_row
from visits.kit.reports import Block, Item, Paragraph, Report, Section, Table
from visits.kit.translated import Translated
from visits.kit.words import label
from visits.languages import dates
from visits.organisations import queries as organisations
from visits.organisations.models import Organisation
from visits.organisations.rules import Relation
from visits.reception import queries
from visits.reception.models import Briefing
from visits.reception.queries import CountryVisits, ProtocolSheet
from visits.reception.rules import BriefingPart, ProtocolGroup

BOTH = ("ko", "en")
"""Languages in which points are written: whoever speaks and whoever interprets read them."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that these bodies were promised: what, how far it is, by when."""

    what: str
    state: str
    by: date


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that the paper tells, in a constant number of queries."""

    delegation: Delegation
    stop: Stop
    briefing: Briefing
    protocol: ProtocolSheet
    guests: Sequence[Delegate]
    before: Sequence[CountryVisits]
    earlier: Sequence[Delegation]
    promises: Sequence[Promise]
    countries: Mapping[str, str]

    @property
    def head(self) -> Delegate | None:
        return next((one for one in self.guests if one.role is DelegateRole.HEAD), None)

    @property
    def people(self) -> int:
        """At the stop: as stated, of the subgroup, or everybody who was announced."""
        if self.stop.headcount is not None:
            return self.stop.headcount
        return len(self.guests) if self.stop.party else self.delegation.people


def known_of(
    session: Session,
    delegation: Delegation,
    stop: Stop,
    tag: str,
    *,
    promises: Sequence[Promise] = (),
) -> Known:
    members = stop.party.member_ids if stop.party else None
    roster = delegations.roster(session, delegation)
    return Known(
        delegation=delegation,
        stop=stop,
        briefing=queries.the_briefing(session, stop),
        protocol=queries.protocol_of(session, delegation.id),
        guests=[one for one in roster if members is None or one.id in members],
        before=queries.visits_before(session, delegation),
        earlier=queries.earlier_visits(session, delegation),
        promises=promises,
        countries=organisations.country_names(session, tag),
    )


def briefing_paper(
    known: Known, *, tag: str, zone: tzinfo, at: datetime, names_members: bool
) -> Report:
    sections: dict[str, Sequence[Block]] = {
        _("Guests"): guests(known, tag, names_members=names_members),
        _("Background"): background(known, tag),
        _("Seating and order"): order(known),
        str(label(BriefingPart.TALKING)): [
            Item(said(point.text, tag)) for point in known.briefing.talking_points
        ],
        str(label(BriefingPart.QUESTION)): [
            Item(said(point.text, tag), [Item(said(point.answer, tag))] if point.answer else [])
            for point in known.briefing.questions
        ],
    }
    return Report(
        title=_("Briefing: %(stop)s", stop=known.stop.title.to(tag)),
        language=tag,
        head=head_of(known, tag, zone),
        sections=[Section(heading, blocks) for heading, blocks in sections.items() if blocks],
        stamp=_("As of %(when)s", when=dates.moment(at, tag, zone)),
        made_at=at,
    )


def head_of(known: Known, tag: str, zone: tzinfo) -> list[tuple[str, str]]:
    stop, delegation = known.stop, known.delegation
    day = dates.day(stop.starts.astimezone(zone).date(), tag)
    given = [
        (_("When"), f"{day} {dates.hours(stop.starts, stop.ends, tag, zone)}"),
        (_("Where"), place_of(stop, tag)),
        (_("Delegation"), f"{delegation.title.to(tag)} ({delegation.code})"),
        (_("People"), ngettext("%(num)s person", "%(num)s people", known.people)),
        (_("Purpose"), delegation.purpose.to(tag)),
        (_("Received by"), people(stop, Role.RECEIVES, tag)),
        (_("Attending"), people(stop, Role.ATTENDS, tag)),
        (_("Interpreter"), people(stop, Role.INTERPRETS, tag)),
        (_("Lead officer"), delegation.lead.name),
    ]
    return [(name, value) for name, value in given if value]


def people(stop: Stop, role: Role, tag: str) -> str:
    """Who of ours does this, by rank, each with the position."""
    return in_a_row((person_name(one, tag) for one in serving(stop, role)), get_locale())


# -- sections --------------------------------------------------------------------------------------


def guests(known: Known, tag: str, *, names_members: bool) -> list[Block]:
    """The bodies with how we stand to them, the head, and whoever else may be named."""
    blocks: list[Block] = [
        Item(body_line(row.organisation, known.countries, tag)) for row in known.delegation.bodies
    ]
    if known.head and not names_members:
        line = with_position(named(known.head, tag), position_of(known.head, tag), tag)
        blocks.append(Item(_("Head of delegation: %(name)s", name=line)))
    if names_members and known.guests:
        heads = [pgettext("paper", "No."), _("Name"), _("Position")]
        rows = [
            [str(one.precedence), named(one, tag), position_of(one, tag)] for one in known.guests
        ]
        blocks.append(Table(heads, rows, widths=(1, 5, 6), figures=(0,)))
    return blocks


def body_line(body: Organisation, countries: Mapping[str, str], tag: str) -> str:
    said = f"{body.name.to(tag)} ({countries.get(body.country, body.country)})"
    return said if body.relation is Relation.NONE else f"{said}: {label(body.relation)}"


def named(one: Delegate, tag: str) -> str:
    """With the form of address: whoever reads the paper is about to use it."""
    return delegate_name(one, tag, addressed=True)


def background(known: Known, tag: str) -> list[Block]:
    """What an officer wrote, then what the registers tell."""
    written = known.briefing.background
    blocks: list[Block] = [Paragraph(written)] if written else []
    for row in known.before:
        line = ngettext(
            "%(country)s: %(num)s earlier visit, %(people)s people in all, the last on %(day)s",
            "%(country)s: %(num)s earlier visits, %(people)s people in all, the last on %(day)s",
            row.visits,
            country=known.countries.get(row.country, row.country),
            people=row.people,
            day=dates.day(row.last, tag),
        )
        blocks.append(Item(line))
    if known.earlier:
        visits = [Item(visit_line(one, tag)) for one in known.earlier]
        blocks.append(Item(_("Earlier visits of the same organisations"), visits))
    if known.promises:
        kept = [Item(promise_line(one, tag)) for one in known.promises]
        blocks.append(Item(_("What they were promised"), kept))
    return blocks


def promise_line(one: Promise, tag: str) -> str:
    return f"{one.what} ({one.state}, {dates.day(one.by, tag)})"


def visit_line(one: Delegation, tag: str) -> str:
    return f"{dates.days(one.starts_on, one.ends_on, tag)} {one.title.to(tag)} ({one.code})"


def order(known: Known) -> list[Block]:
    """Seats as written for this stop, then what the protocol says of calls and meetings."""
    seating = known.briefing.seating
    blocks: list[Block] = [Paragraph(seating)] if seating else []
    entries = known.protocol.groups.get(ProtocolGroup.MEETING, [])
    return [*blocks, *(Item(f"{label(entry.field)}: {entry.text}") for entry in entries)]


def said(text: Translated, tag: str) -> str:
    """In the paper's language first, then in the other one."""
    tags = sorted(BOTH, key=lambda one: one != tag)
    return "\n".join(text[one] for one in tags if text.has(one))
