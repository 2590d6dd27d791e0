"""Forms of protocol, budget and briefings. What a level is proposed comes from the caller."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from visits.kit import words
from visits.kit.forms import BaseForm, Lines, Required, VersionedForm
from visits.kit.rows import Rows
from visits.kit.translated import Translated
from visits.kit.won import WonField
from visits.reception import words as reception_words  # noqa: F401 (names the fields)
from visits.reception.rules import BriefingPart, ProtocolField

LONGEST = 10_000
MOST_LINES, MOST_POINTS = 60, 30


class ProtocolForm(VersionedForm):
    """Every field of the protocol; under each stands what is *proposed*."""

    def __init__(self, *args: Any, proposed: Mapping[ProtocolField, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for field, text in proposed.items():
            self[field.value].description = _("Proposed: %(text)s", text=text)

    def read(self, row: Any) -> None:
        for field, text in row.texts.items():
            self[field.value].data = text

    def opened_by(self, row: Any) -> VersionedForm:
        return ProtocolForm(formdata=None, obj=row, proposed=self.proposed)

    def texts(self) -> dict[ProtocolField, str]:
        return {field: self[field.value].data or "" for field in ProtocolField}


for each in ProtocolField:
    inputs = {"rows": 2, "maxlength": LONGEST}
    if hasattr(ProtocolForm, each.value):
        raise TypeError(f"forms have something else that is called {each.value}")
    setattr(
        ProtocolForm,
        each.value,
        TextAreaField(words.label(each), [Length(max=LONGEST)], render_kw=inputs),
    )


class TakeOverForm(BaseForm):
    """Which proposed text is taken over; without a field all of them."""

    field = HiddenField()

    def wanted(self, proposed: Mapping[ProtocolField, str]) -> dict[ProtocolField, str]:
        return {
            field: text
            for field, text in proposed.items()
            if self.field.data in {"", None, field.value}
        }


class BudgetLines(Lines):
    """One line of a budget."""

    id = HiddenField()
    label = StringField(_("For what"), [Required(), Length(max=200)])
    planned = WonField(_("Planned"), [Required()])
    spent = WonField(_("Spent"))
    note = StringField(_("Note"), [Length(max=200)])

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it."""
        return not any(
            raw.strip()
            for field in (self.label, self.planned, self.spent, self.note)
            for raw in field.raw_data or ()
        )


class BudgetForm(VersionedForm):
    """All lines at once; a line into which nothing was typed is none."""

    lines = Rows(FormField(BudgetLines), _("Budget lines"), max_entries=MOST_LINES)

    def validate(self, extra_validators: Any = None) -> bool:
        if self.is_submitted():
            self.lines.entries = [one for one in self.lines.entries if not one.form.is_blank]
        return super().validate(extra_validators)


class PointLines(Lines):
    """Something to say, in the two languages of the table."""

    ko = TextAreaField(_("In Korean"), [Length(max=LONGEST)], render_kw={"rows": 2, "lang": "ko"})
    en = TextAreaField(_("In English"), [Length(max=LONGEST)], render_kw={"rows": 2, "lang": "en"})

    def text(self) -> Translated:
        return Translated(ko=self.ko.data or "", en=self.en.data or "")


class QuestionLines(PointLines):
    """What the guests may ask, and what can be answered."""

    answer_ko = TextAreaField(
        _("Answer in Korean"), [Length(max=LONGEST)], render_kw={"rows": 2, "lang": "ko"}
    )
    answer_en = TextAreaField(
        _("Answer in English"), [Length(max=LONGEST)], render_kw={"rows": 2, "lang": "en"}
    )

    def answer(self) -> Translated:
        return Translated(ko=self.answer_ko.data or "", en=self.answer_en.data or "")


class BriefingForm(VersionedForm):
    """What the receiving official reads."""

    background = TextAreaField(
        _("Background"),
        [Length(max=LONGEST)],
        description=_("Beside earlier visits, which stand on the paper anyway."),
        render_kw={"rows": 4},
    )
    seating = TextAreaField(_("Seating"), [Length(max=LONGEST)], render_kw={"rows": 3})
    talking_points = Rows(
        FormField(PointLines), words.label(BriefingPart.TALKING), max_entries=MOST_POINTS
    )
    questions = Rows(
        FormField(QuestionLines), words.label(BriefingPart.QUESTION), max_entries=MOST_POINTS
    )

    def read(self, row: Any) -> None:
        self.talking_points.process(None, [dict(point.text) for point in row.talking_points])
        self.questions.process(
            None,
            [
                {**point.text, **{f"answer_{tag}": said for tag, said in point.answer.items()}}
                for point in row.questions
            ],
        )

    def texts(self) -> dict[str, Any]:
        """The facts of `actions.write_briefing`; rows without words are left out."""
        questions = [(one.form.text(), one.form.answer()) for one in self.questions.entries]
        return {
            "background": self.background.data or "",
            "seating": self.seating.data or "",
            "talking_points": [
                text for one in self.talking_points.entries if (text := one.form.text())
            ],
            "questions": [pair for pair in questions if any(pair)],
        }
