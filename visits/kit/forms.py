"""Forms: what every form of ours does, and the fields that WTForms lacks.

A form keeps what was typed, answers in the page's language (the messages of WTForms come from our
own catalogue), and notices when the row was saved by someone else since it was opened.
"""

import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, NoReturn
from zoneinfo import ZoneInfo

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, get_translations, gettext
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import Field, Form, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice, SelectMultipleField
from wtforms.meta import DefaultMeta
from wtforms.validators import Length, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from visits.kit import emails, words
from visits.kit.asked import YEARS
from visits.kit.clock import NoSuchTime, local, now
from visits.kit.errors import Stale
from visits.kit.lists import in_a_row
from visits.kit.phones import NotAPhone, phone_or_former
from visits.kit.text import clean, search_key
from visits.kit.translated import Translated
from visits.kit.won import WonField

Choices = Sequence[SelectChoice]


class OwnCatalogue:
    """WTForms' messages out of our own translations: it has none for half of our languages."""

    def gettext(self, message: str) -> str:
        return str(gettext(message))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Not formatted: WTForms does that itself, with its own names."""
        return str(get_translations().ungettext(one, many, count))


def tidy(value: Any) -> Any:
    return clean(value, lines=True) if isinstance(value, str) else value


class OwnMeta:
    """Our own words, and texts cleaned of what people never meant to type."""

    def get_translations(self, form: Any) -> OwnCatalogue:
        return OwnCatalogue()

    def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
        if issubclass(unbound_field.field_class, StringField):
            options["filters"] = [*unbound_field.kwargs.get("filters", []), tidy]
        return super().bind_field(form, unbound_field, options)  # type: ignore[misc]


class BaseForm(FlaskForm):
    """Every form of ours. `once` makes a double submission harmless (kit.once)."""

    keeps: ClassVar[bool] = True
    """Whether it saves what is typed; a sign-in or a search does not, and its errors say no such."""

    once = HiddenField(default=lambda: uuid.uuid4().hex)

    class Meta(OwnMeta, FlaskForm.Meta):
        pass

    def facts(self) -> dict[str, Any]:
        """What was typed, by field name, without the machinery."""
        machinery = {"csrf_token", "once", "version", "submit"}
        return {name: field.data for name, field in self._fields.items() if name not in machinery}

    def populate_obj(self, obj: Any) -> NoReturn:
        """Rows are changed by actions, from `facts`: the form's own machinery is no part of them."""
        raise TypeError("hand the form's facts to an action")

    def refuse(self, field: str, message: str) -> None:
        """Add an error that an action found to the field it concerns."""
        at = self._fields[field]
        if isinstance(at, TranslatedField):
            at = next(iter(at.form))
        at.errors = [*at.errors, message]


class VersionedForm(BaseForm):
    """A form over a row that others edit too. Raises Stale when it was opened before their save."""

    version = HiddenField()

    def __init__(self, formdata: Any = _Auto, *, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, obj=obj, **kwargs)
        self.row = obj
        if obj is not None and (formdata is None or not self.is_submitted()):
            self.version.data = str(obj.version)
            self.read(obj)

    def read(self, row: Any) -> None:
        """Fill what is not shown as the row holds it; called when the form opens."""

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        if self.row is not None and self.version.data != str(self.row.version):
            theirs = type(self).opened_by(self, self.row)
            raise Stale(mine=self, theirs=theirs)
        return bool(super().validate(extra_validators))

    def opened_by(self, row: Any) -> "VersionedForm":
        """This form as it would open now; forms with choices override it to pass them on."""
        return type(self)(formdata=None, obj=row)


def shown(field: Field) -> str:  # noqa: PLR0911 (one answer per shape of field)
    """A field's value as people read it; equal values read alike, whether typed or kept."""
    if isinstance(field, TranslatedField):
        return "\n".join(f"{tag}: {text}" for tag, text in field.data.items())
    if isinstance(field, FormField):
        seen = (shown(inner) for inner in field.form if not isinstance(inner, HiddenField))
        return in_a_row(filter(None, seen), get_locale())
    if isinstance(field, SelectMultipleField):
        ticked = {str(value) for value in field.data or ()}
        labels = (str(c.label) for c in field.iter_choices() if str(c.value) in ticked)
        return in_a_row(labels, get_locale())
    if isinstance(field, SelectField):
        chosen = "" if field.data is None else str(field.data)
        return next((str(c.label) for c in field.iter_choices() if str(c.value) == chosen), "")
    if hasattr(field, "entries"):
        return "\n".join(shown(entry) for entry in field.entries)
    if isinstance(field, WordsField):
        return in_a_row(field.shown(), get_locale())
    if isinstance(field, WonField):
        return field.shown()
    return value_shown(field.data)


