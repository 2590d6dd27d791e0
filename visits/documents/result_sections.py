"""What came of a visit, on paper: what was said, promised, given, answered, spent, shown, printed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, tzinfo

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from visits.documents import wording
from visits.documents.marks import Cell, Marks, Row, marked_table
from visits.escorting.models import Incident
from visits.feedback.models import GuestWords
from visits.feedback.queries import VisitFeedback
from visits.feedback.rules import How, Summary
from visits.feedback.words import SHORT
from visits.itineraries.wording import time_of
from visits.kit.reports import Block, Item, Paragraph, Picture
from visits.kit.text import isolate
from visits.kit.words import label
from visits.languages import dates
from visits.languages.names import language_name
from visits.outcomes.models import FollowUp, Gift, Photo, PressLink
from visits.outcomes.queries import Noted, Record
from visits.outcomes.rules import Currency, FollowUpState, Point, PointKind
from visits.reception.models import BudgetLine
from visits.reception.rules import totals

# -- what was said ---------------------------------------------------------------------------------


def said(record: Record, marks: Marks, tag: str, zone: tzinfo) -> list[Block]:
    """Stop by stop, then of the visit as a whole; says so where nothing was written."""
    blocks: list[Block] = [
        Item(f"{time_of(one.stop, tag, zone)} {one.stop.title.to(tag)}", kinds_of(one, marks, tag))
        for one in record.stops
        if one.stop is not None and one.is_written
    ]
    if record.visit.is_written:
        blocks.append(Item(str(_("The visit as a whole")), kinds_of(record.visit, marks, tag)))
    return blocks or [Paragraph(str(_("Nothing was written down yet.")))]


def kinds_of(one: Noted, marks: Marks, tag: str) -> list[Item]:
    """Discussion, questions, opinions, decisions, each with its points."""
    place = one.stop.uid if one.stop else "visit"
    return [
        Item(
            wording.headed(label(kind), [said_of(point) for point in points], tag),
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


# -- what went wrong -------------------------------------------------------------------------------


def incidents(rows: Sequence[Incident], marks: Marks, tag: str, zone: tzinfo) -> list[Block]:
    """What happened on the way and what was done, in order of time; nothing where nothing did.

    Their photographs stay in the office.
    """
    return [
        Item(
            f"{dates.moment(one.happened_at, tag, zone)} {label(one.kind)}",
            [Item(text) for text in (one.text, one.outcome) if text],
            changed=marks.words(f"incident:{one.id}", one.text, one.outcome),
        )
        for one in sorted(rows, key=lambda one: (one.happened_at, one.id))
    ]


# -- promises and gifts ----------------------------------------------------------------------------


def promises(rows: Sequence[FollowUp], marks: Marks, tag: str, today: date) -> list[Block]:
    """With what is overdue *today*; that days go by is no change of the paper."""
    if not rows:
        return [Paragraph(str(_("Nothing was promised.")))]
    head = [
        wording.headed(pgettext("paper", "What was promised"), [one.what for one in rows], tag),
        pgettext("paper", "Who"),
        pgettext("paper", "By"),
        pgettext("paper", "State"),
    ]
    lines = [
        Row(
            f"promise:{one.id}",
            [
                Cell.typed(one.what, kept=True),
                Cell.typed(one.responsible_name),
                wording.by_day(one.deadline, tag),
                state_of(one, today),
            ],
        )
        for one in rows
    ]
    return [marked_table(marks, head, lines, widths=(4, 2, 2, 1.2))]


def state_of(one: FollowUp, today: date) -> Cell:
    said = _("Overdue") if one.is_overdue(today) else label(one.state)
    return Cell(str(said), one.state, told=lambda kept: str(label(FollowUpState(kept))))


def gifts(rows: Sequence[Gift], marks: Marks, tag: str) -> list[Block]:
    if not rows:
        return []
    typed = [text for one in rows for text in (one.item, one.counterpart)]
    head = [
        wording.headed(pgettext("paper", "Gift"), typed, tag),
        pgettext("paper", "Direction"),
        pgettext("paper", "From or to"),
        pgettext("paper", "Value"),
        pgettext("paper", "Report"),
    ]
    lines = [
        Row(
            f"gift:{one.id}",
            [
                Cell.typed(one.item, kept=True),
                Cell(str(label(one.direction)), one.direction),
                Cell.typed(one.counterpart),
                Cell(worth(one, tag), [one.value, one.currency]),
                Cell(str(label(one.report_state)), one.report_state),
            ],
        )
        for one in rows
    ]
    return [marked_table(marks, head, lines, widths=(3, 1.2, 2, 1.6, 1.6), figures={3})]


def worth(gift: Gift, tag: str) -> str:
    if gift.value is None:
        return str(_("not known"))
    if gift.currency is Currency.KRW:
        return wording.money(gift.value, tag)
    return f"US${gift.value:,}"


# -- feedback --------------------------------------------------------------------------------------


def feedback(given: VisitFeedback, marks: Marks, tag: str) -> list[Block]:
    """How guests rated, without telling who said what; what they wrote; how hosts saw it."""
    if not given.answers and not given.reports:
        return [Paragraph(str(_("No feedback has come yet.")))]
    blocks = [ratings(given, marks), hosts(given, marks), *own_words(given, marks, tag)]
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


MOST_WORDS = 12
"""Of what guests wrote; the page of feedback has them all."""


def own_words(given: VisitFeedback, marks: Marks, tag: str) -> Iterator[Item]:
    """What guests wrote: in Korean where an officer put it so, else as written, with its language.

    How many there are is said, and how many of them stand on the page of feedback alone.
    """
    count, rest = len(given.words), len(given.words) - MOST_WORDS
    if not count:
        return
    lines = [
        Item(
            quoted(one, tag),
            changed=marks.words(f"words:{number}", one.text, one.korean, one.language),
        )
        for number, one in enumerate(given.words[:MOST_WORDS])
    ]
    if rest > 0:
        more = ngettext(
            "%(num)s further text stands on the page of feedback.",
            "%(num)s further texts stand on the page of feedback.",
            rest,
        )
        lines.append(Item(str(more), changed=marks.fact("words:more", rest)))
    yield Item(f"{_('In their own words')} ({count})", lines)


def quoted(one: GuestWords, tag: str) -> str:
    """In the paper's language as it is; another one is isolated and named behind the quotation."""
    is_translated = bool(one.korean) and tag == "ko"
    if is_translated:
        return f"“{one.korean}”"
    if one.language == tag:
        return f"“{one.text}”"
    said = _("%(language)s, not translated", language=language_name(one.language, tag))
    return f"“{isolate(one.text, 'ltr')}” ({said})"


