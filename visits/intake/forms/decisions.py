"""Decisions with the letter that they send: the officer reads it before it goes."""

import hashlib
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange

from visits.delegations.rules import Level
from visits.intake import words  # noqa: F401 (names the choices)
from visits.kit.forms import (
    BaseForm,
    Choices,
    InOurYears,
    Required,
    TranslatedField,
    choices_of,
    number_or_none,
    optional,
)
from visits.languages.catalogue import language
from visits.languages.zones import home_zone
from visits.notifications.compose import Composed
from visits.organisations import words as organisation_words  # noqa: F401 (names the choices)
from visits.organisations.rules import OrganisationKind

LETTER = ("letter_subject", "letter_text", "seen", "as_draft")
MOST_PEOPLE = 5_000


def mark_of(subject: str, text: str) -> str:
    """By which a letter is recognised as the one that was shown."""
    return hashlib.sha256(f"{subject.strip()}\n{text.strip()}".encode()).hexdigest()


class LetterForm(BaseForm):
    """The part of a decision's form that is the letter, in the requester's language.

    A request that somebody changed since the page was opened is shown again before it is decided.
    `seen` marks the composed letter that the officer has had before their eyes: when what they
    enter makes another one, it is shown again before anything happens.
    """

    letter_subject = StringField(_("Subject of the letter"), [Length(max=200)])
    letter_text = TextAreaField(_("Letter"), [Length(max=20_000)])
    seen = HiddenField()
    as_draft = BooleanField(
        _("Keep the letter in the outbox as a draft"),
        description=_("Otherwise it goes out now, or waits to be sent by hand without an address."),
    )
    form_errors: list[str]
    version = HiddenField()
    is_changed = False
    """The letter shown now follows what was entered; the officer has yet to read it."""

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = request
        spoken = language(request.language).interface
        self.letter_language = spoken.tag
        said = {"lang": spoken.tag, "dir": spoken.dir}
        self.letter_subject.render_kw = {**said, "maxlength": 200}
        self.letter_text.render_kw = {**said, "rows": 16}
        if not self.is_submitted():
            self.version.data = str(request.version)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if self.version.data == str(self.row.version):
            return is_good
        self.version.data = str(self.row.version)
        self.say(gettext("The request was changed meanwhile. Look at it again, then decide."))
        return False

    def say(self, message: str) -> None:
        """An error of no field, above the form; what was typed stays."""
        self.form_errors = [*self.form_errors, message]

    def show(self, composed: Composed) -> None:
        """Put the letter into the form; what an officer wrote over it stays."""
        if not self.letter_text.data or not self.is_by_hand():
            self.letter_subject.data, self.letter_text.data = composed.subject, composed.text
        self.seen.data = mark_of(composed.subject, composed.text)
        self.letter_language = composed.language.tag

    def is_by_hand(self) -> bool:
        """Does the letter say something else than the one that was composed for this page?"""
        typed = mark_of(self.letter_subject.data or "", self.letter_text.data or "")
        return bool(self.seen.data) and typed != self.seen.data

    def has_read(self, composed: Composed) -> bool:
        """Was this very letter before the officer's eyes? If not, it is shown now."""
        if self.seen.data == mark_of(composed.subject, composed.text):
            return True
        self.is_changed = True
        self.show(composed)
        return False

    def own_words(self, composed: Composed) -> tuple[str | None, str | None]:
        """Subject and text where the officer wrote something else, None where they are composed."""
        subject, text = self.letter_subject.data or "", self.letter_text.data or ""
        return (
            subject if subject and subject != composed.subject else None,
            text if text and text != composed.text else None,
        )

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name not in LETTER}


class QuestionForm(LetterForm):
    text = TextAreaField(
        _("What do we need to know?"),
        [Required(), Length(max=4000)],
        description=_("In the language of the requester: it stands in the letter as it is."),
        render_kw={"rows": 4},
    )


class ReasonForm(LetterForm):
    """Why; for the office, the letter has its own words."""

    reason = TextAreaField(
        _("Reason"),
        [Length(max=4000)],
        description=_("It stays in the office; the letter has its own words."),
        render_kw={"rows": 3},
    )


class RedirectionForm(ReasonForm):
    to = StringField(
        _("Whom shall they turn to?"),
        [Required(), Length(max=200)],
        description=_("Name and address, as the letter shall say them."),
    )


NEW_BODY = "new"
"""The choice of a body that the register does not know yet."""


class AcceptanceForm(LetterForm):
    """What the delegation needs beyond what the request tells."""

    title = TranslatedField(
        _("Title of the visit"),
        required=True,
        description=_("As the programme shall be headed, such as: Riyadh smart city delegation."),
    )
    starts_on = DateField(_("First day"), [Required(), InOurYears()])
    ends_on = DateField(_("Last day"), [Required(), InOurYears()])
    country = SelectField(_("Country"), [Required()])
    planned = IntegerField(_("Planned people"), [Required(), NumberRange(1, MOST_PEOPLE)])
    level = SelectField(_("Level of the visit"), [Required()], coerce=Level)
    lead_id = SelectField(_("Lead officer"), [Required()], coerce=number_or_none)
    body_id = RadioField(
        _("Which organisation is it?"),
        description=_("The register knows organisations with a name like this."),
    )
    kind = SelectField(
        _("Kind of the organisation"),
        coerce=OrganisationKind,
        default=OrganisationKind.OTHER,
        description=_("It is not in the register yet and is added to it."),
    )

    def __init__(
        self,
        *args: Any,
        countries: Choices,
        officers: Choices,
        zone: str,
        alike: Choices = (),
        **kwargs: Any,
    ) -> None:
        """*alike* are bodies of the register that may be the one that comes: then it is asked."""
        super().__init__(*args, **kwargs)
        self.body_id.choices = [*alike, (NEW_BODY, gettext("None of these: add a new one"))]
        if not alike:
            del self.body_id
        self.country.choices = optional(countries, _("Choose a country"))
        self.level.choices = choices_of(Level)
        self.lead_id.choices = list(officers)
        self.kind.choices = choices_of(OrganisationKind)
        self.zone = zone

    def validate_ends_on(self, field: DateField) -> None:
        first = self.starts_on.data
        if first and field.data and field.data < first:
            field.errors = [*field.errors, gettext("The visit ends before it begins.")]

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        known = given.pop("body_id", NEW_BODY)
        return {
            **given,
            "body_id": None if known == NEW_BODY else int(known),
            "home_zone": home_zone(given["country"], self.zone),
        }
