"""Small forms for what is done with a stop: move, copy, cancel, override."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.validators import Length

from visits.itineraries.forms.times import TimesForm, typed_times
from visits.kit.forms import (
    BaseForm,
    Choices,
    Required,
    WallTimeField,
    instant,
    number_or_none,
    optional,
)


class MoveForm(TimesForm):
    """Another time, or another site."""

    site_id = SelectField(_("Site"))
    host_agreed = BooleanField(
        _("The host knows of the change and agreed"),
        description=_("Otherwise a confirmed stop is asked again when its time or place changes."),
    )
    people_agreed = BooleanField(
        _("Those of ours who serve know of the change and agreed"),
        description=_("Otherwise they are asked again when its time or place changes."),
    )

    def __init__(self, *args: Any, sites: Choices = (), obj: Any = None, **kwargs: Any) -> None:
        self.sites = sites
        self.length: timedelta = obj.ends - obj.starts
        super().__init__(*args, obj=obj, **kwargs)
        self.site_id.choices = optional(sites, _("As it is"))

    def process(
        self, formdata: Any = None, obj: Any = None, data: Any = None, **kwargs: Any
    ) -> None:
        """The end stays open, so that whoever changes the start alone does not change the length."""
        begins = {"ends": None, "ends_next_day": False}
        given = {"site_id": "", **typed_times(obj.starts, obj.ends, self.zone), **begins}
        super().process(formdata, None, data={**given, **(data or {})}, **kwargs)

    def opened_by(self, row: Any) -> "MoveForm":
        """With the end, which the form leaves open: two versions are told apart by it."""
        times = typed_times(row.starts, row.ends, self.zone)
        return type(self)(formdata=None, obj=row, data=times, zone=self.zone, sites=self.sites)

    def usual_length(self) -> timedelta:
        """As long as before."""
        return self.length

    def chosen_site(self) -> int | None:
        return number_or_none(self.site_id.data)


class CopyForm(BaseForm):
    """When the copy begins."""

    day = DateField(_("Day"), [Required()])
    starts = WallTimeField(_("Start"), [Required()])

    def begins(self, zone: ZoneInfo) -> datetime:
        return instant(self.day.data, self.starts.data, zone)


class CancelForm(BaseForm):
    """Why it does not take place."""

    reason = StringField(
        _("Reason"),
        [Required(), Length(max=200)],
        description=_("For the office: guests and hosts learn only that it is cancelled."),
    )


class OverrideForm(BaseForm):
    """Why the programme goes on over a finding."""

    reason = StringField(
        _("Reason"),
        [Required(), Length(max=200)],
        description=_("It is printed on the run sheet and kept with the release."),
    )
