"""The reception plan (방문단 영접 계획): what is known before a visit, on one to three pages.

`read` gathers rows, `sections` puts them into words in the language that is active.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext
from sqlalchemy.orm import Session

from visits.conflicts.rules import OFF
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegateRole, meal_count
from visits.delegations.wording import delegate_name, position_of, with_position
from visits.documents import wording
from visits.documents.drafts import Reader
from visits.documents.marks import Cell, Marks, Row, marked_table
from visits.documents.programme import gone_stop, programme
from visits.documents.rules import Facts
from visits.documents.serving import duties
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Stop
from visits.kit.reports import Block, Item, Paragraph, Section
from visits.kit.translated import Translated
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
from visits.sites.rules import MealNeed
from visits.sites.words import THEMES
from visits.tasks import queries as tasks
from visits.tasks.models import Task
from visits.tasks.rules import TaskState


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
        left={one.id: delegate_name(one, reader.tag) for one in named if one.withdrawn_at},
        stops=[stop for stop in itinerary.stops if stop.status not in OFF],
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
    marks.fact("title", dict(plan.delegation.title))
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
        marks.item(f"about:{key}", f"{name}: ", cell, [Item(one) for one in below])
        for key, name, cell, below in about(plan)
        if cell.text
    ]


def about(plan: Plan) -> Iterator[tuple[str, str, Cell, Sequence[str]]]:
    """Key, label, value and the lines below it."""
    one, tag = plan.delegation, plan.tag
    yield "when", _("When"), wording.days(one, tag), ()
    yield "bodies", _("Organisations"), wording.bodies(one, tag), ()
    yield "people", _("People"), announced(plan), ()
    yield "head", _("Head of delegation"), head_of(plan.head, tag), ()
    yield "level", _("Level"), Cell(str(label(one.level)), one.level), ()
    yield "purpose", _("Purpose"), Cell(one.purpose.to(tag), dict(one.purpose)), ()
    themes = wording.row_of(THEMES.get(theme, theme) for theme in one.themes)
    yield "themes", _("Themes"), Cell(themes, one.themes), ()
    own = str(_("The delegation brings its own interpreter.")) if one.own_interpreter else ""
    spoken = wording.row_of(language_name(each, tag) for each in one.languages)
    languages = Cell(spoken, [one.languages, one.own_interpreter])
    yield "languages", _("Languages"), languages, [own] if own else ()
    referrer = one.referrer.name if one.referrer else Translated()
    yield "referrer", _("Referred by"), Cell(referrer.to(tag), dict(referrer)), ()


def announced(plan: Plan) -> Cell:
    """How many, and from where; how many it were before is said in front."""
    one = plan.delegation
    said = f"{wording.people(one.planned)} ({wording.origin(one, plan.countries)})"
    rows = [[row.country, row.planned] for row in one.countries]
    return Cell(said, rows, told=lambda kept: wording.people(sum(count for _at, count in kept)))


def head_of(head: Delegate | None, tag: str) -> Cell:
    """The head of delegation with position."""
    if head is None:
        return Cell("", None)
    said = with_position(delegate_name(head, tag), position_of(head, tag), tag)
    return Cell(said, person(head))


def person(one: Delegate) -> list[str]:
    """What papers say of somebody, in whichever language."""
    names = (one.hangul_name, one.passport_name, one.native_name)
    return [*names, one.position_ko, one.position_en, one.organisation_name]


# -- people ----------------------------------------------------------------------------------------


def group(plan: Plan, marks: Marks) -> list[Block]:
    """Who comes; how many are still without a name."""
    unnamed = plan.delegation.planned - len(plan.roster)
    blocks: list[Block] = []
    if plan.roster:
        head = [pgettext("paper", "No."), _("Name"), _("Position"), _("Country"), _("Role")]
        rows = [member(number, one, plan) for number, one in enumerate(plan.roster, 1)]
        marks.order("delegates", [one.id for one in plan.roster])
        blocks.append(
            marked_table(marks, [str(name) for name in head], rows, widths=(0.7, 4, 3, 1.6, 1.2))
        )
    if unnamed > 0:
        words = ngettext(
            "The name of %(num)s further person is not known yet.",
            "The names of %(num)s further people are not known yet.",
            unnamed,
        )
        blocks.append(Paragraph(str(words), changed=marks.fact("unnamed", unnamed)))
    return blocks


def member(number: int, one: Delegate, plan: Plan) -> Row:
    """The number is no fact of one's own: `marks.order` has the order."""
    country = plan.countries.get(one.nationality, one.nationality)
    position = position_of(one, plan.tag)
    cells = [
        Cell(str(number), None),
        Cell(name_of(one, plan), person(one)[:3]),
        Cell(f"{one.organisation_name} {position}".strip(), person(one)[3:]),
        Cell(country, one.nationality),
        Cell(str(label(one.role)), one.role),
    ]
    return Row(f"delegate:{one.id}", cells)


