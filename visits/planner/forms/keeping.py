"""Keeping what a preview showed, as long as the programme is still the one that was looked at."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from visits.kit.asked import read_day, read_id
from visits.kit.forms import BaseForm, FilterForm, choices
from visits.planner.rules.proposing import Variant

MOST_MINUTES = 12 * 60
MOST_SPARE = 120
MOST_PARTS = 5
PART = re.compile(r"(\d{1,10})@(\d{4}-\d{2}-\d{2})([+-]\d{1,3})")


class KeepForm(BaseForm):
    """`seen` is the version of the programme that the preview was made of."""

    seen = HiddenField()

    def is_of(self, version: int) -> bool:
        """Whether nothing changed since; says so above the form when something did."""
        if read_id(self.seen.data or "") == version or (not version and self.seen.data == "0"):
            return True
        self.form_errors.append(
            gettext("The programme changed meanwhile. Look at the preview again, then keep it.")
        )
        self.seen.data = str(version)
        return False


class KeepShiftForm(KeepForm):
    """Who knows of the new times already."""

    host_agreed = BooleanField(
        _("The hosts know of the change and agreed"),
        description=_("Otherwise confirmed stops are asked again when their time changes."),
    )
    people_agreed = BooleanField(
        _("Those of ours who serve know of the change and agreed"),
        description=_("Otherwise they are asked again when its time or place changes."),
    )


class ShiftFilter(FilterForm):
    """From which stop on, and how."""

    since = SelectField(_("From this stop on"))
    how = SelectField(_("What to do"), default="minutes")
    minutes = IntegerField(
        _("Minutes"),
        [Optional(), NumberRange(-MOST_MINUTES, MOST_MINUTES)],
        default=10,
        description=_("With a minus sign: earlier."),
    )
    spare = IntegerField(
        _("Minutes to spare on each way"), [Optional(), NumberRange(0, MOST_SPARE)], default=10
    )

    def __init__(self, *args: Any, stops: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since.choices = choices(stops)
        self.how.choices = choices(
            (
                ("minutes", _("Move by minutes")),
                ("compact", _("Close the gaps to the time that the ways take")),
            )
        )

    @property
    def is_compact(self) -> bool:
        return self.chosen("how") == "compact"


class KeepProposalForm(KeepForm):
    """The very programme that was shown: `parts` are templates with their days, `7@2026-11-24+30`."""

    parts = HiddenField()

    def show(self, parts: Iterable[Variant]) -> None:
        """The button keeps these."""
        self.parts.data = " ".join(
            f"{one.place.offer.version}@{one.place.first}{one.place.later:+}" for one in parts
        )

    def places(self) -> list[tuple[int, date, int]]:
        """Version, first day, minutes later; what cannot be read is left out."""
        found = (PART.fullmatch(word) for word in (self.parts.data or "").split()[:MOST_PARTS])
        read = ((read_id(one[1]), read_day(one[2]), int(one[3])) for one in found if one)
        return [(number, day, later) for number, day, later in read if number and day]
