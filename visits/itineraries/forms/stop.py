"""The form of a stop, with who and what serves there. What can be chosen is handed in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Form,
    FormField,
    IntegerField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional

from visits.conflicts.rules import Mode, Role, StopKind
from visits.itineraries import words  # noqa: F401 (names the choices)
from visits.itineraries.forms.times import TimesForm, typed_times
from visits.itineraries.rules import Duty, StopMove, StopValues, Visibility, usual_minutes
from visits.kit.forms import (
    CheckBoxes,
    Choices,
    Required,
    TranslatedField,
    choices,
    choices_of,
    edit_rows,
    number_or_none,
    optional,
)
from visits.kit.rows import Rows
from visits.kit.translated import Translated

MOST_PEOPLE = 2_000
MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class SiteOption:
    """A site to choose: how it is called in every language, and how long a visit usually takes."""

    name: Translated
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What the form lets one choose from."""

    zone: ZoneInfo
    sites: Choices = ()
    options: Mapping[int, SiteOption] = field(default_factory=dict)
    rooms: Choices = ()
    parties: Choices = ()
    people: Choices = ()
    vehicles: Choices = ()
    languages: Choices = ()
    moves: Choices = ()
    """The first is how the stop stands; the others are moves from there."""


class PersonLine(Form):
    """Somebody of ours who serves at the stop."""

    person_id = SelectField(_("Person"))
    role = SelectField(_("Does what"), default=Role.ESCORTS.value)


class VehicleLine(Form):
    """A vehicle of ours."""

    vehicle_id = SelectField(_("Vehicle"))


