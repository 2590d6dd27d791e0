"""Small forms: what a requester told us, questions, comments, whom it is assigned to."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from visits.access.rules import BY_OFFICER, Channel
from visits.intake.rules import FREE, Purpose, Told
from visits.kit.forms import (
    BaseForm,
    CheckBoxes,
    Choices,
    Required,
    choices_of,
    number_or_none,
    optional,
)
from visits.papers.forms import UploadsField


class ToldForm(BaseForm):
    """How we learned it: what every staff twin of a requester's act asks."""

    channel = SelectField(_("Told"), [Required()], coerce=Channel, default=Channel.TELEPHONE)
    told_on = DateField(lazy_pgettext("day", "On"), [Required()])
    person = StringField(_("Who said so"), [Length(max=200)])
    document_number = StringField(
        _("Document number"), [Length(max=200)], description=_("Of an official letter.")
    )

    def __init__(self, *args: Any, today: date, person: str = "", **kwargs: Any) -> None:
        super().__init__(*args, data={"told_on": today, "person": person}, **kwargs)
        self.today = today
        self.channel.choices = choices_of(Channel, BY_OFFICER)

    def validate_told_on(self, field: DateField) -> None:
        if field.data and field.data > self.today:
            field.errors = [*field.errors, gettext("This day has not come yet.")]

    def told(self) -> Told:
        """As the actions of requesters take it."""
        return {
            "channel": self.channel.data,
            "told_on": self.told_on.data,
            "person": self.person.data or "",
            "document_number": self.document_number.data or "",
        }


class AnswerForm(ToldForm):
    """What the requester answered to a question."""

    answer = TextAreaField(_("Answer"), [Required(), Length(max=8000)], render_kw={"rows": 5})


class WithdrawalForm(ToldForm):
    """The requester does not come any more."""

    reason = TextAreaField(_("Reason"), [Length(max=2000)], render_kw={"rows": 3})


class ConsentsForm(ToldForm):
    """What the requester says of each purpose that may be refused."""

    purposes = CheckBoxes(_("Consented to"))

    def __init__(self, *args: Any, given: Sequence[Purpose] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purposes.choices = choices_of(Purpose, FREE)
        if not self.is_submitted():
            self.purposes.data = tuple(purpose.value for purpose in given)

    def consents(self) -> dict[Purpose, bool]:
        return {purpose: purpose.value in self.purposes.data for purpose in FREE}


class CommentForm(BaseForm):
    text = TextAreaField(
        _("Comment"),
        [Required(), Length(max=4000)],
        description=_("For colleagues; it never leaves the office."),
        render_kw={"rows": 3},
    )


class AssignmentForm(BaseForm):
    user_id = SelectField(_("Assigned to"), coerce=number_or_none)

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user_id.choices = optional(officers, _("Nobody"))


class ApprovalForm(BaseForm):
    note = StringField(
        _("Remark or number of the approval"),
        [Length(max=200)],
        description=_("The number in the approval system, when it was approved there."),
    )


class SendingBackForm(BaseForm):
    """What an approver wants to see settled before a visit is accepted."""

    note = StringField(_("What is to be settled first"), [Required(), Length(max=200)])


class AttachmentsForm(BaseForm):
    """Further attachments."""

    files = UploadsField(_("Attachments"), validators=[Required()])

    def __init__(self, *args: Any, most_megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_megabytes = most_megabytes


class DuplicateForm(BaseForm):
    """Which request it repeats."""

    code = StringField(
        _("Number of the other request"),
        [Required(), Length(max=40)],
        description=_("Such as K7QM-3FXD."),
    )
