"""Forms of the identity step. What they ask is handed in: nothing that no site demands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext
from wtforms import BooleanField, DateField, EmailField, RadioField, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from visits.access.rules import BY_OFFICER, Channel
from visits.identity import words  # noqa: F401 (names the choices)
from visits.identity.rules import (
    SEALED,
    Agreed,
    Asked,
    ConsentKind,
    ConsentWay,
    Purpose,
    Sex,
    passport_number,
)
from visits.identity.texts import ConsentText
from visits.kit import words as labels
from visits.kit.errors import Refused
from visits.kit.forms import (
    BaseForm,
    CheckBoxes,
    Choices,
    EmailAddress,
    Required,
    choices_of,
    optional,
)
from visits.sites.rules import IdentityField

BY_OTHERS = (ConsentWay.SIGNED_FORM, ConsentWay.DECLARED)
KEEP = _("Leave it empty to keep what is recorded.")
NO_AUTOFILL = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
OLDEST = date(1900, 1, 1)


class CodeForm(BaseForm):
    """The one-time code."""

    keeps = False
    code = StringField(
        _("Code"),
        [Required(), Length(max=40)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"},
    )


class PersonForm(BaseForm):
    """What one person is asked, with a box for each consent: by the person's own link."""

    birth_date = DateField(_("Date of birth"), [Optional()])
    sex = SelectField(_("Sex, as in the passport"), [Optional()])
    passport_number = StringField(
        _("Passport number"), [Optional(), Length(max=40)], render_kw={"dir": "ltr", **NO_AUTOFILL}
    )
    passport_expiry = DateField(_("Passport valid until"), [Optional()])

    @classmethod
    def asking(cls, asked: Asked, texts: Sequence[ConsentText], *, tag: str, **kwargs: Any) -> Self:
        """The form with the fields and consents that are asked for, and no others; *tag* is the reader's."""
        boxes = {text.field: BooleanField(text.agree.to(tag)) for text in texts}
        made: Self = type(cls.__name__, (cls,), boxes)(asked=asked, texts=texts, **kwargs)
        return made

    def __init__(
        self,
        *args: Any,
        asked: Asked,
        texts: Sequence[ConsentText],
        given: frozenset[Purpose] = frozenset(),
        recorded: frozenset[IdentityField] = frozenset(),
        today: date,
        first_day: date,
        **kwargs: Any,
    ) -> None:
        boxes = {text.field: text.purpose in given for text in texts}
        super().__init__(*args, data={**boxes, **kwargs.pop("data", {})}, **kwargs)
        self.texts, self.asked = texts, asked
        self.today, self.first_day = today, first_day
        self.sex.choices = optional(choices_of(Sex))
        for field in SEALED:
            if field not in asked.fields:
                del self[field.value]
            elif field in recorded:
                self[field.value].description = KEEP

    @property
    def inputs(self) -> list[Any]:
        """The fields of values, in their order."""
        return [self[field.value] for field in self.asked.fields]

    @property
    def consents(self) -> list[tuple[ConsentText, Any]]:
        return [(text, self[text.field]) for text in self.texts]

    def validate_birth_date(self, field: DateField) -> None:
        if not OLDEST <= field.data < self.today:
            raise ValidationError(_("Enter the date of birth, year, month and day."))

    def validate_passport_number(self, field: StringField) -> None:
        try:
            field.data = passport_number(field.data)
        except Refused as error:
            raise ValidationError(labels.REASONS[error.reason]) from error

    def validate_passport_expiry(self, field: DateField) -> None:
        if field.data < self.first_day:
            raise ValidationError(_("This passport expires before the visit."))

    def values(self) -> dict[IdentityField, str]:
        """What was typed; an empty field changes nothing."""
        typed = ((field, self[field.value].data) for field in self.asked.fields)
        return {
            field: data.isoformat() if isinstance(data, date) else str(data)
            for field, data in typed
            if data
        }

    def agreed(self) -> Agreed:
        ticked = {text.purpose for text, box in self.consents if box.data}
        return Agreed(
            use=(ConsentKind.USE, None) in ticked,
            unique=(ConsentKind.UNIQUE, None) in ticked,
            sensitive=(ConsentKind.SENSITIVE, None) in ticked,
            sites=frozenset(
                site for kind, site in ticked if kind is ConsentKind.THIRD_PARTY and site
            ),
        )


class LiaisonForm(PersonForm):
    """By the liaison, who says how the person agreed."""

    way = RadioField(_("How this person agreed"), [Required()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = choices_of(ConsentWay, BY_OTHERS)


class OfficerForm(LiaisonForm):
    """Told to an officer, who says by whom and how."""

    channel = SelectField(_("Told"), [Required()])
    person = StringField(_("Who said so"), [Length(max=200)])
    told_on = DateField(lazy_pgettext("day", "On"), [Required()])
    document_number = StringField(
        _("Document number"), [Length(max=200)], description=_("Of an official letter.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, data={"told_on": today}, **kwargs)
        self.channel.choices = choices_of(Channel, BY_OFFICER)


class WithdrawForm(BaseForm):
    """Which consents the person takes back: by link."""

    purposes = CheckBoxes(_("Withdraw these consents"), [Required()])

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purposes.choices = offered


class OfficerWithdrawForm(WithdrawForm):
    """The same, told to an officer."""

    channel = SelectField(_("Told"), [Required()])
    person = StringField(_("Who said so"), [Length(max=200)])
    told_on = DateField(lazy_pgettext("day", "On"), [Required()])
    document_number = StringField(
        _("Document number"), [Length(max=200)], description=_("Of an official letter.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, data={"told_on": today}, **kwargs)
        self.channel.choices = choices_of(Channel, BY_OFFICER)


class InviteForm(BaseForm):
    """Where the person's own link goes to."""

    email = EmailField(
        _("E-mail address of this person"), [Required(), Length(max=200), EmailAddress()]
    )
    language = SelectField(_("Language"), [Required()])

    def __init__(self, *args: Any, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = languages


class ReasonForm(BaseForm):
    """Why somebody looks at identity data. Sent again, it is another look: no key."""

    keeps = False
    once = None
    reason = StringField(
        _("Why do you need to see this?"),
        [Required(), Length(min=4, max=200)],
        description=_(
            "It is written into the access log with your name, before anything is shown."
        ),
    )


class ReviewForm(BaseForm):
    """An administrator went through the looks of a month."""

    note = StringField(
        _("Note"), [Length(max=200)], description=_("What was odd, and what was done about it.")
    )


def by_field(offered: Mapping[Purpose, str]) -> dict[str, Purpose]:
    """Purposes by the values of their check boxes."""
    return {value_of(purpose): purpose for purpose in offered}


def value_of(purpose: Purpose) -> str:
    kind, site_id = purpose
    return kind.value if site_id is None else f"{kind.value}:{site_id}"
