"""Forms of programme templates: what one is called, each of its stops, keeping a version."""

from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import Length as LengthOfText
from wtforms.validators import NumberRange

from visits.conflicts.rules import Mode, StopKind
from visits.itineraries import words  # noqa: F401 (names the choices)
from visits.kit.forms import (
    BaseForm,
    Choices,
    Required,
    TranslatedField,
    VersionedForm,
    WallTimeField,
    WordsField,
    choices_of,
    number_or_none,
    optional,
)
from visits.kit.translated import Translated
from visits.planner.rules.templates import MOST_DAYS, Length, Line
from visits.sites.words import THEMES

MOST_MINUTES = 24 * 60


class HeadForm(VersionedForm):
    """What a template is called, how long it is, and what it is about."""

    title = TranslatedField(_("Title"), required=True)
    summary = TranslatedField(_("In one sentence"), lines=2, longest=300)
    length = SelectField(_("Length"), [Required()], default=Length.HALF_DAY.value)
    themes = WordsField(
        _("Themes"),
        known=THEMES,
        description=_("Separated by commas, such as smart city, water."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.length.choices = choices_of(Length)

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "length": Length(self.length.data)}


class LineForm(VersionedForm):
    """One stop of a template, relative to its first day."""

    day = IntegerField(
        _("Day"),
        [Required(), NumberRange(1, MOST_DAYS)],
        default=1,
        description=_("1 is the first day of the visit."),
    )
    starts = WallTimeField(_("Start"), [Required()], default=time(10))
    minutes = IntegerField(_("Minutes"), [Required(), NumberRange(1, MOST_MINUTES)], default=60)
    kind = SelectField(_("Kind"), [Required()], default=StopKind.SITE_VISIT.value)
    title = TranslatedField(
        _("Title"), description=_("Empty: the name of the site, in all its languages.")
    )
    site_id = SelectField(_("Site"))
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
    public_note = TranslatedField(_("Note for guests"), lines=3, longest=1000)

    def __init__(
        self,
        *args: Any,
        sites: Choices = (),
        names: dict[int, Translated] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sites, self.names = sites, names or {}
        self.kind.choices = choices_of(StopKind)
        self.mode.choices = optional(choices_of(Mode), _("Not said"))
        self.site_id.choices = optional(sites, _("No site of the register"))
        self.end_site_id.choices = optional(sites, _("Where it begins"))

    def process(
        self, formdata: Any = None, obj: Any = None, data: Any = None, **kwargs: Any
    ) -> None:
        given = typed(obj) if obj is not None else {}
        super().process(formdata, None, data={**given, **(data or {})}, **kwargs)

    def opened_by(self, row: Any) -> "LineForm":
        return type(self)(formdata=None, obj=row, sites=self.sites, names=self.names)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        if not self.title.data and not self.site_id.data:
            self.refuse("title", _("Enter a title, or choose a site."))
            return False
        return is_good

    def line(self) -> Line:
        """What was typed, once it was found valid."""
        site = number_or_none(self.site_id.data)
        return Line(
            day=self.day.data - 1,
            starts=self.starts.data,
            minutes=self.minutes.data,
            kind=StopKind(self.kind.data),
            title=self.title.data or self.names.get(site or 0, Translated()),
            public_note=self.public_note.data,
            site_id=site,
            place=self.place.data,
            end_site_id=number_or_none(self.end_site_id.data),
            end_place=self.end_place.data,
            mode=Mode(self.mode.data) if self.mode.data else None,
        )


def typed(stop: Any) -> dict[str, Any]:
    """A stop of a template as the fields of its form say it."""
    return {
        "day": stop.day + 1,
        "starts": stop.starts,
        "minutes": stop.minutes,
        "kind": stop.kind.value,
        "title": stop.title,
        "site_id": str(stop.site_id or ""),
        "place": stop.place,
        "end_site_id": str(stop.end_site_id or ""),
        "end_place": stop.end_place,
        "mode": stop.mode.value if stop.mode else "",
        "public_note": stop.public_note,
    }


class KeepDraftForm(BaseForm):
    """From now on this is what is applied."""

    note = StringField(
        _("What is new"),
        [LengthOfText(max=200)],
        description=_("For colleagues: it stands beside the version."),
    )
