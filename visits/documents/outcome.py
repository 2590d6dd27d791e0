"""What came of a visit, on paper: what was said, promised, given, answered, spent, shown, printed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, tzinfo

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from visits.documents import wording
from visits.documents.marks import Marks
from visits.feedback.queries import VisitFeedback
from visits.feedback.rules import How, Summary
from visits.feedback.words import SHORT
from visits.kit.reports import Block, Item, Paragraph, Picture, Table
from visits.kit.words import label
from visits.languages import dates
from visits.outcomes.models import FollowUp, Gift, PressLink
from visits.outcomes.queries import Noted, Record
from visits.outcomes.rules import Currency, Point, PointKind
from visits.reception.models import BudgetLine
from visits.reception.rules import totals

# -- what was said ---------------------------------------------------------------------------------


def said(record: Record, marks: Marks, tag: str, zone: tzinfo) -> list[Block]:
    """Stop by stop, then of the visit as a whole; says so where nothing was written."""
    blocks: list[Block] = [
        Item(
            f"{wording.time_of(one.stop, tag, zone)} {one.stop.title.to(tag)}", kinds_of(one, marks)
        )
        for one in record.stops
        if one.stop is not None and one.is_written
    ]
    if record.visit.is_written:
        blocks.append(Item(str(_("The visit as a whole")), kinds_of(record.visit, marks)))
    return blocks or [Paragraph(str(_("Nothing was written down yet.")))]


def kinds_of(one: Noted, marks: Marks) -> list[Item]:
    """Discussion, questions, opinions, decisions, each with its points."""
    place = one.stop.uid if one.stop else "visit"
    return [
        Item(
            str(label(kind)),
            [
                Item(
                    said_of(point),
                    changed=marks.words(f"said:{place}:{kind}:{number}", said_of(point)),
                )
                for number, point in enumerate(points)
            ],
        )
        for kind in PointKind
        if (points := one.points(kind))
    ]


def said_of(point: Point) -> str:
    """A question with its answer below it, an opinion after whose it is."""
    text = f"{point.agency}: {point.text}" if point.agency else point.text
    return f"{text}\n→ {point.answer}" if point.answer else text


# -- promises and gifts ----------------------------------------------------------------------------


def promises(rows: Sequence[FollowUp], marks: Marks, tag: str, today: date) -> list[Block]:
    """With what is overdue *today*; that days go by is no change of the paper."""
    if not rows:
        return [Paragraph(str(_("Nothing was promised.")))]
    changed = {
        place
        for place, one in enumerate(rows)
        if marks.fact(f"promise:{one.id}", one.what, one.deadline.isoformat(), one.state)
    }
    head = [
        pgettext("paper", "What was promised"),
        pgettext("paper", "Who"),
        pgettext("paper", "By"),
        pgettext("paper", "State"),
    ]
    lines = [
        [one.what, one.responsible_name, dates.day(one.deadline, tag), state_of(one, today)]
        for one in rows
    ]
    return [Table(head, lines, (4, 2, 2, 1.2), changed_rows=changed)]


def state_of(one: FollowUp, today: date) -> str:
    return str(_("Overdue") if one.is_overdue(today) else label(one.state))


def gifts(rows: Sequence[Gift], marks: Marks, tag: str) -> list[Block]:
    if not rows:
        return []
    changed = {
        place
        for place, one in enumerate(rows)
        if marks.fact(f"gift:{one.id}", one.item, one.value, one.report_state)
    }
    head = [
        pgettext("paper", "Gift"),
        pgettext("paper", "Direction"),
        pgettext("paper", "From or to"),
        pgettext("paper", "Value"),
        pgettext("paper", "Report"),
    ]
    lines = [
        [one.item, str(label(one.direction)), one.counterpart, worth(one, tag), str(label(one.report_state))]
        for one in rows
    ]  # fmt: skip
    return [Table(head, lines, (3, 1.2, 2, 1.6, 1.6), changed_rows=changed, figures={3})]


def worth(gift: Gift, tag: str) -> str:
    if gift.value is None:
        return str(_("unknown"))
    if gift.currency is Currency.KRW:
        return wording.money(gift.value, tag)
    return f"US${gift.value:,}"


# -- feedback --------------------------------------------------------------------------------------


def feedback(given: VisitFeedback, marks: Marks) -> list[Block]:
    """How guests rated, without telling who said what; what they wrote; how hosts saw it."""
    if not given.answers and not given.reports:
        return [Paragraph(str(_("No feedback has come yet.")))]
    blocks = [ratings(given, marks), hosts(given, marks), *own_words(given, marks)]
    return [block for block in blocks if block is not None]


def ratings(given: VisitFeedback, marks: Marks) -> Item | None:
    if not given.answers:
        return None
    answers = ngettext("%(num)s guest answered.", "%(num)s guests answered.", given.answers)
    means = [Item(mean_of(one)) for one in given.summaries if one.is_shown]
    changed = marks.fact("feedback", given.answers, [one.mean for one in given.summaries])
    return Item(str(answers), means, changed=changed)


def mean_of(one: Summary) -> str:
    return str(_("%(question)s: %(mean)s of 5", question=SHORT[one.question], mean=one.mean))


def hosts(given: VisitFeedback, marks: Marks) -> Item | None:
    counted = [(how, sum(one.how is how for one in given.reports)) for how in How]
    told = wording.row_of(f"{label(how)} {count}" for how, count in counted if count)
    changed = marks.fact("hosts", *counted)
    return Item(str(_("Hosts: %(how)s", how=told)), changed=changed) if told else None


MOST_WORDS = 5
"""Of what guests wrote; the page of feedback has them all."""


def own_words(given: VisitFeedback, marks: Marks) -> Iterator[Item]:
    """The first of what guests wrote; in Korean where an officer put it so."""
    quoted = [one.korean or one.text for one in given.words[:MOST_WORDS]]
    if quoted:
        lines = [
            Item(f"“{text}”", changed=marks.words(f"words:{number}", text))
            for number, text in enumerate(quoted)
        ]
        yield Item(str(_("In their own words")), lines)


# -- money, pictures, press ------------------------------------------------------------------------


def money(rows: Sequence[BudgetLine], marks: Marks, tag: str) -> list[Block]:
    """Planned and spent, with what is left; lines that nobody settled yet have a dash."""
    if not rows:
        return []
    changed = {
        place
        for place, one in enumerate(rows)
        if marks.fact(f"money:{one.id}", one.label, one.planned, one.spent)
    }
    lines = [
        [one.label, wording.money(one.planned, tag), wording.money(one.spent, tag), one.note]
        for one in rows
    ]
    sums = totals(rows)
    spent = sums.spent if sums.unspent < len(rows) else None
    total = [str(_("Total")), wording.money(sums.planned, tag), wording.money(spent, tag), ""]
    head = [
        pgettext("paper", "For what"),
        pgettext("paper", "Planned"),
        pgettext("paper", "Spent"),
        pgettext("paper", "Note"),
    ]
    return [Table(head, [*lines, total], (2, 1.4, 1.4, 2), changed_rows=changed, figures={1, 2})]


def pictures(given: Sequence[Picture], marks: Marks, ids: Sequence[int]) -> list[Block]:
    """Those that may be shown; a picture is marked when it is new."""
    return [
        replace(one, changed=marks.fact(f"photo:{number}"))
        for number, one in zip(ids, given, strict=True)
    ]


def press(rows: Sequence[PressLink], marks: Marks, tag: str) -> list[Block]:
    return [
        Item(
            f"{heading(one, tag)}\n{one.url}",
            changed=marks.fact(f"press:{one.id}", one.title, one.url),
        )
        for one in rows
    ]


def heading(one: PressLink, tag: str) -> str:
    parts = (one.outlet, dates.day(one.published_on, tag))
    return f"{one.title} ({', '.join(part for part in parts if part)})"