def value_shown(value: Any) -> str:
    """A field's plain value: no digits behind the last one that says something."""
    if isinstance(value, tuple):
        return in_a_row(value, get_locale())
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if isinstance(value, float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    return "" if value is None else str(value)


class Lines(Form):
    """A small form within a form: a row of a list, or one input per language."""

    class Meta(OwnMeta, DefaultMeta):
        pass


class TranslatedField(FormField):
    """One text in several languages side by side, read and written as one Translated value.

    *required* asks for Korean or English: every other language falls back to these.
    """

    def __init__(
        self,
        label: Any = None,
        *,
        lines: int = 1,
        longest: int = 200,
        required: bool = False,
        **kwargs: Any,
    ) -> None:
        inner = TextAreaField if lines > 1 else StringField
        languages = current_app.extensions["languages"]
        fields = {
            language.tag: inner(
                language.name,
                [Optional(), Length(max=longest)],
                filters=[tidy],
                render_kw={
                    "lang": language.tag,
                    "dir": language.dir,
                    "maxlength": longest,
                    **({"rows": lines} if lines > 1 else {}),
                },
            )
            for language in languages
        }
        super().__init__(type("LanguageLines", (Lines,), fields), label, **kwargs)
        self.is_required = required
        self.flags.required = required

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.kept = dict(data) if isinstance(data, Translated) else {}
        super().process(formdata, self.kept or None, extra_filters)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        inner = super().validate(form)
        if inner and self.is_required and not ({"ko", "en"} & set(self.data)):
            self.form[next(iter(self.form.data))].errors = [
                gettext("Enter the text in Korean or English.")
            ]
            return False
        return bool(inner)

    @property
    def data(self) -> Translated:
        """Texts in languages that this form does not offer are kept as they were."""
        unoffered = {tag: text for tag, text in self.kept.items() if tag not in self.form.data}
        return Translated(
            {**unoffered, **{tag: text or "" for tag, text in self.form.data.items()}}
        )

    def populate_obj(self, obj: Any, name: str) -> None:
        setattr(obj, name, self.data)


class CheckBoxes(SelectMultipleField):
    """Several codes out of a list as check boxes; read as a tuple in the list's order."""

    data: Any
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def post_validate(self, form: Any, validation_stopped: bool) -> None:  # noqa: FBT001 (WTForms)
        self.data = tuple(self.data or ())


class WordsField(StringField):
    """Short words separated by commas, read and written as a tuple.

    *known* are codes with their labels: people see and type the label, the row keeps the code.
    """

    data: tuple[str, ...]

    def __init__(self, *args: Any, known: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.known = known or {}
        super().__init__(*args, **kwargs)

    def process_data(self, value: Any) -> None:
        self.data = tuple(value or ())

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        typed = (clean(word) for word in COMMAS.split(valuelist[0])) if valuelist else ()
        codes = {search_key(str(label)): code for code, label in self.known.items()}
        found = (codes.get(search_key(word), word) for word in typed if word)
        self.data = tuple(dict.fromkeys(found))

    def shown(self) -> tuple[str, ...]:
        """The words as people know them."""
        return tuple(str(self.known.get(word, word)) for word in self.data)

    def _value(self) -> str:
        return ", ".join(self.shown())


COMMAS = re.compile("[,،、，\n]")  # noqa: RUF001 (Arabic and East Asian commas)


class FilterForm(BaseForm):
    """A form over a list: sent by GET, without token or key."""

    keeps = False
    once = None

    class Meta(BaseForm.Meta):
        csrf = False

    def chosen(self, name: str) -> str:
        """The value of a select, when it is one of its choices; else its first one."""
        field = self._fields[name]
        known = [str(choice.value) for choice in field.choices]
        return str(field.data) if str(field.data) in known else known[0]


class WallTimeField(Field):
    """A time of day: `14:00`, `1400`, `9.30` and `14시 30분` are understood; else it asks."""

    widget = TextInput()
    data: Any

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        raw = clean(valuelist[0]) if valuelist else ""
        if not raw:
            self.data = None
            return
        digits = "".join(sign if sign.isdigit() else ":" for sign in raw).strip(":")
        if digits.isdigit() and len(digits) in {3, 4}:
            digits = f"{digits[:-2]}:{digits[-2:]}"
        hour, _, minute = digits.partition(":")
        try:
            self.data = time(int(hour), int(minute.strip(":") or 0))
        except ValueError as error:
            self.data = None
            raise ValueError(gettext("Enter a time such as 14:30.")) from error

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if self.data else ""


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant of what was typed; a time that the clocks skip is the reader's to mend."""
    try:
        return local(day, clock, zone)
    except NoSuchTime as error:
        raise ValidationError(gettext("The clocks skip this time on this day.")) from error


def city_today() -> date:
    """The date on the wall of the city."""
    zone: ZoneInfo = current_app.config["ZONE"]
    return now().astimezone(zone).date()


def answer(template: str, form: Any, **more: Any) -> ResponseReturnValue:
    """The form's page; 422 when it came back with errors."""
    return render_template(template, form=form, **more), 422 if form.errors else 200


def choices(pairs: Iterable[tuple[Any, Any]]) -> Choices:
    """Options of a select out of (value, label)."""
    return [SelectChoice(str(value), label) for value, label in pairs]


def choices_of(kind: type[Enum], only: Iterable[Enum] | None = None) -> Choices:
    """Options of a select out of an enum with labels: stored value and label."""
    return choices((member.value, words.label(member)) for member in (only or kind))


def optional(offered: Choices, none: Any = "—") -> Choices:
    """The same options after one for 'none'."""
    return [SelectChoice("", none), *offered]


def number_or_none(value: Any) -> int | None:
    """For selects of row ids: '' is nobody."""
    return int(value) if value not in {"", None, "None"} else None


class Required:
    """Something must be there; says so in words that name no field ('This field is required.')."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        if field.process_errors:
            raise StopValidation
        if field.data in (None, "", (), []):
            field.errors[:] = []
            raise StopValidation(field.gettext("This field is required."))


def edit_rows(field: Any) -> bool:
    """Add or remove a row when that button was pressed; then the form is shown again, unsaved.

    Buttons are called add=<field> and remove=<field>-<n>; scripts do the same without a round.
    """
    if request.form.get("add") == field.name:
        if not field.max_entries or len(field.entries) < field.max_entries:
            field.append_entry()
        return True
    removed = request.form.get("remove", "")
    if removed in {entry.name for entry in field.entries}:
        field.entries = [entry for entry in field.entries if entry.name != removed]
        return True
    return False


def refuse_row(rows: Any, field: Field, message: str) -> None:
    """Add an error to a field of one row, and say so to the list and the form."""
    field.errors = [*field.errors, message]
    rows.errors = [*rows.errors, message]


class InOurYears:
    """A day for which something can be planned: days around it are counted."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and field.data.year not in YEARS:
            raise StopValidation(gettext("Enter a day of the years 2000 to 2199."))


class EmailAddress:
    """An e-mail address, put into lower case."""

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data:
            return
        try:
            field.data = emails.normal(field.data)
        except ValueError as error:
            raise StopValidation(
                gettext("Enter an e-mail address such as name@example.org.")
            ) from error


class PhoneNumber:
    """A telephone number, kept in E.164.

    Without + it is one of the country (ISO 3166) that *region* reads from the form, else of the
    office's.
    """

    def __init__(self, region: Callable[[Any], str | None] = lambda _: None) -> None:
        self.region = region

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data:
            return
        region = self.region(form) or current_app.config["SETTINGS"].COUNTRY
        try:
            field.data = phone_or_former(field.data, field.object_data, region)
        except NotAPhone as error:
            message = gettext("This is no telephone number. Begin with + and the country code.")
            raise StopValidation(message) from error
