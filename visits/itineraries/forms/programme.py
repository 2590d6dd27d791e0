"""Forms about a whole day or the whole programme."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length

from visits.access.rules import BY_OFFICER, Channel
from visits.itineraries.rules import Will
from visits.kit.asked import read_id
from visits.kit.forms import (
    BaseForm,
    FilterForm,
    Required,
    TranslatedField,
    VersionedForm,
    choices,
    choices_of,
)
from visits.notifications.compose import Composed


class DayForm(VersionedForm):
    """What is said of a day as such."""

    title = TranslatedField(_("Title of the day"))
    note = TranslatedField(_("Note for guests"), lines=3, longest=1000)
    rain_plan = TranslatedField(
        _("If it rains"), lines=3, longest=1000, description=_("What takes place instead.")
    )


class ReleaseForm(BaseForm):
    """What guests are told of the release. `seen` is the version of the draft that was read."""

    keeps = False
    note = TranslatedField(
        _("Note to the guests"),
        lines=3,
        longest=1000,
        description=_("Stands above the programme and in the letter."),
    )
    are_drafts = BooleanField(
        _("Keep the letters as drafts"),
        description=_("They wait in the outbox until somebody has changed and sent them."),
    )
    urgent_reason = StringField(
        _("It cannot wait, because"),
        [Length(max=200)],
        description=_(
            "For changes within a day: the letters go out at once. The reason is kept with the "
            "release."
        ),
    )
    seen = HiddenField()

    @property
    def version(self) -> int:
        """0, which no draft has, for what is no number."""
        return read_id(self.seen.data or "") or 0


class LetterChoiceForm(BaseForm):
    """One letter of the next release: whether it goes, and what an officer writes over it."""

    will = RadioField(_("What becomes of it"))
    subject = StringField(
        _("Subject"), [Length(max=200)], description=_("Leave it empty for the composed subject.")
    )
    text = TextAreaField(
        _("Text"),
        [Length(max=20_000)],
        description=_(
            "Leave it empty for the composed text. Secret addresses (…) are put in when it is sent."
        ),
    )

    def __init__(self, *, composed: Composed, will: Will) -> None:
        super().__init__(
            data={"will": will.value, "subject": composed.subject, "text": composed.text}
        )
        self.will.choices = choices_of(Will)
        spoken = {"lang": composed.language.tag, "dir": composed.language.dir}
        self.subject.render_kw = {**spoken, "maxlength": 200}
        self.text.render_kw = {**spoken, "rows": 18}


class ApprovalForm(BaseForm):
    """An approver's word about the next release."""

    comment = StringField(
        _("Comment"),
        [Length(max=200)],
        description=_("The number of the approval, or what has to be settled first."),
    )


class ReceiptForm(BaseForm):
    """How an officer learned that somebody has seen a release."""

    channel = SelectField(_("Told"), [Required()])
    told_on = DateField(lazy_pgettext("day", "On"), [Required()])
    person = StringField(_("Who said so"), [Length(max=200)])
    document_number = StringField(
        _("Document number"), [Length(max=200)], description=_("Of an official letter.")
    )

    def __init__(self, *, today: date, person: str) -> None:
        super().__init__(data={"told_on": today, "person": person})
        self.channel.choices = choices_of(Channel, BY_OFFICER)


class CompareForm(FilterForm):
    """Which two states of the programme stand side by side: numbers of releases, or the draft."""

    first = SelectField(lazy_pgettext("release", "From"))
    last = SelectField(lazy_pgettext("release", "To"))

    def __init__(self, given: object, *, offered: Sequence[tuple[str, object]]) -> None:
        super().__init__(given)
        self.first.choices = self.last.choices = choices(offered)
