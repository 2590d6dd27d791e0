"""Forms for what a host says: by link, and the same entered by an officer."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional

from visits.access.rules import BY_OFFICER, Channel
from visits.hosting import words  # noqa: F401 (names the choices)
from visits.hosting.rules import Reply, Told
from visits.itineraries.rules import Consent, Said
from visits.itineraries.words import FIELD_OF_REASON
from visits.kit.clock import NoSuchTime, local, now
from visits.kit.errors import Refused
from visits.kit.forms import BaseForm, Lines, Required, WallTimeField, choices_of, refuse_row
from visits.kit.rows import Rows
from visits.kit.words import REASONS
from visits.languages import dates
from visits.languages.routing import interface_language

MOST_TIMES = 5
LONGEST_NOTE = 1000


class TimeLine(Lines):
    """A time that the host proposes; without an end it is as long as what was asked."""

    day = DateField(_("Day"), [Optional()])
    starts = WallTimeField(_("Start"), [Optional()])
    ends = WallTimeField(_("End"), [Optional()])


class ReplyForm(BaseForm):
    """What a host says to a request. Which fields are shown depends on what is said."""

    times = Rows(FormField(TimeLine), label=_("Times"), min_entries=1, max_entries=MOST_TIMES)
    most_people = IntegerField(_("At most how many people"), [Optional(), NumberRange(min=1)])
    docent = StringField(_("Who guides the group"), [Length(max=200)])
    note = TextAreaField(_("Anything else we should know"), [Length(max=LONGEST_NOTE)])

    def __init__(
        self,
        *args: Any,
        zone: ZoneInfo,
        length: timedelta,
        here: tuple[date, date],
        said: Said | None = None,
        **kwargs: Any,
    ) -> None:
        """*here* are the first and the last day of the visit, *length* how long was asked for."""
        self.zone, self.length, self.here, self.is_about = zone, length, here, said
        super().__init__(*args, **kwargs)
        if said is Said.DECLINED:
            self.note.label.text = _("Why it is not possible")
        if said is Said.CONDITIONS:
            self.note.label.text = _("Your conditions")

    def what_is_said(self) -> Said | None:
        return self.is_about

    def validate(self, extra_validators: Any = None) -> bool:
        return bool(super().validate(extra_validators)) and self.is_reply_good()

    def is_reply_good(self) -> bool:
        said = self.what_is_said()
        try:
            self.reply()
        except NoSuchTime:
            self.say(_("The clocks skip this time on that day."), "times")
        except Refused as error:
            self.say(REASONS[error.reason], FIELD_OF_REASON.get(error.reason, "times"))
        else:
            self.refuse_times_without_them()
        if said is Said.DECLINED and not self.note.data:
            self.refuse("note", _("Say briefly why."))
        return not self.errors

    def refuse_times_without_them(self) -> None:
        """A time that is over, or on a day on which the delegation is not here."""
        first, last = self.here
        for row in self.times:
            day, starts = row.form.day.data, row.form.starts.data
            if day is None or starts is None or self.what_is_said() is not Said.PROPOSED:
                continue
            if not first <= day <= last:
                days = dates.days(first, last, interface_language().tag)
                refuse_row(
                    self.times, row.form.day, gettext("The delegation is here: %(days)s", days=days)
                )
            elif local(day, starts, self.zone) < now():
                refuse_row(self.times, row.form.starts, gettext("This time is over."))

    def say(self, message: Any, name: str) -> None:
        """At the field, or at the rows of times as a whole."""
        self.refuse(name if name in self else "times", message)

    def reply(self) -> Reply:
        """Raises Refused for what says nothing, NoSuchTime for a time that the clocks skip."""
        said = self.what_is_said()
        if said is None:
            raise Refused("request_over")
        return Reply(
            said=said,
            note=self.note.data or "",
            docent=self.docent.data or "" if said is Said.CONFIRMED else "",
            most_people=self.most_people.data if said is Said.LIMITED else None,
            times=self.proposed() if said is Said.PROPOSED else (),
        ).checked()

    def proposed(self) -> tuple[tuple[datetime, datetime], ...]:
        """The rows with a day and a start, as instants."""
        return tuple(
            self.span(row.form)
            for row in self.times
            if row.form.day.data and row.form.starts.data is not None
        )

    def span(self, row: Any) -> tuple[datetime, datetime]:
        starts = local(row.day.data, row.starts.data, self.zone)
        if row.ends.data is None:
            return starts, starts + self.length
        return starts, local(row.day.data, row.ends.data, self.zone)


class HowTold:
    """How an officer learned of an answer: what every staff twin here asks."""

    channel = SelectField(_("Told"), [Required()])
    person = StringField(_("Who said so"), [Length(max=200)])
    told_on = DateField(lazy_pgettext("day", "On"), [Required()])
    document_number = StringField(
        _("Document number"), [Length(max=200)], description=_("Of an official letter.")
    )

    def told(self) -> Told:
        return Told(
            channel=Channel(self.channel.data),
            on=self.told_on.data,
            person=self.person.data or "",
            document_number=self.document_number.data or "",
        )


class NoteAnswerForm(HowTold, ReplyForm):
    """The same, told to an officer, and how: the staff twin of every reply by link."""

    said = RadioField(_("Answer"), [Required()])
    seen = HiddenField()

    def __init__(self, *args: Any, today: date, offered: tuple[Said, ...], **kwargs: Any) -> None:
        super().__init__(*args, data={"told_on": today}, **kwargs)
        self.said.choices = choices_of(Said, offered)
        self.channel.choices = choices_of(Channel, BY_OFFICER)

    def what_is_said(self) -> Said | None:
        return Said(self.said.data) if self.said.data in set(Said) else None


class SayOfDutyForm(BaseForm):
    """Yes or no to an assignment, with why not."""

    note = StringField(_("Why not, if you like to say"), [Length(max=200)])


class NoteDutyForm(HowTold, BaseForm):
    """What somebody of ours said to serving, told to an officer."""

    said = RadioField(_("Answer"), [Required()], coerce=Consent)
    note = StringField(_("Why, if they said so"), [Length(max=200)])

    def __init__(self, *args: Any, today: date, person: str, **kwargs: Any) -> None:
        super().__init__(*args, data={"told_on": today, "person": person}, **kwargs)
        self.said.choices = choices_of(Consent, (Consent.CONSENTED, Consent.DECLINED))
        self.channel.choices = choices_of(Channel, BY_OFFICER)
