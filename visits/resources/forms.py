"""Forms of people and vehicles. Choices that come from rows are handed in."""

from functools import partial
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    EmailField,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.core import UnboundField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from visits.kit.forms import (
    CheckBoxes,
    Choices,
    EmailAddress,
    FilterForm,
    Lines,
    PhoneNumber,
    Required,
    TranslatedField,
    VersionedForm,
    choices_of,
    number_or_none,
    optional,
    refuse_row,
)
from visits.kit.phones import shown_phone
from visits.kit.rows import Rows
from visits.kit.spans import SpanForm
from visits.resources import words  # noqa: F401 (names the choices)
from visits.resources.rules import InterpretingMode, Proficiency, Skill, plate_of

MOST_PAIRS, MOST_SEATS, LAST_RANK = 30, 100, 100


class PersonForm(VersionedForm):
    """One of ours; language pairs and unavailability have pages of their own."""

    name = TranslatedField(_("Name"), required=True)
    position = TranslatedField(_("Position"))
    department = StringField(_("Department"), [Length(max=200)])
    skills = CheckBoxes(_("What they do"), [Required()])
    email = EmailField(_("E-mail address"), [Length(max=200), EmailAddress()])
    phone = TelField(_("Telephone"), [Length(max=40), PhoneNumber()])
    rank_order = IntegerField(
        _("Rank"),
        [Required(), NumberRange(1, LAST_RANK)],
        default=LAST_RANK,
        description=_("Receiving officials in order: 1 is the mayor, 100 whoever has no rank."),
    )
    diary_office = StringField(
        _("Office that keeps the diary"),
        [Length(max=200)],
        description=_("It is asked for a time; the diary itself is never shown."),
    )
    daily_hours = IntegerField(_("Most interpreting a day"), [Optional(), NumberRange(1, 12)])
    user_id = SelectField(
        _("Account"),
        description=_("Who has an account sees their own assignments after signing in."),
    )
    notes = TextAreaField(_("Internal notes"), [Length(max=4000)])

    def __init__(self, *args: Any, users: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = users
        self.skills.choices = choices_of(Skill)
        self.user_id.choices = optional(users, _("No account"))

    def read(self, row: Any) -> None:
        self.phone.data = shown_phone(row.phone)

    def opened_by(self, row: Any) -> "PersonForm":
        return type(self)(formdata=None, obj=row, users=self.users)

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {**given, "user_id": number_or_none(given["user_id"])}


class PairLines(Lines):
    """Two languages between which a person interprets, both ways."""

    first = SelectField(_("First language"), [Required()])
    second = SelectField(_("Second language"), [Required()])
    mode = SelectField(_("Mode"), [Required()], coerce=InterpretingMode)
    level = SelectField(_("Level"), [Required()], coerce=Proficiency, default=Proficiency.FLUENT)

    def __init__(self, *args: Any, languages: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first.choices = optional(languages, _("Choose a language"))
        self.second.choices = optional(languages, _("Choose a language"))
        self.mode.choices = choices_of(InterpretingMode)
        self.level.choices = choices_of(Proficiency)


class PairsForm(VersionedForm):
    """All pairs of a person at once."""

    pairs = Rows(FormField(PairLines), _("Language pairs"), max_entries=MOST_PAIRS)

    def __init__(self, *args: Any, languages: Choices, **kwargs: Any) -> None:
        self.languages = languages
        super().__init__(*args, **kwargs)

    def process(self, formdata: Any = None, obj: Any = None, **kwargs: Any) -> None:
        """Rows are given their choices before they are made."""
        lines = partial(PairLines, languages=self.languages)
        self.pairs.unbound_field = UnboundField(FormField, lines)
        super().process(formdata, obj, **kwargs)

    def opened_by(self, row: Any) -> "PairsForm":
        return type(self)(formdata=None, obj=row, languages=self.languages)

    def validate(self, extra_validators: Any = None) -> bool:
        return bool(super().validate(extra_validators)) and self.has_each_pair_once()

    def has_each_pair_once(self) -> bool:
        """Two different languages in each row, and no two rows alike in either order."""
        seen = set()
        for row in (entry.form for entry in self.pairs):
            pair = (frozenset({row.first.data, row.second.data}), row.mode.data)
            if row.first.data == row.second.data:
                refuse_row(self.pairs, row.second, gettext("Choose two different languages."))
            elif pair in seen:
                refuse_row(self.pairs, row.second, gettext("This pair is named above already."))
            seen.add(pair)
        return not self.pairs.errors


class VehicleForm(VersionedForm):
    """A vehicle of the city or one that it charters."""

    name = TranslatedField(_("Name"), required=True)
    plate = StringField(_("Number plate"), [Required(), Length(max=40)])
    seats = IntegerField(
        _("Seats"),
        [Required(), NumberRange(1, MOST_SEATS)],
        description=_("For passengers, without the driver's."),
    )
    has_wheelchair_place = BooleanField(_("Place for a wheelchair"))
    driver_id = SelectField(_("Driver"))
    notes = TextAreaField(_("Internal notes"), [Length(max=4000)])

    def __init__(self, *args: Any, drivers: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drivers = drivers
        self.driver_id.choices = optional(drivers, _("No driver of ours"))

    def opened_by(self, row: Any) -> "VehicleForm":
        return type(self)(formdata=None, obj=row, drivers=self.drivers)

    def validate_plate(self, field: Any) -> None:
        if not plate_of(field.data):
            raise ValidationError(gettext("Enter the letters and digits of the plate."))

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {
            **given,
            "plate": plate_of(given["plate"]),
            "driver_id": number_or_none(given["driver_id"]),
        }


class UnavailabilityForm(SpanForm):
    """When a person or a vehicle cannot serve."""

    reason = StringField(
        _("Reason"), [Length(max=200)], description=_("Seen by those who plan, by nobody else.")
    )


class PersonFilter(FilterForm):
    """What the list of people shows."""

    words = StringField(_("Name or department"))
    skill = SelectField(_("What they do"))
    language = SelectField(_("Interprets"))
    retired = BooleanField(_("No longer in service"))

    def __init__(self, *args: Any, languages: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skill.choices = optional(choices_of(Skill), _("All"))
        self.language.choices = optional(languages, _("Any language"))


class VehicleFilter(FilterForm):
    """What the list of vehicles shows."""

    words = StringField(_("Name or number plate"))
    seats = IntegerField(_("Seats at least"), [Optional()])
    retired = BooleanField(_("No longer in service"))
