"""What a gesture on the board says: sent by scripts, and by plain buttons where there are none."""

from datetime import date, datetime, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, SelectField, StringField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from visits.board.rules import OWN, Lane, read_lane
from visits.kit.asked import YEARS
from visits.kit.forms import (
    BaseForm,
    CheckBoxes,
    Choices,
    Required,
    VersionedForm,
    instant,
    optional,
)


class MomentField(Field):
    """A wall time of the city, `2026-11-24T14:00`; its `at` is the instant once it was validated."""

    widget = HiddenInput()
    data: datetime | None

    def process_formdata(self, valuelist: Any) -> None:
        self.data = None
        if valuelist and valuelist[0]:
            try:
                written = datetime.fromisoformat(valuelist[0])
            except ValueError as error:
                raise ValueError(gettext("Enter a time such as 14:30.")) from error
            self.data = written.replace(tzinfo=None)

    def _value(self) -> str:
        return f"{self.data:%Y-%m-%dT%H:%M}" if self.data else ""


class LaneField(Field):
    """A lane by its key; the delegation's own where none is said."""

    widget = HiddenInput()
    data: Lane

    def process_data(self, value: Any) -> None:
        self.data = value or OWN

    def process_formdata(self, valuelist: Any) -> None:
        found = read_lane(valuelist[0]) if valuelist and valuelist[0] else OWN
        if found is None:
            raise ValueError(gettext("This can no longer be planned: load the board again."))
        self.data = found

    def _value(self) -> str:
        return self.data.key


class GestureForm(BaseForm):
    """Whatever is done at a time of the city."""

    keeps: ClassVar[bool] = True

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        super().__init__(*args, **kwargs)

    def moment(self, field: MomentField) -> datetime:
        """The instant. Raises ValidationError for a time that the clocks skip."""
        if field.data is None:
            raise ValidationError(gettext("Enter a time such as 14:30."))
        day, clock = date(*field.data.timetuple()[:3]), time(field.data.hour, field.data.minute)
        if day.year not in YEARS:
            raise ValidationError(gettext("Enter a day of the years 2000 to 2199."))
        return instant(day, clock, self.zone)

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        for field in self:
            if isinstance(field, MomentField) and field.data is not None:
                try:
                    self.moment(field)
                except ValidationError as error:
                    self.refuse(field.name, str(error))
                    return False
        return True


class DropForm(GestureForm):
    """A stop is dropped or stretched: from when until when, out of which lane into which."""

    seen = HiddenField()
    starts = MomentField("", [Required()])
    ends = MomentField("", [Required()])
    came = LaneField()
    goes = LaneField()

    def span(self) -> tuple[datetime, datetime]:
        return self.moment(self.starts), self.moment(self.ends)


class PlaceForm(GestureForm):
    """Something out of the tray is put down: a site (`site-3`) or a typical stop by its key."""

    what = StringField("", [Required()])
    starts = MomentField("", [Required()])
    goes = LaneField()


class CopyForm(GestureForm):
    """Where the copy begins; behind the stop itself when nothing is said."""

    starts = MomentField("", [Optional()])


class SeenForm(BaseForm):
    """A gesture without a time: `seen` is the version of the stop that the officer looked at."""

    seen = HiddenField()


class SplitForm(VersionedForm):
    """Which subgroup keeps the stop, and which gets one of its own."""

    first = SelectField(_("This stop is for"), [Required()])
    second = SelectField(_("A stop like it, still an idea, is for"), [Required()])

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        self.parties = parties
        super().__init__(*args, **kwargs)
        self.first.choices = optional(parties)
        self.second.choices = optional(parties)

    def opened_by(self, row: Any) -> "SplitForm":
        return type(self)(formdata=None, obj=row, parties=self.parties)


class GroupsForm(VersionedForm):
    """Who stays with the stop, where there are no two subgroups yet; the others go on apart."""

    first = CheckBoxes(_("This stop is for"))

    def __init__(self, *args: Any, delegates: Choices, **kwargs: Any) -> None:
        self.delegates = delegates
        super().__init__(*args, **kwargs)
        self.first.choices = list(delegates)

    def opened_by(self, row: Any) -> "GroupsForm":
        return type(self)(formdata=None, obj=row, delegates=self.delegates)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        if 0 < len(self.first.data or ()) < len(self.delegates):
            return is_good
        self.refuse(
            "first", gettext("Tick some of the delegates, and leave some for the other group.")
        )
        return False