def name_of(one: Delegate, plan: Plan) -> str:
    """The head is named to everybody who reads delegations, members as on the roster."""
    if plan.reader.names_members or one.role is DelegateRole.HEAD:
        return delegate_name(one, plan.tag)
    return str(_("Name not shown"))


# -- protocol, money, notes ------------------------------------------------------------------------


def protocol(plan: Plan, marks: Marks) -> list[Block]:
    """The fields that somebody filled, in their groups."""
    return [
        Item(
            str(label(group)),
            [
                marks.item(
                    f"protocol:{entry.field}",
                    f"{wording.headed(label(entry.field), [entry.text], plan.tag)}: ",
                    Cell.typed(entry.text),
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
    tag = plan.tag
    rows = [
        Row(
            f"budget:{row.id}",
            [
                Cell.typed(row.label, kept=True),
                wording.won(row.planned, tag),
                Cell.typed(row.note),
            ],
        )
        for row in plan.budget
    ]
    typed = [text for row in plan.budget for text in (row.label, row.note)]
    head = [
        wording.headed(pgettext("paper", "For what"), typed, tag),
        pgettext("paper", "Planned"),
        pgettext("paper", "Note"),
    ]
    sums = [str(_("Total")), wording.money(totals(plan.budget).planned, tag), ""]
    return [marked_table(marks, head, rows, sums=sums, widths=(2, 1.4, 2), figures={1})]


def notes(plan: Plan, marks: Marks) -> list[Block]:
    """Papers with their numbers, what is still to be done and by whom, what must be on the plates."""
    blocks = [papers_note(plan, marks), *meals_note(plan, marks)]
    return [block for block in [*blocks, *tasks_note(plan, marks)] if block is not None]


def papers_note(plan: Plan, marks: Marks) -> Item | None:
    known = [
        Item(
            f"{one.title} ({said})" if (said := paper_number(one, plan)) else one.title,
            changed=marks.words(f"paper:{one.id}", one.title, one.number, str(one.dated_on)),
        )
        for one in reversed(plan.papers)
    ]
    titles = [one.title for one in plan.papers]
    return Item(wording.headed(_("Official papers"), titles, plan.tag), known) if known else None


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
    rows = [
        Row(
            f"task:{task.id}",
            [
                Cell(str(label(task.kind)) if task.kind else task.title, [task.kind, task.title]),
                wording.by_day(task.due_on, plan.tag),
                Cell.typed(task.owner.name),
            ],
        )
        for task in waiting
    ]
    titles = [task.title for task in waiting if not task.kind]
    head = [
        wording.headed(_("Still to do"), titles, plan.tag),
        pgettext("paper", "By"),
        pgettext("paper", "Who"),
    ]
    yield marked_table(marks, head, rows, widths=(4, 2, 1.6))


# -- what is gone ----------------------------------------------------------------------------------


def gone(plan: Plan, facts: Facts) -> Iterator[str]:
    """What stood in the version before and is no longer there, a line each; names from the roster."""
    for key, fact in facts.items():
        kind, _colon, rest = key.partition(":")
        match kind:
            case "stop":
                yield gone_stop(fact[1], fact[2], plan.tag, plan.zone)
            case "delegate":
                left = plan.left.get(int(rest)) if plan.reader.names_members else None
                yield left or str(_("(removed)"))
            case "protocol":
                yield str(label(ProtocolField(rest)))
            case "budget":
                yield f"{fact[0]} {wording.money(fact[1], plan.tag)}".strip()
