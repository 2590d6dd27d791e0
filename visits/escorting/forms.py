"""What escorts send from their phones, and officers on their behalf."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from visits.access.rules import BY_OFFICER, Channel
from visits.delegations.rules import Told
from visits.escorting import words  # noqa: F401 (names the choices)
from visits.escorting.rules import (
    MORE_MINUTES,
    MOST_HEADS,
    IncidentKind,
    Moment,
    TapKind,
    moment_of,
)
from visits.kit.clock import NoSuchTime, local
from visits.kit.forms import BaseForm, Choices, Required, WallTimeField, choices_of, optional
from visits.papers.forms import PicturesField

LONGEST_KEY = 40
LONGEST_TEXT = 4_000
MOST_PICTURES = 3
LINE = [Length(max=200)]
TOLD = tuple(kind for kind in TapKind if kind is not TapKind.TAKEN_BACK)
"""What an officer enters; a slip of theirs is taken back on the page itself."""


def instant(text: str | None) -> datetime | None:
    """An instant as a phone writes it, in ISO 8601; None for anything else."""
    try:
        found = datetime.fromisoformat(text or "")
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


class SentForm(BaseForm):
    """Something that may have waited in a phone: its `key` makes it one, whenever it comes in."""

    once = None
    key = HiddenField(validators=[Required(), Length(max=LONGEST_KEY)])
    tapped_at = HiddenField()
    sent_at = HiddenField()

    def moment(self, received: datetime) -> Moment:
        """When it happened, by how long it waited."""
        return moment_of(instant(self.tapped_at.data), instant(self.sent_at.data), received)


class TapForm(SentForm):
    """One press of a button. `day` belongs to taps about the weather."""

    kind = SelectField(validators=[Required()], coerce=TapKind)
    stop = StringField(validators=[Length(max=60)])
    day = DateField(validators=[Optional()])
    of_key = StringField(validators=[Length(max=LONGEST_KEY)])
    heads = IntegerField(validators=[Optional(), NumberRange(0, MOST_HEADS)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices_of(TapKind)

    def act(self, received: datetime) -> dict[str, Any]:
        """As the action takes it."""
        return {
            "key": self.key.data or "",
            "kind": self.kind.data,
            "moment": self.moment(received),
            "uid": self.stop.data or "",
            "day": self.day.data,
            "number": MORE_MINUTES if self.kind.data is TapKind.LATER else self.heads.data,
            "of_key": self.of_key.data or "",
        }


class TellForm(SentForm):
    """Tell whoever waits at a stop that the group is late."""

    stop = StringField(validators=[Required(), Length(max=60)])


class CheckForm(SentForm):
    """A delegate is at a stop, or is not after all. Sent twice it says the same; of two that do not
    fit, the one that comes in last counts."""

    stop = StringField(validators=[Required(), Length(max=60)])
    delegate = IntegerField(validators=[Required()])
    seen = SelectField(validators=[Required()], choices=["here", "missing"])


class IncidentForm(SentForm):
    """What went wrong, in a few words, with photographs."""

    kind = SelectField(_("What is it?"), [Required()], coerce=IncidentKind)
    text = TextAreaField(_("What happened?"), [Length(max=LONGEST_TEXT)], render_kw={"rows": 3})
    stop = SelectField(_("Where?"), default="")
    pictures = PicturesField(_("Photographs"), at_once=MOST_PICTURES)

    def __init__(self, *args: Any, most_megabytes: int, stops: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_megabytes = most_megabytes
        self.kind.choices = choices_of(IncidentKind)
        self.stop.choices = optional(stops, _("On the way, or elsewhere"))


class ToldForm(BaseForm):
    """How an officer learned of something, and when it happened in the city."""

    on = DateField(lazy_pgettext("day", "On"), [Required()])
    clock = WallTimeField(_("Time"), [Required()])
    channel = SelectField(_("Told"), [Required()], coerce=Channel)
    person = StringField(_("Who said so"), LINE)
    document_number = StringField(
        _("Document number"), LINE, description=_("Of an official letter.")
    )

    def __init__(self, *args: Any, zone: ZoneInfo, at: datetime, **kwargs: Any) -> None:
        self.zone, self.present = zone, at
        here = at.astimezone(zone)
        given = {"on": here.date(), "clock": here.time(), **kwargs.pop("data", {})}
        super().__init__(*args, data=given, **kwargs)
        self.channel.choices = choices_of(Channel, BY_OFFICER)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        return is_good and self.is_time_good()

    def is_time_good(self) -> bool:
        try:
            is_to_come = self.happened_at() > self.present
        except NoSuchTime:
            self.refuse("clock", gettext("The clocks skip this time on this day."))
            return False
        if is_to_come:
            self.refuse("clock", gettext("This time is still to come."))
        return not is_to_come

    def happened_at(self) -> datetime:
        """Raises NoSuchTime."""
        day: date = self.on.data
        return local(day, self.clock.data, self.zone)

    def moment(self) -> Moment:
        return Moment(self.happened_at())

    def told(self, *, by_id: int, at: datetime) -> Told:
        return Told(
            channel=self.channel.data,
            told_on=at.astimezone(self.zone).date(),
            at=at,
            by_id=by_id,
            person=self.person.data or "",
            document_number=self.document_number.data or "",
        )


class NoteTapForm(ToldForm):
    """What an escort told an officer: the staff twin of every button."""

    kind = SelectField(_("What happened"), [Required()], coerce=TapKind)
    stop = SelectField(lazy_pgettext("part of a programme", "Stop"), default="")
    number = IntegerField(
        _("Minutes or people"),
        [Optional(), NumberRange(0, MOST_HEADS)],
        description=_("How many minutes later, or how many people were counted."),
    )

    def __init__(self, *args: Any, stops: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices_of(TapKind, TOLD)
        self.stop.choices = optional(stops, _("The day as a whole"))

    def act(self) -> dict[str, Any]:
        """As the action takes it; the form's own key makes it one."""
        return {
            "key": self.once.data or "",
            "kind": self.kind.data,
            "moment": self.moment(),
            "uid": self.stop.data or "",
            "day": self.on.data,
            "number": self.number.data,
        }


class NoteIncidentForm(ToldForm):
    """An incident of which an officer was told."""

    kind = SelectField(_("What is it?"), [Required()], coerce=IncidentKind)
    text = TextAreaField(
        _("What happened?"), [Required(), Length(max=LONGEST_TEXT)], render_kw={"rows": 4}
    )
    stop = SelectField(_("Where?"), default="")
    pictures = PicturesField(_("Photographs"), at_once=MOST_PICTURES)

    def __init__(self, *args: Any, most_megabytes: int, stops: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_megabytes = most_megabytes
        self.kind.choices = choices_of(IncidentKind)
        self.stop.choices = optional(stops, _("On the way, or elsewhere"))


class EscortForm(BaseForm):
    """Who gets a link of their own: what they tap bears their name."""

    name = StringField(_("Name of the escort"), [Required(), *LINE])
    language = SelectField(_("Language"), [Required()])

    def __init__(self, *args: Any, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = list(languages)


class SettleForm(BaseForm):
    """What was done about an incident."""

    outcome = TextAreaField(_("What was done"), [Length(max=LONGEST_TEXT)], render_kw={"rows": 2})
