"""Small forms for what is done with a stop: move, copy, cancel, note the host's answer."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField
from wtforms.validators import Length

from visits.access.rules import Channel
from visits.conflicts.rules import StopStatus
from visits.itineraries import words  # noqa: F401 (names the choices)
from visits.itineraries.forms.times import TimesForm, typed_times
from visits.kit.forms import (
    BaseForm,
    Choices,
    Required,
    WallTimeField,
    choices_of,
    instant,
    number_or_none,
    optional,
)

ANSWERS = (StopStatus.CONFIRMED, StopStatus.DECLINED)
BY_OFFICER = tuple(channel for channel in Channel if channel is not Channel.LINK)
"""The ways by which an officer learns of an answer."""


class MoveForm(TimesForm):
    """Another time, or another site."""

    site_id = SelectField(_("Site"))
    host_agreed = BooleanField(
        _("The host knows of the change and agreed"),
        description=_("Otherwise a confirmed stop is asked again when its time or place changes."),
    )

    def __init__(self, *args: Any, sites: Choices = (), obj: Any = None, **kwargs: Any) -> None:
        self.sites = sites
        self.length: timedelta = obj.ends - obj.starts
        super().__init__(*args, obj=obj, **kwargs)
        self.site_id.choices = optional(sites, _("As it is"))

    def process(
        self, formdata: Any = None, obj: Any = None, data: Any = None, **kwargs: Any
    ) -> None:
        given = {"site_id": "", **typed_times(obj.starts, obj.ends, self.zone)}
        super().process(formdata, None, data={**given, **(data or {})}, **kwargs)

    def opened_by(self, row: Any) -> "MoveForm":
        return type(self)(formdata=None, obj=row, zone=self.zone, sites=self.sites)

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


class AnswerForm(BaseForm):
    """What a host told an officer, and how."""

    said = RadioField(_("Answer"), [Required()])
    channel = SelectField(_("Told"), [Required()])
    person = StringField(_("Who said so"), [Length(max=200)])
    told_on = DateField(lazy_pgettext("day", "On"), [Required()])
    document_number = StringField(
        _("Document number"), [Length(max=200)], description=_("Of an official letter.")
    )
    note = StringField(_("Note"), [Length(max=200)])

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, data={"told_on": today}, **kwargs)
        self.said.choices = choices_of(StopStatus, ANSWERS)
        self.channel.choices = choices_of(Channel, BY_OFFICER)


class OverrideForm(BaseForm):
    """Why the programme goes on over a finding."""

    reason = StringField(
        _("Reason"),
        [Required(), Length(max=200)],
        description=_("It is printed on the run sheet and kept with the release."),
    )
