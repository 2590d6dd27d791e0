"""The form in which an officer types in a letter, a call or a note, and corrects it later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FormField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.core import UnboundField
from wtforms.validators import Length, Optional

from visits.access.rules import BY_OFFICER, Channel
from visits.delegations.rules import Level
from visits.intake import words  # noqa: F401 (names the choices)
from visits.intake.rules import Duration, Half, RequestChannel, RequesterRole, Told
from visits.kit.forms import (
    CheckBoxes,
    Choices,
    EmailAddress,
    Lines,
    PhoneNumber,
    Required,
    VersionedForm,
    WordsField,
    choices_of,
    optional,
)
from visits.kit.phones import shown_phone
from visits.kit.rows import Rows
from visits.kit.text import search_key
from visits.papers.forms import UploadsField

MOST_SLOTS, MOST_LANGUAGES = 6, 8
TYPED = tuple(channel for channel in RequestChannel if channel is not RequestChannel.WEB)
TOLD = ("told_channel", "told_on", "told_person", "told_number")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the form recognises and offers, in the reader's language.

    `countries` are codes by folded names in every language; `bodies` (id, country) by folded names.
    """

    countries: Mapping[str, str]
    country_names: Mapping[str, str]
    bodies: Mapping[str, tuple[int, str]]
    body_names: Sequence[str]
    sites: Choices
    languages: Choices
    letter_languages: Choices
    today: date


