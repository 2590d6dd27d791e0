"""What officers enter: answers and reports told to them, translations, lessons; what is looked for."""

from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields import Field
from wtforms.validators import Length

from visits.access.rules import BY_OFFICER, Channel
from visits.delegations.rules import Told
from visits.feedback.forms.guests import LONG, TALL, AnswerForm, AskForm
from visits.feedback.forms.hosts import ReportForm
from visits.kit.forms import (
    BaseForm,
    Choices,
    Required,
    VersionedForm,
    choices_of,
    optional,
)
from visits.kit.span_form import SpanForm

LINE = [Length(max=200)]


class ToldForm(BaseForm):
    """How an officer learned of what is entered."""

    channel = SelectField(_("Told"), [Required()])
    told_on = DateField(lazy_pgettext("day", "On"), [Required()])
    person = StringField(_("Who said so"), LINE)
    document_number = StringField(
        _("Document number"), LINE, description=_("Of an official letter.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, data={"told_on": today, **kwargs.pop("data", {})}, **kwargs)
        self.channel.choices = choices_of(Channel, BY_OFFICER)

    def told(self, *, by_id: int, at: datetime) -> Told:
        return Told(
            channel=Channel(self.channel.data),
            told_on=self.told_on.data,
            at=at,
            by_id=by_id,
            person=self.person.data or "",
            document_number=self.document_number.data or "",
        )

    @property
    def asked(self) -> list[Field]:
        """The fields of what was told, without how it was told."""
        own = {"channel", "told_on", "person", "document_number", "csrf_token", "once"}
        return [field for name, field in self._fields.items() if name not in own]


class NoteAnswerForm(AnswerForm, ToldForm):
    """A guest's answer on paper or by telephone. Sent twice, it is one."""

    once = BaseForm.once
    language = SelectField(_("Language of the answer"), [Required()])

    def __init__(self, *args: Any, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = languages


class NoteQuestionForm(AskForm, ToldForm):
    """A guest's question that was told to an officer."""

    language = SelectField(_("Language of the question"), [Required()])

    def __init__(self, *args: Any, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = languages


class NoteReportForm(ReportForm, ToldForm):
    """What a host told of a stop."""


class KoreanForm(VersionedForm):
    """What foreign words say in Korean."""

    korean = TextAreaField(_("In Korean"), LONG, render_kw={**TALL, "lang": "ko", "dir": "ltr"})


class LessonForm(VersionedForm):
    text = TextAreaField(
        _("What should the next visit do otherwise?"),
        [Required(), *LONG],
        description=_("Whoever plans a stop there reads it. Without names of guests."),
        render_kw=TALL,
    )


class PeriodForm(SpanForm):
    """Which visits are summed up."""

    theme = SelectField(_("Theme"), default="")
    site = SelectField(_("Site"), default="")

    def __init__(self, *args: Any, themes: Choices, sites: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theme.choices = optional(themes, _("All"))
        self.site.choices = optional(sites, _("All"))