# -- money, pictures, press ------------------------------------------------------------------------


def money(rows: Sequence[BudgetLine], marks: Marks, tag: str) -> list[Block]:
    """Planned and spent, with what is left; lines that nobody settled yet have a dash."""
    if not rows:
        return []
    lines = [
        Row(
            f"money:{one.id}",
            [
                Cell.typed(one.label, kept=True),
                wording.won(one.planned, tag),
                wording.won(one.spent, tag),
                Cell.typed(one.note),
            ],
        )
        for one in rows
    ]
    sums = totals(rows)
    spent = sums.spent if sums.unspent < len(rows) else None
    total = [str(_("Total")), wording.money(sums.planned, tag), wording.money(spent, tag), ""]
    typed = [text for one in rows for text in (one.label, one.note)]
    head = [
        wording.headed(pgettext("paper", "For what"), typed, tag),
        pgettext("paper", "Planned"),
        pgettext("paper", "Spent"),
        pgettext("paper", "Note"),
    ]
    looks = {"widths": (2, 1.4, 1.4, 2), "figures": {1, 2}}
    return [marked_table(marks, head, lines, sums=total, **looks)]


def pictures(given: Sequence[tuple[Photo, Picture]], marks: Marks) -> list[Block]:
    """Those that may be shown; a picture is marked when it is new or says something else."""
    return [
        replace(picture, changed=marks.words(f"photo:{photo.id}", *texts_of(photo)))
        for photo, picture in given
    ]


def texts_of(photo: Photo) -> list[str]:
    """What is said of it, in every language."""
    return [text for said in (photo.caption, photo.words) for _tag, text in sorted(said.items())]


def press(rows: Sequence[PressLink], marks: Marks, tag: str) -> list[Block]:
    return [
        Item(
            f"{heading(one, tag)}\n{one.url}",
            changed=marks.fact(
                f"press:{one.id}", one.title, one.url, one.outlet, one.published_on.isoformat()
            ),
        )
        for one in rows
    ]


def heading(one: PressLink, tag: str) -> str:
    parts = (one.outlet, dates.day(one.published_on, tag))
    return f"{one.title} ({', '.join(part for part in parts if part)})"
