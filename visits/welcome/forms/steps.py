"""The steps of the request form. Choices are handed in; texts that were typed are kept as typed."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, ValidationError

from visits.delegations import words as delegation_words  # noqa: F401 (names levels)
from visits.delegations.rules import Level
from visits.intake import words as request_words  # noqa: F401 (names roles, halves, durations)
from visits.intake.rules import FARTHEST, Duration, Half, Purpose, RequesterRole
from visits.kit.forms import (
    BaseForm,
    CheckBoxes,
    Choices,
    EmailAddress,
    Lines,
    PhoneNumber,
    Required,
    choices_of,
    city_today,
    optional,
)
from visits.papers.forms import UploadsField
from visits.welcome.rules.steps import Step, duration_of

Typed = Mapping[str, list[str]]
"""What was typed: the values of each field by its name, as browsers send them."""
SLOTS = ("slot1", "slot2", "slot3")
LONGEST_LINE, LONGEST_TEXT, MOST_SITES = 200, 4_000, 30
MOST_LANGUAGES = 8
MACHINERY = frozenset({"csrf_token", "once", "version"})


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What the form's lists offer, in the reader's language."""

    countries: Choices = ()
    languages: Choices = ()
    sites: Choices = ()
    """By slug."""
    themes: Choices = ()
    most_megabytes: int = 0


