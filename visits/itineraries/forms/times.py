"""When something takes place, as officers type it: a day and wall times of the city."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField
from wtforms.validators import Optional, ValidationError

from visits.kit.forms import Required, VersionedForm, WallTimeField, instant


class TimesForm(VersionedForm):
    """A span that begins on a day; without an end it gets the usual length."""

    day = DateField(_("Day"), [Required()])
    starts = WallTimeField(_("Start"), [Required()])
    ends = WallTimeField(_("End"), [Optional()])
    ends_next_day = BooleanField(_("Ends on the next day"))

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        super().__init__(*args, **kwargs)

    def usual_length(self) -> timedelta:
        """How long it takes when nobody says so."""
        raise NotImplementedError

    def span(self) -> tuple[datetime, datetime]:
        """Start and end as instants. Raises ValidationError for a time that the clocks skip."""
        starts = instant(self.day.data, self.starts.data, self.zone)
        if self.ends.data is None:
            return starts, starts + self.usual_length()
        day = self.day.data + timedelta(days=1) if self.ends_next_day.data else self.day.data
        return starts, instant(day, self.ends.data, self.zone)

    def typed_span(self) -> tuple[datetime, datetime] | None:
        """The span as far as it can be read, before anything is validated."""
        if not self.day.data or not self.starts.data or self.ends.errors:
            return None
        try:
            starts, ends = self.span()
        except ValueError:
            return None
        return (starts, ends) if starts < ends else None

    def validate(self, extra_validators: Any = None) -> bool:
        return bool(super().validate(extra_validators)) and self.is_span_good()

    def is_span_good(self) -> bool:
        try:
            starts, ends = self.span()
        except ValidationError as error:
            self.refuse("starts", str(error))
            return False
        if ends <= starts:
            self.refuse(
                "ends", _("The end lies before the start. Does it end on the next day? Say so.")
            )
            return False
        if ends - starts > timedelta(hours=24):
            self.refuse("ends", _("A stop lasts 24 hours at most."))
            return False
        return True


def typed_times(starts: datetime, ends: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """A span as the fields of the form say it."""
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    return {
        "day": first.date(),
        "starts": first.time(),
        "ends": last.time(),
        "ends_next_day": last.date() > first.date(),
    }
