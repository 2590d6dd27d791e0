"""Forms of sites. Choices that come from rows are handed in."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    EmailField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.core import UnboundField
from wtforms.validators import Length, NumberRange, Optional

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
    WallTimeField,
    WordsField,
    choices,
    choices_of,
    number_or_none,
    optional,
)
from visits.kit.phones import shown_phone
from visits.kit.rows import Rows
from visits.kit.spans import SpanForm
from visits.kit.words import label
from visits.sites import words
from visits.sites.rules import (
    SERVABLE,
    Category,
    ClosureKind,
    ContactChannel,
    ContactRole,
    Exposure,
    IdentityField,
    QuotaPeriod,
    Security,
    TravelSource,
)

WEEKDAYS = choices(
    (
        ("1", _("Monday")),
        ("2", _("Tuesday")),
        ("3", _("Wednesday")),
        ("4", _("Thursday")),
        ("5", _("Friday")),
        ("6", _("Saturday")),
        ("7", _("Sunday")),
    )
)
MOST_PEOPLE, MOST_MINUTES, MOST_DAYS = 2_000, 1_440, 365


class SiteForm(VersionedForm):
    """Everything about a site that fits one page; windows and contacts have pages of their own."""

    name = TranslatedField(_("Name"), required=True)
    category = SelectField(_("Category"), [Required()])
    summary = TranslatedField(_("In one sentence"), lines=2, longest=300)
    description = TranslatedField(_("Description"), lines=5, longest=4000)
    themes = WordsField(
        _("Themes"),
        known=words.THEMES,
        description=_("Separated by commas, such as smart city, water."),
    )
    address_ko = StringField(
        _("Address in Korean"), [Length(max=200)], description=_("Guests show it to the driver.")
    )
    address_roman = StringField(_("Address in Latin letters"), [Length(max=200)])
    lat = DecimalField(_("Latitude"), [Required(), NumberRange(-90, 90)], places=6)
    lng = DecimalField(_("Longitude"), [Required(), NumberRange(-180, 180)], places=6)
    is_elsewhere = BooleanField(_("Beyond the city"))
    exposure = SelectField(_("Shown to the public"), [Required()])
    entrance_note = TranslatedField(_("How to get in"), lines=2, longest=500)
    drop_off = StringField(_("Drop-off point"), [Length(max=200)])
    max_group = IntegerField(_("Most people per round"), [Required(), NumberRange(1, MOST_PEOPLE)])
    min_group = IntegerField(
        _("Fewest people"), [Required(), NumberRange(1, MOST_PEOPLE)], default=1
    )
    concurrent_groups = IntegerField(
        _("Groups at the same time"), [Required(), NumberRange(1, 50)], default=1
    )
    minutes_min = IntegerField(_("Shortest visit"), [Required(), NumberRange(1, MOST_MINUTES)])
    minutes_typical = IntegerField(_("Usual visit"), [Required(), NumberRange(1, MOST_MINUTES)])
    minutes_max = IntegerField(_("Longest visit"), [Required(), NumberRange(1, MOST_MINUTES)])
    lead_days = IntegerField(_("Notice needed"), [NumberRange(0, MOST_DAYS)], default=10)
    quota = IntegerField(
        _("Groups received"),
        [Optional(), NumberRange(1, 1_000)],
        description=_("Empty: as many as come."),
    )
    quota_period = SelectField(_("counted by"), default=QuotaPeriod.MONTH, coerce=QuotaPeriod)
    serves = CheckBoxes(
        _("Meals it can serve"),
        description=_("What a restaurant or kitchen says that it can put on the plate."),
    )
    photo_policy = TranslatedField(_("Photos and devices"), lines=2, longest=300)
    is_accessible = BooleanField(_("Accessible with a wheelchair"), default=True)
    has_prayer_room = BooleanField(_("Prayer room"))
    is_outdoor = BooleanField(_("Outdoors"))
    has_bus_parking = BooleanField(_("Parking for a bus"), default=True)
    security = SelectField(_("Security"), [Required()])
    identity_fields = CheckBoxes(_("What the list must hold"))
    list_due_days = IntegerField(_("List due before"), [NumberRange(0, 60)], default=3)
    end_site_id = SelectField(
        _("Ends at another site"), description=_("For a ride, say: where it sets its guests down.")
    )
    closed_on_holidays = BooleanField(_("Closed on public holidays"), default=True)
    closed_weekdays = CheckBoxes(_("Closed every week on"), choices=WEEKDAYS)
    is_closed_at_lunch = BooleanField(_("Closed from 12:00 to 13:00"))
    is_public = BooleanField(_("Shown in the public catalogue"), default=True)
    letter_recipient = StringField(_("Official letters to"), [Length(max=200)])
    letter_via = StringField(_("By way of"), [Length(max=200)])
    letter_reference = StringField(_("For the attention of"), [Length(max=200)])
    notes = TextAreaField(_("Internal notes"), [Length(max=4000)])

    def __init__(self, *args: Any, ends: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends = ends
        self.category.choices = choices_of(Category)
        self.exposure.choices = choices_of(Exposure)
        self.security.choices = choices_of(Security)
        self.quota_period.choices = choices_of(QuotaPeriod)
        self.serves.choices = choices((need.value, label(need)) for need in SERVABLE)
        self.identity_fields.choices = choices_of(IdentityField)
        self.end_site_id.choices = optional(ends, _("Where it begins"))

    def opened_by(self, row: Any) -> "SiteForm":
        return type(self)(formdata=None, obj=row, ends=self.ends)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        least, usual, most = (
            self.minutes_min.data,
            self.minutes_typical.data,
            self.minutes_max.data,
        )
        if is_good and not least <= usual <= most:
            self.refuse(
                "minutes_typical", _("The usual visit lies between the shortest and the longest.")
            )
            is_good = False
        if is_good and self.min_group.data > self.max_group.data:
            self.refuse("min_group", _("The fewest cannot be more than the most."))
            is_good = False
        return is_good

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        given["lat"], given["lng"] = float(given["lat"]), float(given["lng"])
        end = given["end_site_id"]
        return {**given, "end_site_id": int(end) if end else None}


class WindowLines(Lines):
    """One offered round: on a weekday, or on one date."""

    id = HiddenField()
    weekday = SelectField(_("Weekday"))
    day = DateField(_("or one date"), [Optional()])
    opens = WallTimeField(_("From"), [Required()])
    closes = WallTimeField(_("Until"), [Required()])
    first = DateField(_("Season from"), [Optional()])
    last = DateField(_("Season until"), [Optional()])
    languages = CheckBoxes(_("Languages"), description=_("None ticked: in every language."))

    def __init__(self, *args: Any, languages: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weekday.choices = optional(WEEKDAYS)
        self.languages.choices = list(languages)

    def process(self, formdata: Any = None, obj: Any = None, **kwargs: Any) -> None:
        super().process(formdata, obj, **kwargs)
        if obj is not None and not formdata:
            self.weekday.data = str(obj.weekday or "")

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if is_good and bool(self.weekday.data) == bool(self.day.data):
            self.weekday.errors = [_("Choose a weekday or enter a date, not both.")]
            is_good = False
        if is_good and self.closes.data <= self.opens.data:
            self.closes.errors = [_("A round ends after it begins.")]
            is_good = False
        if is_good and self.first.data and self.last.data and self.last.data < self.first.data:
            self.last.errors = [_("A season ends after it begins.")]
            is_good = False
        return is_good

    def facts(self) -> dict[str, Any]:
        return {
            "id": number_or_none(self.id.data),
            "weekday": int(self.weekday.data) if self.weekday.data else None,
            "day": self.day.data,
            "opens": self.opens.data,
            "closes": self.closes.data,
            "first": self.first.data,
            "last": self.last.data,
            "languages": self.languages.data,
        }


class WindowsForm(VersionedForm):
    """All rounds of a site at once."""

    windows = Rows(FormField(WindowLines), _("Offered windows"), max_entries=60)

    def __init__(self, *args: Any, languages: Choices = (), **kwargs: Any) -> None:
        self.offered = languages
        super().__init__(*args, **kwargs)

    def opened_by(self, row: Any) -> "WindowsForm":
        return type(self)(formdata=None, obj=row, languages=self.offered)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Rows are given their choices before they are made."""
        lines = partial(WindowLines, languages=self.offered)
        self.windows.unbound_field = UnboundField(FormField, lines)
        super().process(*args, **kwargs)


