"""Forms of official papers."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, StopValidation, ValidationError

from visits.kit.forms import (
    BaseForm,
    FilterForm,
    Required,
    VersionedForm,
    choices_of,
    optional,
)
from visits.papers.pictures import ENDINGS, MEGABYTE, Picture, read_picture
from visits.papers.rules import FORMATS as KNOWN
from visits.papers.rules import BadFile, Direction, Disclosure, PaperKind, Upload, checked
from visits.papers.words import BAD_FILES, FORMATS

HOLD_IDENTITY = _("These files hold identity data")
WHAT_FOLLOWS = _(
    "Signed forms of consent, say. They open with a reason alone, and are destroyed after the visit."
)


class UploadsField(MultipleFileField):
    """Files to attach; `uploads` are those that may be kept, once the form is valid.

    The form's `most_megabytes` bounds each of them.
    """

    uploads: list[Upload]

    def __init__(self, label: Any, **kwargs: Any) -> None:
        accept = ",".join(f".{extension}" for extension in KNOWN)
        hint = _("%(formats)s. Attach no copies of passports or identity cards.", formats=FORMATS)
        super().__init__(label, description=hint, render_kw={"accept": accept}, **kwargs)
        self.uploads = []

    def pre_validate(self, form: Any) -> None:
        most, problems = form.most_megabytes, []
        for file in self.data or ():
            name, content = file.filename or "", file.stream.read(most * MEGABYTE + 1)
            try:
                self.uploads.append(checked(name, content, most=most * MEGABYTE))
            except BadFile as bad:
                problems.append(BAD_FILES[bad.reason] % {"name": name, "megabytes": most})
        if problems:
            raise StopValidation(" ".join(problems))


MOST_AT_ONCE = 20
BAD_PICTURES = {
    **BAD_FILES,
    "too_many_pixels": _("%(name)s has too many pixels. Save it smaller and try again."),
    "broken": _("%(name)s is damaged and cannot be shown."),
}


class PicturesField(MultipleFileField):
    """Photographs to add; `pictures` are ready to be kept once the form is valid.

    The form's `most_megabytes` bounds each of them.
    """

    pictures: list[Picture]

    def __init__(self, label: Any, *, at_once: int = MOST_AT_ONCE, **kwargs: Any) -> None:
        accept = ",".join(f".{ending}" for ending in ENDINGS)
        hint = _(
            "JPG, PNG or WebP, up to %(count)s at once. Where and when they were taken is removed.",
            count=at_once,
        )
        super().__init__(label, description=hint, render_kw={"accept": accept}, **kwargs)
        self.at_once = at_once
        self.pictures = []

    def pre_validate(self, form: Any) -> None:
        files = [file for file in self.data or () if file.filename]
        if len(files) > self.at_once:
            raise StopValidation(_("Add at most %(count)s at once.", count=self.at_once))
        most, problems = form.most_megabytes, []
        for file in files:
            name, content = file.filename, file.stream.read(most * MEGABYTE + 1)
            try:
                self.pictures.append(read_picture(name, content, most=most * MEGABYTE))
            except BadFile as bad:
                problems.append(BAD_PICTURES[bad.reason] % {"name": name, "megabytes": most})
        if problems:
            raise StopValidation(" ".join(problems))


class PaperForm(VersionedForm):
    """What the register says of a paper."""

    direction = SelectField(_("Direction"), [Required()], coerce=Direction)
    kind = SelectField(_("Kind"), [Required()], coerce=PaperKind)
    title = StringField(_("Title"), [Required(), Length(max=200)])
    number = StringField(
        _("Document number"), [Length(max=200)], description=_("It may come later, like the date.")
    )
    dated_on = DateField(_("Date"), [Optional()])
    counterpart = StringField(
        _("From or to"), [Length(max=200)], description=_("Who wrote to us, or whom we wrote to.")
    )
    approver = StringField(_("Approver"), [Length(max=200)])
    approved_on = DateField(_("Approved on"), [Optional()])
    disclosure = SelectField(_("Disclosure"), [Required()], coerce=Disclosure)
    disclosure_ground = StringField(
        _("Ground"),
        [Length(max=200)],
        description=_("For what is not open: the clause of the disclosure act."),
    )
    notes = TextAreaField(_("Notes"), [Length(max=4000)], render_kw={"rows": 3})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.direction.choices = choices_of(Direction)
        self.kind.choices = choices_of(PaperKind)
        self.disclosure.choices = choices_of(Disclosure)

    def validate_disclosure_ground(self, field: StringField) -> None:
        disclosure = self.disclosure.data
        if disclosure and disclosure.needs_ground and not field.data:
            raise ValidationError(_("Say on which ground it is not open."))


class NewPaperForm(PaperForm):
    """A new paper with its files, preset to the record it was opened from."""

    files = UploadsField(_("Files"))
    is_identity = BooleanField(HOLD_IDENTITY, description=WHAT_FOLLOWS)
    about = HiddenField()
    id = HiddenField()

    def __init__(self, *args: Any, most_megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_megabytes = most_megabytes

    def facts(self) -> dict[str, Any]:
        apart = {"files", "is_identity", "about", "id"}
        return {name: value for name, value in super().facts().items() if name not in apart}


class FilesForm(BaseForm):
    """Further files for a paper."""

    files = UploadsField(_("Files"), validators=[Required()])
    is_identity = BooleanField(HOLD_IDENTITY, description=WHAT_FOLLOWS)

    def __init__(self, *args: Any, most_megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_megabytes = most_megabytes


class DelegationForm(BaseForm):
    """Which delegation a paper belongs to as well."""

    code = StringField(
        _("Code of the delegation"),
        [Required(), Length(max=40)],
        description=_("Such as 2026-004."),
    )


class PaperFilter(FilterForm):
    words = StringField(_("Number, title or counterpart"))
    direction = SelectField(_("Direction"))
    kind = SelectField(_("Kind"))
    first = DateField(_("From"), [Optional()])
    last = DateField(_("Until"), [Optional()])
    without_number = BooleanField(_("Without a number"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.direction.choices = optional(choices_of(Direction), _("All"))
        self.kind.choices = optional(choices_of(PaperKind), _("All"))
