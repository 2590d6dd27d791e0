"""The reception plan (방문단 영접 계획): what is known before a visit, on one to three pages.

`read` gathers rows, `report_of` puts them into words in the language that is active.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext
from sqlalchemy.orm import Session

from visits.conflicts.rules import StopStatus
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegateRole, MealNeed, meal_count
from visits.documents import wording
from visits.documents.drafts import Reader
from visits.documents.marks import Marks
from visits.documents.programme import gone_stop, programme
from visits.documents.rules import Facts
from visits.documents.serving import duties
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Stop
from visits.kit.reports import Block, Item, Paragraph, Section, Table
from visits.kit.words import label
from visits.kit.zone import zone_of
from visits.languages import dates
from visits.languages.names import language_name
from visits.organisations import queries as organisations
from visits.papers import queries as papers
from visits.papers.models import OfficialPaper
from visits.papers.rules import PaperKind
from visits.reception import queries as reception
from visits.reception.models import BudgetLine
from visits.reception.queries import ProtocolSheet
from visits.reception.rules import ProtocolField, totals
from visits.sites.words import THEMES
from visits.tasks import queries as tasks
from visits.tasks.models import Task
from visits.tasks.rules import TaskState

GONE = frozenset({StopStatus.DECLINED, StopStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the plan rests on."""

    delegation: Delegation
    roster: Sequence[Delegate]
    left: Mapping[int, str]
    """Names of those who were to come and do not, by number."""
    stops: Sequence[Stop]
    protocol: ProtocolSheet
    budget: Sequence[BudgetLine]
    tasks: Sequence[Task]
    papers: Sequence[OfficialPaper]
    """Those of the visit but the plan itself, which else were other for having been registered."""
    countries: Mapping[str, str]
    zone: tzinfo
    reader: Reader

    @property
    def tag(self) -> str:
        return self.reader.tag

    def day(self, value: date) -> str:
        return dates.day(value, self.tag)

    @property
    def head(self) -> Delegate | None:
        return next((one for one in self.roster if one.role is DelegateRole.HEAD), None)


def read(session: Session, delegation: Delegation, reader: Reader) -> Plan:
    """About fifteen queries, however long the lists are."""
    itinerary = itineraries.the_itinerary(session, delegation.code)
    named = delegations.rosters(session, [delegation.id])[delegation.id]
    return Plan(
        delegation=delegation,
        roster=heads_first([one for one in named if one.withdrawn_at is None]),
        left={one.id: wording.delegate_name(one) for one in named if one.withdrawn_at},
        stops=[stop for stop in itinerary.stops if stop.status not in GONE],
        protocol=reception.protocol_of(session, delegation.id),
        budget=reception.budget_of(session, delegation.id),
        tasks=tasks.tasks_of(session, delegation.id),
        papers=[
            one
            for one in papers.papers_of(session, ("delegation", delegation.id))
            if one.kind is not PaperKind.RECEPTION_PLAN
        ],
        countries=organisations.country_names(session, reader.tag),
        zone=zone_of(session),
        reader=reader,
    )


def heads_first(roster: Sequence[Delegate]) -> list[Delegate]:
    """By precedence, the head before everybody."""
    return sorted(roster, key=lambda one: one.role is not DelegateRole.HEAD)


def title_of(delegation: Delegation, tag: str) -> str:
    return str(_("Reception plan for the visit: %(title)s", title=delegation.title.to(tag)))


def sections(plan: Plan, marks: Marks) -> list[Section]:
    """The whole plan; what nobody has touched is left out, what is missing is said."""
    found = [
        Section(str(_("Overview")), overview(plan, marks)),
        Section(str(_("Members of the delegation")), group(plan, marks)),
        Section(str(_("Detailed programme")), programme(plan.stops, marks, plan.tag, plan.zone)),
        Section(str(_("Reception and protocol")), protocol(plan, marks)),
        Section(str(_("Who does what")), duties(plan.delegation, plan.stops, marks, plan.tag, plan.zone)),
        Section(str(_("Budget")), budget(plan, marks)),
        Section(str(_("Administrative notes")), notes(plan, marks)),
    ]  # fmt: skip
    return [section for section in found if section.blocks]


