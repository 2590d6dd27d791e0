"""Small forms for what is done with a stop: move, copy, cancel, override."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField
from wtforms.validators import Length

from visits.conflicts.rules import Assignment, Role, StopKind
from visits.conflicts.rules.mending import NEW, Change
from visits.itineraries.forms.times import TimesForm, typed_times
from visits.itineraries.titles import USUAL_TITLES
from visits.kit.asked import read_id
from visits.kit.errors import NotThere
from visits.kit.forms import (
    BaseForm,
    Choices,
    Required,
    WallTimeField,
    instant,
    number_or_none,
    optional,
)
from visits.kit.interval import Interval


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


class MendForm(BaseForm):
    """One button that makes a change which was tried out: everything in it is hidden."""

    stop = HiddenField()
    starts = HiddenField()
    ends = HiddenField()
    kind = HiddenField()
    role = HiddenField()
    take_person = HiddenField()
    take_vehicle = HiddenField()
    off_person = HiddenField()
    off_vehicle = HiddenField()

    def change(self) -> Change:
        """What is to be changed. Raises NotThere for what no page of ours has written."""
        try:
            change = Change(
                stop=self.stop.data or NEW,
                when=self.when(),
                kind=StopKind(self.kind.data) if self.kind.data else None,
                take=self.service("take"),
                off=self.service("off"),
            )
        except ValueError as error:
            raise NotThere("change") from error
        if change.stop == NEW and (change.kind not in USUAL_TITLES or change.when is None):
            raise NotThere("change")
        return change

    def when(self) -> Interval | None:
        if not (self.starts.data and self.ends.data):
            return None
        return Interval(*(datetime.fromisoformat(one.data) for one in (self.starts, self.ends)))

    def service(self, name: str) -> Assignment | None:
        """Who or what comes or leaves."""
        person = read_id(self[f"{name}_person"].data or "")
        vehicle = read_id(self[f"{name}_vehicle"].data or "")
        if (person is None) is (vehicle is None):
            return None
        return Assignment(Role(self.role.data), person=person, vehicle=vehicle)


class OverrideForm(BaseForm):
    """Why the programme goes on over a finding."""

    reason = StringField(
        _("Reason"),
        [Required(), Length(max=200)],
        description=_("It is printed on the run sheet and kept with the release."),
    )