class SpaceLines(Lines):
    """One room."""

    id = HiddenField()
    name = TranslatedField(_("Room"), required=True)
    seats = IntegerField(_("Seats"), [Optional(), NumberRange(1, MOST_PEOPLE)])


class SpacesForm(VersionedForm):
    """All rooms of a site at once."""

    spaces = Rows(FormField(SpaceLines), _("Rooms"), max_entries=40)


class ClosureForm(SpanForm):
    """When the site does not receive, and why."""

    kind = RadioField(_("Why it does not receive"), default=ClosureKind.CLOSED, coerce=ClosureKind)
    reason = TranslatedField(_("Reason"))
    source = StringField(
        _("Told by"),
        [Length(max=200)],
        description=_("Such as: telephone, Mr Lee, or a paper's number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices_of(ClosureKind)


class ContactForm(VersionedForm):
    """Who answers for the site."""

    name = StringField(_("Name"), [Required(), Length(max=200)])
    position = StringField(_("Position"), [Length(max=200)])
    organisation = StringField(
        _("Organisation"),
        [Length(max=200)],
        description=_("Its head is the recipient of official letters. Empty: the site itself."),
    )
    letter_via = StringField(_("By way of"), [Length(max=200)])
    letter_reference = StringField(_("For the attention of"), [Length(max=200)])
    role = SelectField(_("Role"), [Required()])
    channel = SelectField(_("Reached by"), [Required()])
    email = EmailField(_("E-mail address"), [Optional(), EmailAddress()])
    phone = TelField(_("Telephone"), [Length(max=40), PhoneNumber()])
    language = SelectField(_("Language of letters"), [Required()])
    languages = CheckBoxes(_("Languages spoken to guests"))
    wants_list = BooleanField(
        _("Send the list of the next week’s visits every Thursday"),
    )
    wants_month = BooleanField(
        _("Send the list of the next month’s visits on the last Thursday of each month"),
    )
    user_id = SelectField(
        _("Account"),
        description=_("A contact with an account sees the site's requests after signing in."),
    )

    def __init__(
        self, *args: Any, languages: Choices = (), users: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.given = (languages, users)
        self.role.choices = choices_of(ContactRole)
        self.channel.choices = choices_of(ContactChannel)
        self.language.choices = list(languages)
        self.languages.choices = list(languages)
        self.user_id.choices = optional(users, _("No account"))

    def read(self, row: Any) -> None:
        self.phone.data = shown_phone(row.phone)

    def opened_by(self, row: Any) -> "ContactForm":
        languages, users = self.given
        return type(self)(formdata=None, obj=row, languages=languages, users=users)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        by_mail = self.channel.data in {ContactChannel.MAIL, ContactChannel.LINK}
        if is_good and by_mail and not self.email.data:
            self.refuse("email", _("This contact is reached by e-mail: enter the address."))
            is_good = False
        return is_good

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {**given, "user_id": number_or_none(given["user_id"])}


class TravelTimeForm(VersionedForm):
    """How long from one site to another."""

    to_id = SelectField(_("To the site"), [Required()])
    minutes = IntegerField(_("Travel time"), [Required(), NumberRange(1, MOST_MINUTES)])
    km = DecimalField(_("Distance"), [Optional(), NumberRange(0, 2_000)], places=1)
    source = SelectField(_("Where from"), [Required()])
    both_ways = BooleanField(_("The same on the way back"), default=True)

    def __init__(self, *args: Any, ends: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_id.choices = list(ends)
        self.source.choices = choices_of(TravelSource)


class SiteFilter(FilterForm):
    """What the list shows."""

    words = StringField(_("Name or address"))
    category = SelectField(_("Category"))
    retired = BooleanField(_("Out of use"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.category.choices = optional(choices_of(Category), _("All"))


def site_choices(sites: Sequence[Any], tag: str) -> Choices:
    """Options of a select out of sites, in the reader's language."""
    return choices((site.id, site.name.to(tag)) for site in sites)
