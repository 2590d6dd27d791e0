"""The form for a test invitation that was answered otherwise than by calendar."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from visits.access.rules import BY_OFFICER, Channel
from visits.calendars.ics import PartStat
from visits.hosting.forms import HowTold
from visits.invitations import words  # noqa: F401 (names the choices)
from visits.kit.forms import BaseForm, Required, choices_of

ANSWERS = (PartStat.ACCEPTED, PartStat.TENTATIVE, PartStat.DECLINED)


class NoteTestForm(HowTold, BaseForm):
    """What they saw in their calendar, told to an officer, and how."""

    answer = RadioField(_("What they did with the test"), [Required()], coerce=PartStat)

    def __init__(self, *args: Any, today: date, person: str, **kwargs: Any) -> None:
        given = {"told_on": today, "person": person, "answer": PartStat.ACCEPTED}
        super().__init__(*args, data=given, **kwargs)
        self.answer.choices = choices_of(PartStat, ANSWERS)
        self.channel.choices = choices_of(Channel, BY_OFFICER)
