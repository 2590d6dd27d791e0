"""Forms of the outbox."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length

from visits.kit.forms import (
    BaseForm,
    EmailAddress,
    FilterForm,
    Required,
    VersionedForm,
    WallTimeField,
    choices,
    instant,
    optional,
)
from visits.notifications.compose import Composed


class LetterFilter(FilterForm):
    words = StringField(_("Recipient"))
    kind = SelectField(_("Letter"))
    mine = BooleanField(_("Only of my delegations"))
    view = HiddenField()
    about = HiddenField()
    id = HiddenField()

    def __init__(self, *args: Any, kinds: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = optional(choices(kinds.items()), _("All kinds"))


class LetterForm(VersionedForm):
    """A letter as it will go. What is left empty is composed."""

    recipient = EmailField(
        _("E-mail address"),
        [EmailAddress(), Length(max=200)],
        description=_("Without an address the letter waits to be sent by hand."),
    )
    recipient_name = StringField(_("Name of the recipient"), [Required(), Length(max=200)])
    subject = StringField(
        _("Subject"), [Length(max=200)], description=_("Leave it empty for the composed subject.")
    )
    text = TextAreaField(
        _("Text"),
        [Length(max=20_000)],
        description=_("Leave it empty for the composed text. Addresses in it keep working."),
    )

    def __init__(self, *args: Any, composed: Composed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.composed = composed
        spoken = {"lang": composed.language.tag, "dir": composed.language.dir}
        self.subject.render_kw = {**spoken, "maxlength": 200}
        self.text.render_kw = {**spoken, "rows": 18}
        if not self.is_submitted():
            self.show_composed()

    def show_composed(self) -> None:
        self.subject.data, self.text.data = self.composed.subject, self.composed.text

    def opened_by(self, row: Any) -> "LetterForm":
        form = type(self)(formdata=None, obj=row, composed=self.composed)
        form.show_composed()
        return form


class ByHandForm(BaseForm):
    """How a letter reached its recipient without our mail server; `moment` once it is valid."""

    moment: datetime
    channel = SelectField(_("How it was sent"))
    day = DateField(_("Date"), [Required()])
    clock = WallTimeField(_("Time"), [Required()])
    person = StringField(_("Who sent it"), [Required(), Length(max=200)])
    note = StringField(
        _("Document number or remark"),
        [Length(max=200)],
        description=_("For example the number of the official letter that it went with."),
    )

    def __init__(
        self, *, channels: Mapping[Any, Any], person: str, at: datetime, zone: ZoneInfo
    ) -> None:
        wall = at.astimezone(zone)
        super().__init__(day=wall.date(), clock=wall.time(), person=person)
        self.channel.choices = choices((code.value, name) for code, name in channels.items())
        self.zone = zone

    def validate_clock(self, field: WallTimeField) -> None:
        """Note the instant that was typed, in the city's zone."""
        if self.day.data and field.data:
            self.moment = instant(self.day.data, field.data, self.zone)