# -- overview --------------------------------------------------------------------------------------


def overview(plan: Plan, marks: Marks) -> list[Block]:
    return [
        Item(
            f"{name}: {value}",
            [Item(one) for one in below],
            changed=marks.fact(f"about:{key}", *fact),
        )
        for key, name, value, below, fact in about(plan)
        if value
    ]


def about(plan: Plan) -> Iterator[tuple[str, str, str, Sequence[str], Sequence[Any]]]:
    """Key, label, value, lines below it, and the fact that it rests on."""
    one, tag = plan.delegation, plan.tag
    first, last = one.starts_on, one.ends_on
    yield "when", _("When"), dates.days(first, last, tag), (), (first.isoformat(), last.isoformat())
    bodies = [row.organisation.name for row in one.bodies]
    yield (
        "bodies",
        _("Organisations"),
        wording.row_of(b.to(tag) for b in bodies),
        (),
        [dict(body) for body in bodies],
    )
    yield "people", _("People"), f"{wording.people(one.planned)} ({wording.origin(one, plan.countries)})", (), [
        (row.country, row.planned) for row in one.countries
    ]  # fmt: skip
    head = plan.head
    said = (
        wording.with_position(wording.delegate_name(head), wording.position_of(head, tag), tag)
        if head
        else ""
    )
    yield "head", _("Head of delegation"), said, (), (head.id if head else None,)
    yield "level", _("Level"), str(label(one.level)), (), (one.level,)
    yield "purpose", _("Purpose"), one.purpose.to(tag), (), (dict(one.purpose),)
    themes = wording.row_of(THEMES.get(theme, theme) for theme in one.themes)
    yield "themes", _("Themes"), themes, (), one.themes
    own = str(_("The delegation brings its own interpreter.")) if one.own_interpreter else ""
    spoken = wording.row_of(language_name(each, tag) for each in one.languages)
    yield (
        "languages",
        _("Languages"),
        spoken,
        [own] if own else (),
        (one.languages, one.own_interpreter),
    )
    referrer = one.referrer.name.to(tag) if one.referrer else ""
    yield "referrer", _("Referred by"), referrer, (), (one.referrer_id,)


# -- people ----------------------------------------------------------------------------------------


def group(plan: Plan, marks: Marks) -> list[Block]:
    """Who comes; how many are still without a name."""
    unnamed = plan.delegation.planned - len(plan.roster)
    blocks: list[Block] = []
    if plan.roster:
        changed = {
            place
            for place, one in enumerate(plan.roster)
            if marks.fact(f"delegate:{one.id}", one.role, one.nationality)
        }
        rows = [member(number, one, plan) for number, one in enumerate(plan.roster, 1)]
        head = [pgettext("paper", "No."), _("Name"), _("Position"), _("Country"), _("Role")]
        blocks.append(
            Table([str(name) for name in head], rows, (0.7, 4, 3, 1.6, 1.2), changed_rows=changed)
        )
    if unnamed > 0:
        words = ngettext(
            "The name of %(num)s further person is not known yet.",
            "The names of %(num)s further people are not known yet.",
            unnamed,
        )
        blocks.append(Paragraph(str(words), changed=marks.fact("unnamed", unnamed)))
    return blocks


def member(number: int, one: Delegate, plan: Plan) -> list[str]:
    country = plan.countries.get(one.nationality, one.nationality)
    position = wording.position_of(one, plan.tag)
    body = f"{one.organisation_name} {position}".strip()
    return [str(number), name_of(one, plan), body, country, str(label(one.role))]


def name_of(one: Delegate, plan: Plan) -> str:
    """The head is named to everybody who reads delegations, members as on the roster."""
    if plan.reader.names_members or one.role is DelegateRole.HEAD:
        return wording.delegate_name(one)
    return str(_("Name not shown"))


# -- protocol, money, notes ------------------------------------------------------------------------