class SlotLines(Lines):
    """A preferred time: days, or words where the days are open."""

    first = DateField(_("First day"), [Optional()])
    last = DateField(_("Last day"), [Optional()], description=_("Empty: the same day."))
    half = SelectField(_("Half of the day"))
    said = StringField(
        _("Or in words"),
        [Length(max=LONGEST_LINE)],
        description=_("Such as mid-May, or the week after Easter."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wished: Container[date | None] = ()
        """Days that were wished for before: they may stay although they are over."""
        self.half.choices = choices_of(Half, (Half.EITHER, Half.MORNING, Half.AFTERNOON))
        self.half.data = self.half.data or Half.EITHER.value

    def validate_first(self, field: DateField) -> None:
        self.refuse_far(field)

    def validate_last(self, field: DateField) -> None:
        self.refuse_far(field)
        if field.data and not self.first.data:
            raise ValidationError(_("Enter the first day too."))
        if field.data and field.data < self.first.data:
            raise ValidationError(_("The end lies before the start."))

    def refuse_far(self, field: DateField) -> None:
        """Only a day from today on, of the next three years, can be wished for."""
        today = city_today()
        if not field.data or field.data in self.wished:
            return
        if field.data < today:
            raise ValidationError(_("The day is over."))
        if field.data - today > FARTHEST:
            raise ValidationError(_("Enter a day of the next three years."))

    @property
    def is_empty(self) -> bool:
        return not (self.first.data or self.said.data)

    def fact(self) -> dict[str, Any]:
        """As a request takes a wished slot (intake.actions)."""
        return {
            "first": self.first.data,
            "last": self.last.data or self.first.data,
            "half": Half(self.half.data),
            "said": self.said.data or "",
        }


# -- what is asked, step by step -------------------------------------------------------------------


class YouFields:
    """Who asks."""

    requester_name = StringField(
        _("Your name"), [Required(), Length(max=LONGEST_LINE)], render_kw={"autocomplete": "name"}
    )
    requester_position = StringField(
        _("Your position"),
        [Length(max=LONGEST_LINE)],
        render_kw={"autocomplete": "organization-title"},
    )
    requester_organisation = StringField(
        _("Your organisation"),
        [Required(), Length(max=LONGEST_LINE)],
        render_kw={"autocomplete": "organization"},
    )
    requester_role = SelectField(_("You are"), [Required()])
    requester_phone = TelField(
        _("Telephone"),
        [Length(max=40), PhoneNumber()],
        description=_("With the country code, such as +33 1 23 45 67 89."),
        render_kw={"autocomplete": "tel"},
    )


class DelegationFields:
    """Who comes."""

    body_name = StringField(
        _("Visiting organisation"),
        [Required(), Length(max=LONGEST_LINE)],
        description=_("Whose people come; it may be another one than yours."),
    )
    country = SelectField(_("Country"), [Required()])
    people_said = StringField(
        _("How many people"),
        [Required(), Length(max=LONGEST_LINE)],
        description=_("A number, or words such as about 15."),
    )
    head_name = StringField(
        _("Head of delegation"),
        [Length(max=LONGEST_LINE)],
        description=_("If that is known already."),
    )
    head_position = StringField(_("Position of the head"), [Length(max=LONGEST_LINE)])
    level = SelectField(_("Rank of the head"))


class DatesFields:
    """When, the most wished time first."""

    duration = SelectField(_("How long"))
    slot1 = FormField(SlotLines, _("First choice"))
    slot2 = FormField(SlotLines, _("Second choice"))
    slot3 = FormField(SlotLines, _("Third choice"))


class WishesFields:
    """What they wish to see."""

    subject = StringField(
        _("Subject of the visit"),
        [Required(), Length(max=LONGEST_LINE)],
        description=_("In one line."),
    )
    purpose = TextAreaField(
        _("What is the purpose of your visit?"),
        [Required(), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 4},
    )
    themes = CheckBoxes(_("Themes"))
    sites = CheckBoxes(_("Sites that you wish to see"))
    sites_said = StringField(
        _("Other places or people"),
        [Length(max=LONGEST_LINE)],
        description=_("Whatever is not in the list."),
    )
    learning_questions = TextAreaField(
        _("Questions that you bring"),
        [Length(max=LONGEST_TEXT)],
        description=_("Your hosts prepare their answers."),
        render_kw={"rows": 4},
    )


class NeedsFields:
    """Languages and accessibility."""

    languages = CheckBoxes(_("Languages of the group"), [Required()])
    own_interpreter = BooleanField(_("We bring our own interpreter"))
    accessibility = TextAreaField(
        _("Accessibility"),
        [Length(max=LONGEST_TEXT)],
        description=_("Wheelchairs, steps, hearing, pauses: what we should prepare for."),
        render_kw={"rows": 3},
    )

    def validate_languages(self, field: CheckBoxes) -> None:
        if len(field.data or ()) > MOST_LANGUAGES:
            raise ValidationError(_("Choose at most %(most)s languages.", most=MOST_LANGUAGES))


# -- the forms of the steps ------------------------------------------------------------------------


class StepForm(BaseForm):
    """A page of the form. It may be sent again and again: saving it twice is saving it once."""

    once = None
    keeps = False
    """What has to be mended is in the draft already."""

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        fill_choices(self, offered)

    def facts(self) -> dict[str, Any]:
        return facts_of(self)


def fill_choices(form: Any, offered: Offered) -> None:
    """Give the lists of a form their options, as far as it has them."""
    given: dict[str, Choices] = {
        "requester_role": optional(choices_of(RequesterRole)),
        "country": optional(offered.countries),
        "level": optional(choices_of(Level), _("Not known yet")),
        "duration": optional(choices_of(Duration), _("Not known yet")),
        "themes": offered.themes,
        "sites": offered.sites,
        "languages": offered.languages,
    }
    for name, options in given.items():
        if name in form:
            form[name].choices = options


def facts_of(form: Any) -> dict[str, Any]:
    """What was answered as a request takes it; sites are slugs still."""
    given = BaseForm.facts(form)
    if "slot1" in given:
        slots = [form[name].form for name in SLOTS]
        given = {name: value for name, value in given.items() if name not in SLOTS}
        given["slots"] = [slot.fact() for slot in slots if not slot.is_empty]
    for name, kind in (
        ("requester_role", RequesterRole),
        ("level", Level),
        ("duration", Duration),
    ):
        if name in given:
            given[name] = kind(given[name]) if given[name] else None
    return given


class YouForm(StepForm, YouFields):
    requester_email = EmailField(
        _("E-mail address"),
        [Required(), EmailAddress()],
        description=_("Our letters go there. You confirm it by a button in the first one."),
        render_kw={"autocomplete": "email"},
    )


class DelegationForm(StepForm, DelegationFields):
    pass


class DatesForm(StepForm, DatesFields):
    def validate(self, extra_validators: Any = None) -> bool:
        return check_slots(self, is_good=super().validate(extra_validators))


def check_slots(form: Any, *, is_good: bool) -> bool:
    """At least one preferred time, as days or in words."""
    if any(not form[name].form.is_empty for name in SLOTS):
        return is_good
    said = form[SLOTS[0]].form.said
    said.errors = [*said.errors, _("Enter a day, or say in words when you wish to come.")]
    return False


class WishesForm(StepForm, WishesFields):
    pass


class NeedsForm(StepForm, NeedsFields):
    files = UploadsField(_("Files"))

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        self.most_megabytes = offered.most_megabytes
        super().__init__(*args, offered=offered, **kwargs)

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name != "files"}


class HandlingConsent:
    """What a request cannot be handled without."""

    agree_handling = BooleanField(_("Handling your request"))


class FreeConsents:
    """Purposes that may be refused, each apart."""

    agree_hosts = BooleanField(_("Passing data on to hosts"))
    agree_accessibility = BooleanField(_("Preparing for your needs"))
    agree_news = BooleanField(_("Later invitations"))


class ConsentForm(StepForm, HandlingConsent, FreeConsents):
    """Each purpose apart; the first one is needed to take a request by this form."""

    def validate_agree_handling(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError(
                _(
                    "Without it we cannot take your request by this form. Call or write to us instead."
                )
            )

    def consents(self) -> dict[Purpose, bool]:
        """What was said of each purpose."""
        return {purpose: bool(self[f"agree_{purpose.value}"].data) for purpose in Purpose}


FORMS: Mapping[Step, type[StepForm]] = {
    Step.YOU: YouForm,
    Step.DELEGATION: DelegationForm,
    Step.DATES: DatesForm,
    Step.WISHES: WishesForm,
    Step.NEEDS: NeedsForm,
    Step.CONSENT: ConsentForm,
}


# -- beginning, sending, and what was typed --------------------------------------------------------


class Trap:
    """A field that people never see and programs fill in."""

    website = StringField(
        _("Leave this field empty"), render_kw={"tabindex": "-1", "autocomplete": "off"}
    )

    def validate_website(self, field: StringField) -> None:
        if field.data:
            raise ValidationError(_("Leave this field empty: only programs fill it in."))


class BeginForm(BaseForm, Trap):
    """Begins a draft, perhaps with sites (slugs, with commas) and the length of a programme."""

    sites = HiddenField()
    days = HiddenField()

    def typed(self) -> dict[str, list[str]]:
        """What the way here has answered already."""
        duration = duration_of(self.days.data or "")
        slugs = [slug for slug in (self.sites.data or "").split(",") if slug]
        found = {"sites": slugs[:MOST_SITES], "duration": [duration.value] if duration else []}
        return {name: values for name, values in found.items() if values}


class SendForm(BaseForm, Trap):
    """The last button."""


class SaveForm(BaseForm):
    """A button that asks for nothing else."""


def opened(step: Step, typed: Typed, offered: Offered) -> StepForm:
    """The form of a step as it was left; it is not sent, so it carries no token."""
    values = MultiDict([(name, value) for name, values in typed.items() for value in values])
    return FORMS[step](formdata=values or None, offered=offered, meta={"csrf": False})


def names_of(form: Any) -> list[str]:
    """Every name under which a browser sends a field of the form, files and machinery left out."""
    found: list[str] = []
    for field in form:
        if isinstance(field, FormField):
            found += names_of(field.form)
        elif not isinstance(field, UploadsField) and field.short_name not in MACHINERY:
            found.append(field.name)
    return found
