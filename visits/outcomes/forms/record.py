"""What an officer writes on the evening of a visit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import FormField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from visits.kit import words
from visits.kit.clock import NoSuchTime
from visits.kit.errors import Refused
from visits.kit.forms import Lines, VersionedForm, WallTimeField, refuse_row
from visits.kit.rows import Rows
from visits.outcomes.rules import Point, actual_span

LONGEST = 10_000
"""Signs of one text."""
MOST_ROWS, MOST_PEOPLE, MOST_COUNTRIES = 60, 5_000, 60
A_POINT_A_LINE = _("A point in each line; the report numbers them.")


def long_text(label: Any, rows: int, **kwargs: Any) -> TextAreaField:
    """A text that may be long."""
    return TextAreaField(label, [Length(max=LONGEST)], render_kw={"rows": rows}, **kwargs)


class QuestionLines(Lines):
    """What was asked, and what was answered."""

    text = long_text(_("Question"), 2)
    answer = long_text(lazy_pgettext("to a question", "Answer"), 2)

    @property
    def point(self) -> Point:
        return Point(self.text.data or "", answer=self.answer.data or "")


class OpinionLines(Lines):
    """What one of the agencies that met said of it."""

    agency = StringField(_("Agency or division"), [Length(max=200)], render_kw={"list": "agencies"})
    text = long_text(_("Opinion"), 2)

    @property
    def point(self) -> Point:
        return Point(self.text.data or "", agency=self.agency.data or "")


class RecordForm(VersionedForm):
    """What was said on a visit as a whole."""

    discussion = long_text(_("Discussion"), 6, description=A_POINT_A_LINE)
    questions = Rows(
        FormField(QuestionLines), _("Questions and answers"), min_entries=1, max_entries=MOST_ROWS
    )
    opinions = Rows(
        FormField(OpinionLines),
        _("Opinions of each agency"),
        min_entries=1,
        max_entries=MOST_ROWS,
        description=_("When several agencies held the meeting together: which of them said what."),
    )
    decisions = long_text(_("Decisions"), 3, description=A_POINT_A_LINE)

    def read(self, row: Any) -> None:  # noqa: ARG002 (as every form reads)
        """A blank row behind what is written, to go on writing."""
        for rows in (self.questions, self.opinions):
            if any(entry.form.point.text for entry in rows.entries):
                rows.append_entry()

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        return self.check_rows() and is_good

    def check_rows(self) -> bool:
        """Nothing typed is dropped: an answer needs its question, an agency its opinion."""
        for rows, message in (
            (self.questions, gettext("Write the question as well.")),
            (self.opinions, gettext("Write what they said.")),
        ):
            for entry in rows.entries:
                if not entry.form.point.text and entry.form.point != Point(""):
                    refuse_row(rows, entry.form.text, message)
        return not (self.questions.errors or self.opinions.errors)

    def written(self) -> dict[str, Any]:
        """As the action takes it; blank rows are none."""
        return {
            "discussion": self.discussion.data or "",
            "decisions": self.decisions.data or "",
            "questions": points_in(self.questions),
            "opinions": points_in(self.opinions),
        }


def points_in(rows: Any) -> Sequence[Point]:
    return [entry.form.point for entry in rows.entries if entry.form.point.text]


class StopRecordForm(RecordForm):
    """The same of a stop, with the times at which it really took place on its day."""

    began = WallTimeField(_("Really began at"), [Optional()])
    ended = WallTimeField(_("Really ended at"), [Optional()])

    def __init__(self, *args: Any, day: date, zone: ZoneInfo, **kwargs: Any) -> None:
        self.day, self.zone = day, zone
        super().__init__(*args, **kwargs)

    def opened_by(self, row: Any) -> "StopRecordForm":
        return type(self)(formdata=None, obj=row, day=self.day, zone=self.zone)

    def read(self, row: Any) -> None:
        super().read(row)
        for field, instant in ((self.began, row.began_at), (self.ended, row.ended_at)):
            field.data = instant.astimezone(self.zone).time() if instant else None

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        try:
            self.times = actual_span(self.day, self.began.data, self.ended.data, self.zone)
        except Refused as error:
            self.refuse("ended", str(words.REASONS[error.reason]))
            return False
        except NoSuchTime:
            self.refuse("began", gettext("The clocks skip this time on this day."))
            return False
        return is_good

    def written(self) -> dict[str, Any]:
        began, ended = self.times
        return {**super().written(), "began_at": began, "ended_at": ended}


class ActualLines(Lines):
    """How many really came from one country."""

    country = HiddenField()
    actual = IntegerField(_("Actual people"), [Optional(), NumberRange(0, MOST_PEOPLE)])


class PeopleForm(VersionedForm):
    """How many really came, country by country."""

    countries = Rows(FormField(ActualLines), _("Actual people"), max_entries=MOST_COUNTRIES)

    def actual(self) -> Mapping[str, int | None]:
        """By country; None where nobody knows."""
        return {line.country.data: line.actual.data for line in self.lines}

    @property
    def lines(self) -> Sequence[Any]:
        return [entry.form for entry in self.countries.entries]

    def line_of(self, country: str) -> Any:
        """The row of this country; None where the form has none."""
        return next((line for line in self.lines if line.country.data == country), None)