def protocol(plan: Plan, marks: Marks) -> list[Block]:
    """The fields that somebody filled, in their groups."""
    return [
        Item(
            str(label(group)),
            [
                Item(
                    f"{label(entry.field)}: {entry.text}",
                    changed=marks.words(f"protocol:{entry.field}", entry.text),
                )
                for entry in entries
            ],
        )
        for group, entries in plan.protocol.groups.items()
    ]


def budget(plan: Plan, marks: Marks) -> list[Block]:
    """What is planned, with its sum."""
    if not plan.budget:
        return []
    changed = {
        place
        for place, row in enumerate(plan.budget)
        if marks.fact(f"budget:{row.id}", row.label, row.planned)
    }
    rows = [[row.label, wording.money(row.planned, plan.tag), row.note] for row in plan.budget]
    total = [str(_("Total")), wording.money(totals(plan.budget).planned, plan.tag), ""]
    head = [
        pgettext("paper", "For what"),
        pgettext("paper", "Planned"),
        pgettext("paper", "Note"),
    ]
    return [Table(head, [*rows, total], (2, 1.4, 2), changed_rows=changed, figures={1})]


def notes(plan: Plan, marks: Marks) -> list[Block]:
    """Papers with their numbers, what is still to be done and by whom, what must be on the plates."""
    blocks = [papers_note(plan, marks), *meals_note(plan, marks)]
    return [block for block in [*blocks, *tasks_note(plan, marks)] if block is not None]


def papers_note(plan: Plan, marks: Marks) -> Item | None:
    known = [
        Item(
            f"{one.title} ({said})" if (said := paper_number(one, plan)) else one.title,
            changed=marks.fact(f"paper:{one.id}", one.number, str(one.dated_on)),
        )
        for one in reversed(plan.papers)
    ]
    return Item(str(_("Official papers")), known) if known else None


def paper_number(paper: OfficialPaper, plan: Plan) -> str:
    parts = (paper.number, plan.day(paper.dated_on) if paper.dated_on else "")
    return ", ".join(part for part in parts if part)


def meals_note(plan: Plan, marks: Marks) -> Iterator[Item]:
    """Counted, never by name."""
    needs = meal_count([one.meal_needs for one in plan.roster]).needs
    counted = [(one.code, one.people) for one in needs if one.code != MealNeed.NONE]
    said = [f"{label(MealNeed(code))} {people}" for code, people in counted]
    if said:
        yield Item(
            f"{_('Meal needs')}: {wording.row_of(said)}", changed=marks.fact("meals", *counted)
        )


def tasks_note(plan: Plan, marks: Marks) -> Iterator[Block]:
    """What is still open until the visit is over."""
    last = plan.delegation.ends_on
    waiting = [one for one in plan.tasks if one.state is TaskState.OPEN and one.due_on <= last]
    if not waiting:
        return
    changed = {
        place
        for place, task in enumerate(waiting)
        if marks.fact(f"task:{task.id}", task.due_on.isoformat(), task.owner.id)
    }
    rows = [
        [str(label(task.kind)) if task.kind else task.title, plan.day(task.due_on), task.owner.name]
        for task in waiting
    ]
    head = [str(_("Still to do")), pgettext("paper", "By"), pgettext("paper", "Who")]
    yield Table(head, rows, (4, 2, 1.6), changed_rows=changed)


# -- what is gone ----------------------------------------------------------------------------------


def gone(plan: Plan, facts: Facts) -> Iterator[str]:
    """What stood in the version before and is no longer there, a line each; names from the roster."""
    for key, fact in facts.items():
        kind, _colon, rest = key.partition(":")
        match kind:
            case "stop":
                yield gone_stop(fact, plan.tag, plan.zone)
            case "delegate":
                left = plan.left.get(int(rest)) if plan.reader.names_members else None
                yield left or str(_("(removed)"))
            case "protocol":
                yield str(label(ProtocolField(rest)))
            case "budget":
                yield f"{fact[0]} {wording.money(fact[1], plan.tag)}"