class StopForm(TimesForm):
    """Everything about a stop on one page."""

    kind = SelectField(_("Kind"), [Required()], default=StopKind.SITE_VISIT.value)
    title = TranslatedField(
        _("Title"), description=_("Empty: the name of the site, in all its languages.")
    )
    site_id = SelectField(_("Site"))
    space_id = SelectField(_("Room"))
    place = TranslatedField(
        _("Place in words"), description=_("Where no site of the register is: a hotel, a park.")
    )
    end_site_id = SelectField(
        _("Ends at"), description=_("For a transfer or a ride: where it arrives.")
    )
    end_place = TranslatedField(_("Ends at, in words"))
    mode = SelectField(
        _("How they get there"), description=_("From the stop before; of a transfer, how it goes.")
    )
    party_id = SelectField(_("Who takes part"))
    headcount = IntegerField(
        _("Number of people"),
        [Optional(), NumberRange(1, MOST_PEOPLE)],
        description=_("Empty: everybody of the party."),
    )
    languages = CheckBoxes(
        _("Languages"), description=_("None ticked: the languages of the delegation.")
    )
    move = SelectField(_("Status"))
    host_agreed = BooleanField(
        _("The host knows of the change and agreed"),
        description=_("Otherwise a confirmed stop is asked again when its time or place changes."),
    )
    people_agreed = BooleanField(
        _("Those of ours who serve know of the change and agreed"),
        description=_("Otherwise they are asked again when its time or place changes."),
    )
    visibility = SelectField(_("Visible to"), [Required()], default=Visibility.GUESTS.value)
    public_note = TranslatedField(_("Note for guests"), lines=3, longest=1000)
    internal_note = TextAreaField(_("Internal note"), [Length(max=4000)])
    is_pinned = BooleanField(_("Pinned: this stop is not to be moved"))
    people = Rows(FormField(PersonLine), _("People of ours"), max_entries=MOST_ROWS)
    vehicles = Rows(FormField(VehicleLine), _("Vehicles of ours"), max_entries=MOST_ROWS)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(*args, zone=offered.zone, **kwargs)
        self.kind.choices = choices_of(StopKind)
        self.mode.choices = optional(choices_of(Mode), _("Not said"))
        self.visibility.choices = choices_of(Visibility)
        self.site_id.choices = optional(offered.sites, _("No site of the register"))
        self.end_site_id.choices = optional(offered.sites, _("Where it begins"))
        self.space_id.choices = optional(offered.rooms, _("No room in particular"))
        self.party_id.choices = optional(offered.parties, _("Everybody"))
        self.languages.choices = list(offered.languages)
        self.move.choices = list(offered.moves)
        self.offer_rows()

    def offer_rows(self) -> None:
        """Every row of people and vehicles offers the same."""
        for entry in self.people.shown():
            entry.form.person_id.choices = optional(self.offered.people)
            entry.form.role.choices = choices_of(Role)
        for entry in self.vehicles.shown():
            entry.form.vehicle_id.choices = optional(self.offered.vehicles)

    def mark_busy(self, people: Collection[int], vehicles: Collection[int]) -> None:
        """Say so beside the names of those who are busy at the time of the stop."""
        self.offered = replace(
            self.offered,
            people=marked(self.offered.people, people),
            vehicles=marked(self.offered.vehicles, vehicles),
        )
        self.offer_rows()

    def is_about_rows(self) -> bool:
        """Was a row added or removed? Then nothing is saved yet."""
        pressed = [edit_rows(rows) for rows in (self.people, self.vehicles)]
        self.offer_rows()
        return any(pressed)

    def process(
        self, formdata: Any = None, obj: Any = None, data: Any = None, **kwargs: Any
    ) -> None:
        given = typed(obj, self.offered.zone) if obj is not None else {}
        super().process(formdata, None, data={**given, **(data or {})}, **kwargs)

    def opened_by(self, row: Any) -> "StopForm":
        return type(self)(formdata=None, obj=row, offered=self.offered)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        if not self.title.data and not self.site_id.data:
            self.refuse("title", _("Enter a title, or choose a site."))
            return False
        return is_good

    @property
    def site(self) -> SiteOption | None:
        number = number_or_none(self.site_id.data)
        return None if number is None else self.offered.options.get(number)

    def usual_length(self) -> timedelta:
        """The site's typical visit, else what stops of this kind usually take."""
        minutes = self.site.minutes if self.site else None
        return timedelta(minutes=usual_minutes(StopKind(self.kind.data), minutes))

    def values(self) -> StopValues:
        """What the form says of the stop; only after it was found valid."""
        starts, ends = self.span()
        return StopValues(
            kind=StopKind(self.kind.data),
            title=self.title.data or (self.site.name if self.site else Translated()),
            starts=starts,
            ends=ends,
            public_note=self.public_note.data,
            internal_note=self.internal_note.data or "",
            site_id=number_or_none(self.site_id.data),
            space_id=number_or_none(self.space_id.data),
            place=self.place.data,
            end_site_id=number_or_none(self.end_site_id.data),
            end_place=self.end_place.data,
            is_pinned=bool(self.is_pinned.data),
            party_id=number_or_none(self.party_id.data),
            headcount=self.headcount.data,
            languages=self.languages.data,
            visibility=Visibility(self.visibility.data),
            mode=Mode(self.mode.data) if self.mode.data else None,
        )

    def duties(self) -> tuple[Duty, ...]:
        """Who and what serves, each once; rows in which nobody is chosen are left out."""
        people = (
            Duty(Role(entry.form.role.data), person_id=number)
            for entry in self.people
            if (number := number_or_none(entry.form.person_id.data)) is not None
        )
        vehicles = (
            Duty(Role.DRIVES, vehicle_id=number)
            for entry in self.vehicles
            if (number := number_or_none(entry.form.vehicle_id.data)) is not None
        )
        return tuple(dict.fromkeys((*people, *vehicles)))

    def wanted_move(self) -> StopMove | None:
        return StopMove(self.move.data) if self.move.data else None


def typed(stop: Any, zone: ZoneInfo) -> dict[str, Any]:
    """A stop as the fields of its form say it."""
    return {
        **typed_times(stop.starts, stop.ends, zone),
        "kind": stop.kind.value,
        "title": stop.title,
        "site_id": chosen(stop.site_id),
        "space_id": chosen(stop.space_id),
        "place": stop.place,
        "end_site_id": chosen(stop.end_site_id),
        "end_place": stop.end_place,
        "mode": stop.mode.value if stop.mode else "",
        "party_id": chosen(stop.party_id),
        "headcount": stop.headcount,
        "languages": stop.languages,
        "move": "",
        "visibility": stop.visibility.value,
        "public_note": stop.public_note,
        "internal_note": stop.internal_note,
        "is_pinned": stop.is_pinned,
        "people": [
            {"person_id": chosen(one.person_id), "role": one.role.value}
            for one in stop.assignments
            if one.person_id is not None
        ],
        "vehicles": [
            {"vehicle_id": chosen(one.vehicle_id)}
            for one in stop.assignments
            if one.vehicle_id is not None
        ],
    }


def marked(offered: Choices, busy: Collection[int]) -> Choices:
    note = gettext("busy at this time")
    return choices(
        (one.value, f"{one.label} · {note}" if int(one.value) in busy else one.label)
        for one in offered
    )


def chosen(number: int | None) -> str:
    return "" if number is None else str(number)