class SlotLines(Lines):
    """A preferred time: a day, or words."""

    said = StringField(_("Day or words"), [Length(max=200)])
    half = SelectField(_("Half of the day"), coerce=Half, default=Half.EITHER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.half.choices = choices_of(Half, (Half.EITHER, Half.MORNING, Half.AFTERNOON))


def country_of(form: Any) -> str | None:
    """Whose numbers are dialled without a country code: the country's that was typed, or the body's."""
    typed = form.known.countries.get(search_key(form.country.data or ""))
    body = form.known.bodies.get(search_key(form.body_name.data or ""))
    return typed or (body[1] if body else None)


class RequestForm(VersionedForm):
    """Everything about a request; only its subject and the body or country must be there."""

    channel = SelectField(_("How it came"), coerce=RequestChannel)
    received_on = DateField(_("Received on"), [Required()])
    document_number = StringField(_("Document number"), [Length(max=200)])
    subject = StringField(_("Subject"), [Required(), Length(max=200)])
    body_name = StringField(
        _("Organisation that wants to come"),
        [Length(max=200)],
        description=_("Organisations of the register are offered while you type."),
        render_kw={"list": "bodies", "autocomplete": "off"},
    )
    country = StringField(
        _("Country"),
        [Length(max=200)],
        description=_("In any language, or its two letters."),
        render_kw={"list": "countries", "autocomplete": "off"},
    )
    people_said = StringField(
        _("How many people"), [Length(max=200)], description=_("A number, or words: about 15.")
    )
    slots = Rows(
        FormField(SlotLines),
        _("Preferred times"),
        min_entries=1,
        max_entries=MOST_SLOTS,
        description=_("A day such as 2027. 5. 12., or words: mid-May. The first is wished most."),
    )
    purpose = TextAreaField(_("Purpose"), [Length(max=8000)], render_kw={"rows": 3})
    requester_name = StringField(_("Name"), [Length(max=200)])
    requester_position = StringField(_("Position"), [Length(max=200)])
    requester_organisation = StringField(_("Organisation"), [Length(max=200)])
    requester_role = SelectField(
        _("Who is asking"), coerce=RequesterRole, default=RequesterRole.OTHER
    )
    requester_email = EmailField(_("E-mail address"), [EmailAddress(), Length(max=200)])
    requester_phone = TelField(_("Telephone"), [Length(max=60), PhoneNumber(country_of)])
    language = SelectField(_("We write in"), default="en")
    head_name = StringField(_("Head of delegation"), [Length(max=200)])
    head_position = StringField(_("Position of the head"), [Length(max=200)])
    level = SelectField(_("Level of the visit"))
    duration = SelectField(_("How long"))
    themes = WordsField(_("Themes"), description=_("Separated by commas."))
    learning_questions = TextAreaField(
        _("What they want to learn"), [Length(max=8000)], render_kw={"rows": 3}
    )
    sites = CheckBoxes(_("Sites wanted"))
    sites_said = StringField(_("Sites in their own words"), [Length(max=200)])
    languages = Rows(
        SelectField(_("Language")),
        _("Languages of the group"),
        min_entries=1,
        max_entries=MOST_LANGUAGES,
    )
    own_interpreter = BooleanField(_("They bring their own interpreter"))
    accessibility = TextAreaField(
        _("Accessibility"),
        [Length(max=2000)],
        description=_("Only what they told us so that we can prepare: a wheelchair, few stairs."),
        render_kw={"rows": 2},
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        self.known = known
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.channel.render_kw = {"autofocus": True}
        self.requester_role.choices = choices_of(RequesterRole)
        self.language.choices = list(known.letter_languages)
        self.level.choices = optional(choices_of(Level), _("Not known"))
        self.duration.choices = optional(choices_of(Duration), _("Not known"))
        self.sites.choices = list(known.sites)
        is_web = self.row is not None and self.row.channel is RequestChannel.WEB
        self.channel.choices = choices_of(RequestChannel, [RequestChannel.WEB] if is_web else TYPED)

    def opened_by(self, row: Any) -> "RequestForm":
        return type(self)(formdata=None, obj=row, known=self.known)

    def process(self, formdata: Any = None, obj: Any = None, **kwargs: Any) -> None:
        """Rows are given their choices before they are made; related rows come as ids."""
        self.languages.unbound_field = UnboundField(
            SelectField,
            _("Language"),
            choices=optional(self.known.languages, _("Choose a language")),
        )
        if obj is not None:
            names = self.known.country_names
            kwargs["country"] = names.get(obj.country, obj.country)
            kwargs["sites"] = tuple(str(wish.site_id) for wish in obj.sites)
        else:
            kwargs.setdefault("received_on", self.known.today)
            kwargs.setdefault("channel", RequestChannel.OFFICIAL_LETTER)
        super().process(formdata, Seen(obj, kwargs) if obj is not None else None, **kwargs)

    def read(self, row: Any) -> None:
        self.requester_phone.data = shown_phone(row.requester_phone)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        checks = (self.has_a_country, self.has_an_origin, self.is_no_future)
        return all([is_good, *(check() for check in checks)])

    def has_a_country(self) -> bool:
        typed = self.country.data or ""
        self.code = self.known.countries.get(search_key(typed), "")
        if typed and not self.code:
            self.refuse("country", gettext("No country is called so. Choose one that is offered."))
            return False
        return True

    def has_an_origin(self) -> bool:
        """The register's body says its country too; body or country must be there."""
        self.body = self.known.bodies.get(search_key(self.body_name.data or ""))
        if self.body is not None and self.code in {"", self.body[1]}:
            self.code = self.body[1]
        else:
            self.body = None
        if self.body_name.data or self.country.data:
            return True
        self.refuse("body_name", gettext("Enter the organisation or the country."))
        return False

    def known_before(self) -> int | None:
        """The body that the row has, as long as nobody writes another name."""
        is_same = self.row is not None and self.row.body_name == self.body_name.data
        return self.row.organisation_id if is_same else None

    def is_no_future(self) -> bool:
        if self.received_on.data and self.received_on.data > self.known.today:
            self.refuse("received_on", gettext("This day has not come yet."))
            return False
        return True

    def facts(self) -> dict[str, Any]:
        """What `intake.actions` takes, without channel and language, which it takes apart."""
        given = super().facts()
        apart = {"channel", "language", "files", "with_receipt", *TOLD}
        level, duration = given["level"], given["duration"]
        return {
            **{name: value for name, value in given.items() if name not in apart},
            "country": self.code,
            "organisation_id": self.body[0] if self.body else self.known_before(),
            "level": Level(level) if level else None,
            "duration": Duration(duration) if duration else None,
            "slots": [slot for slot in given["slots"] if slot["said"]],
            "sites": [int(number) for number in given["sites"]],
            "languages": tuple(dict.fromkeys(tag for tag in given["languages"] if tag)),
        }


class Seen:
    """A row as the form shows it: some of its values stand otherwise than in their columns."""

    def __init__(self, row: Any, instead: Mapping[str, Any]) -> None:
        self.row, self.instead = row, instead

    def __getattr__(self, name: str) -> Any:
        return self.instead[name] if name in self.instead else getattr(self.row, name)


class NewRequestForm(RequestForm):
    """A request that is typed in, with its attachments."""

    files = UploadsField(_("Attachments"))
    with_receipt = BooleanField(_("Send a receipt with the number and the day of our answer"))

    def __init__(self, *args: Any, most_megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_megabytes = most_megabytes


class CorrectionForm(RequestForm):
    """The office's own correction, or what the requester told an officer."""

    told_channel = SelectField(_("Told"), [Optional()])
    told_on = DateField(lazy_pgettext("day", "On"), [Optional()])
    told_person = StringField(_("Who said so"), [Length(max=200)])
    told_number = StringField(
        _("Document number of what they wrote"),
        [Length(max=200)],
        description=_("Of an official letter."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.told_on.data = self.known.today
        self.told_channel.choices = optional(
            choices_of(Channel, BY_OFFICER), _("By nobody: our own correction")
        )

    def opened_by(self, row: Any) -> RequestForm:
        """Who told us is no part of the row: there is nothing to compare it with."""
        opened = super().opened_by(row)
        for name in TOLD:
            del opened[name]
        return opened

    def validate_told_on(self, field: DateField) -> None:
        if field.data and field.data > self.known.today:
            field.errors = [*field.errors, gettext("This day has not come yet.")]

    def told(self) -> Told | None:
        """As `intake.actions.correct` takes it; None for the office's own correction."""
        if not self.told_channel.data:
            return None
        return {
            "channel": Channel(self.told_channel.data),
            "told_on": self.told_on.data or self.known.today,
            "person": self.told_person.data or "",
            "document_number": self.told_number.data or "",
        }
